using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Authorities;

/// <summary>An entry of the register with the fact it comes from.</summary>
/// <param name="Position">The fact's place in the log.</param>
/// <param name="Fact">What it says.</param>
public sealed record Entry<T>(long Position, T Fact);

/// <summary>
/// What the register says about one authority. Every question is asked for a date: an office or a term counts if it
/// had begun by then and not ended before it. Where dates are uncertain, the earliest begin and the latest end count:
/// a certificate is not refused because the register is vague.
/// </summary>
public sealed class AuthorityRegister
{
    private readonly ImmutableArray<Recorded> _facts;

    private AuthorityRegister(ImmutableArray<Recorded> facts) => _facts = facts;

    /// <summary>A register that knows nothing.</summary>
    public static AuthorityRegister Empty { get; } = new([]);

    /// <summary>The subject of an authority.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="code">Its short name in the register: <c>mod</c>, <c>customs</c>.</param>
    /// <exception cref="FormatException">One of them holds no letter or digit.</exception>
    public static Subject SubjectOf(string country, string code) => Subject.Of("authority", country, code);

    /// <summary>The register of one authority from the facts about it, without what was retracted.</summary>
    public static AuthorityRegister Of(IEnumerable<Recorded> facts) =>
        new([.. StandingFacts.Of(facts).Where(it => it.Fact is AuthorityEvent)
            .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Id)]);

    /// <summary>Its registrations, in the order of their dates.</summary>
    public ImmutableArray<Term<AuthorityRegistered>> Registrations =>
        TermsOf<AuthorityRegistered, AuthorityClosed>(_ => true, _ => true);

    /// <summary>Its patterns of numbers, in the order of their dates.</summary>
    public ImmutableArray<Term<NumberPatternSet>> Patterns => Terms.Of(Entries<NumberPatternSet>(), []);

    /// <summary>Everybody who may sign, might or will: each person's appointments, in the order of dates.</summary>
    public ImmutableArray<Term<SignatoryAppointed>> Signatories => Each<SignatoryAppointed>(
        it => NameKey.Of(it.Name), it => SignatoryTerms(it.Name));

    /// <summary>Where it can, could or will be reached.</summary>
    public ImmutableArray<Term<ContactPointRegistered>> Contacts => Each<ContactPointRegistered>(
        it => Key(it.Address), it => ContactTerms(it.Address));

    /// <summary>The forms it uses, used or will use.</summary>
    public ImmutableArray<Term<TemplateRegistered>> Templates => Each<TemplateRegistered>(
        it => Key(it.Layout), it => TemplateTerms(it.Layout));

    /// <summary>The keys its electronic certificates end in, ended or will end in.</summary>
    public ImmutableArray<Term<IssuerKeyRegistered>> IssuerKeys => Each<IssuerKeyRegistered>(
        it => Key(it.Key), it => KeyTerms(it.Key));

    /// <summary>The blanks reported lost, whenever.</summary>
    public ImmutableArray<Entry<BlanksLost>> LostBlanks => [.. Entries<BlanksLost>()];

    /// <summary>The registration in force on a date, or null.</summary>
    public Entry<AuthorityRegistered>? RegistrationOn(Happened date) => Registrations.On(date);

    /// <summary>The pattern of numbers in force on a date, or null.</summary>
    public Entry<NumberPatternSet>? PatternOn(Happened date) => Patterns.On(date);

    /// <summary>The appointment of a person that covers a date, or null.</summary>
    public Entry<SignatoryAppointed>? SignatoryOn(string name, Happened date) => SignatoryTerms(name).On(date);

    /// <summary>Any appointment of a person, at whatever date; the latest, or null.</summary>
    public Entry<SignatoryAppointed>? SignatoryEver(string name) =>
        Entries<SignatoryAppointed>().LastOrDefault(it => SameName(it.Fact.Name, name));

    /// <summary>The end of a person's term that was in force before a date, or null.</summary>
    public Entry<SignatoryTermEnded>? TermEnd(string name) =>
        Entries<SignatoryTermEnded>().LastOrDefault(it => SameName(it.Fact.Name, name));

    /// <summary>The contact point at an address that may be used on a date, or null.</summary>
    public Entry<ContactPointRegistered>? ContactOn(string address, Happened date) =>
        ContactTerms(address).On(date);

    /// <summary>The first report of lost blanks whose block holds a number, or null.</summary>
    public Entry<BlanksLost>? LostBlock(string number) =>
        Entries<BlanksLost>().FirstOrDefault(it => NumberBlock.Holds(it.Fact.First, it.Fact.Last, number));

    /// <summary>Is any form of the authority on file?</summary>
    public bool KnowsTemplates => Entries<TemplateRegistered>().Any();

    /// <summary>The registration of a form that covers a date, or null.</summary>
    public Entry<TemplateRegistered>? TemplateOn(string layout, Happened date) => TemplateTerms(layout).On(date);

    /// <summary>The first registration of a form, at whatever date, or null.</summary>
    public Entry<TemplateRegistered>? TemplateEver(string layout) =>
        Entries<TemplateRegistered>().FirstOrDefault(it => Key(it.Fact.Layout) == Key(layout));

    /// <summary>The registration of an issuer's key that covers a date, or null.</summary>
    public Entry<IssuerKeyRegistered>? KeyOn(string key, Happened date) => KeyTerms(key).On(date);

    /// <summary>Are two names the same, but for what <see cref="NameKey"/> leaves out?</summary>
    public static bool SameName(string left, string right) => NameKey.Of(left) == NameKey.Of(right);

    private static string Key(string text) => text.Trim().ToUpperInvariant();

    private ImmutableArray<Term<SignatoryAppointed>> SignatoryTerms(string name) =>
        TermsOf<SignatoryAppointed, SignatoryTermEnded>(it => SameName(it.Name, name), it => SameName(it.Name, name));

    private ImmutableArray<Term<ContactPointRegistered>> ContactTerms(string address) =>
        TermsOf<ContactPointRegistered, ContactPointWithdrawn>(
            it => Key(it.Address) == Key(address), it => Key(it.Address) == Key(address));

    private ImmutableArray<Term<TemplateRegistered>> TemplateTerms(string layout) =>
        TermsOf<TemplateRegistered, TemplateWithdrawn>(
            it => Key(it.Layout) == Key(layout), it => Key(it.Layout) == Key(layout));

    private ImmutableArray<Term<IssuerKeyRegistered>> KeyTerms(string key) =>
        TermsOf<IssuerKeyRegistered, IssuerKeyWithdrawn>(
            it => Key(it.Key) == Key(key), it => Key(it.Key) == Key(key));

    /// <summary>The terms of everything of a kind, what belongs together side by side.</summary>
    private ImmutableArray<Term<T>> Each<T>(Func<T, string> key, Func<T, ImmutableArray<Term<T>>> terms)
        where T : AuthorityEvent =>
        [.. Entries<T>().DistinctBy(it => key(it.Fact), StringComparer.Ordinal).SelectMany(it => terms(it.Fact))];

    private IEnumerable<Entry<T>> Entries<T>()
        where T : AuthorityEvent =>
        _facts.Where(it => it.Fact is T).Select(it => new Entry<T>(it.Position, (T)it.Fact));

    private ImmutableArray<Term<T>> TermsOf<T, TEnd>(Func<T, bool> which, Func<TEnd, bool> end)
        where T : AuthorityEvent
        where TEnd : AuthorityEvent =>
        Terms.Of(
            Entries<T>().Where(it => which(it.Fact)),
            Entries<TEnd>().Where(it => end(it.Fact)).Select(it => new Entry<Happened>(it.Position, it.Fact.Happened)));
}
