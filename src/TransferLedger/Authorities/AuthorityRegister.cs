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

    /// <summary>The registration in force on a date, or null.</summary>
    public Entry<AuthorityRegistered>? RegistrationOn(Happened date) =>
        Last<AuthorityRegistered>(date, _ => true) is { } found
            && !EndedBetween<AuthorityClosed>(found.Fact.Happened, date, _ => true)
                ? found
                : null;

    /// <summary>The pattern of numbers in force on a date, or null.</summary>
    public Entry<NumberPatternSet>? PatternOn(Happened date) => Last<NumberPatternSet>(date, _ => true);

    /// <summary>The appointment of a person that covers a date, or null.</summary>
    public Entry<SignatoryAppointed>? SignatoryOn(string name, Happened date) =>
        Last<SignatoryAppointed>(date, it => SameName(it.Name, name)) is { } found
            && !EndedBetween<SignatoryTermEnded>(found.Fact.Happened, date, it => SameName(it.Name, name))
                ? found
                : null;

    /// <summary>Any appointment of a person, at whatever date; the latest, or null.</summary>
    public Entry<SignatoryAppointed>? SignatoryEver(string name) =>
        Entries<SignatoryAppointed>().LastOrDefault(it => SameName(it.Fact.Name, name));

    /// <summary>The end of a person's term that was in force before a date, or null.</summary>
    public Entry<SignatoryTermEnded>? TermEnd(string name) =>
        Entries<SignatoryTermEnded>().LastOrDefault(it => SameName(it.Fact.Name, name));

    /// <summary>The contact point at an address that may be used on a date, or null.</summary>
    public Entry<ContactPointRegistered>? ContactOn(string address, Happened date) =>
        Last<ContactPointRegistered>(date, it => SameAddress(it.Address, address)) is { } found
            && !EndedBetween<ContactPointWithdrawn>(
                found.Fact.Happened, date, it => SameAddress(it.Address, address))
                ? found
                : null;

    /// <summary>The first report of lost blanks whose block holds a number, or null.</summary>
    public Entry<BlanksLost>? LostBlock(string number) =>
        Entries<BlanksLost>().FirstOrDefault(it => NumberBlock.Holds(it.Fact.First, it.Fact.Last, number));

    /// <summary>Is any form of the authority on file?</summary>
    public bool KnowsTemplates => Entries<TemplateRegistered>().Any();

    /// <summary>The registration of a form that covers a date, or null.</summary>
    public Entry<TemplateRegistered>? TemplateOn(string layout, Happened date) =>
        Last<TemplateRegistered>(date, it => SameHash(it.Layout, layout)) is { } found
            && !EndedBetween<TemplateWithdrawn>(found.Fact.Happened, date, it => SameHash(it.Layout, layout))
                ? found
                : null;

    /// <summary>The first registration of a form, at whatever date, or null.</summary>
    public Entry<TemplateRegistered>? TemplateEver(string layout) =>
        Entries<TemplateRegistered>().FirstOrDefault(it => SameHash(it.Fact.Layout, layout));

    /// <summary>The registration of an issuer's key that covers a date, or null.</summary>
    public Entry<IssuerKeyRegistered>? KeyOn(string key, Happened date) =>
        Last<IssuerKeyRegistered>(date, it => SameHash(it.Key, key)) is { } found
            && !EndedBetween<IssuerKeyWithdrawn>(found.Fact.Happened, date, it => SameHash(it.Key, key))
                ? found
                : null;

    /// <summary>Are two names the same, but for what <see cref="NameKey"/> leaves out?</summary>
    public static bool SameName(string left, string right) => NameKey.Of(left) == NameKey.Of(right);

    private static bool SameHash(string left, string right) =>
        string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool SameAddress(string left, string right) =>
        string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);

    private IEnumerable<Entry<T>> Entries<T>()
        where T : AuthorityEvent =>
        _facts.Where(it => it.Fact is T).Select(it => new Entry<T>(it.Position, (T)it.Fact));

    private Entry<T>? Last<T>(Happened date, Func<T, bool> which)
        where T : AuthorityEvent =>
        Entries<T>().LastOrDefault(it => which(it.Fact) && it.Fact.Happened.Earliest <= date.Latest);

    /// <summary>Has it ended after a begin and before a date? The day of the end itself is still in force.</summary>
    private bool EndedBetween<T>(Happened begin, Happened date, Func<T, bool> which)
        where T : AuthorityEvent =>
        Entries<T>().Any(it => which(it.Fact)
            && it.Fact.Happened.Latest >= begin.Earliest && it.Fact.Happened.Latest < date.Earliest);
}
