using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Cli.Generate;

/// <summary>A fact of the set, with the name of the command that records it.</summary>
internal sealed record GeneratedFact(string Id, Subject Home, LedgerEvent Fact, Provenance Provenance);

/// <summary>One certificate of the set with everything that was done about it.</summary>
/// <param name="Number">Its place in the set, from 1.</param>
/// <param name="Certificate">Its subject. A reused number is the subject of two.</param>
/// <param name="Forgery">What was done to it; null for a genuine one.</param>
/// <param name="Oddity">What is unusual about a genuine one; null for nothing.</param>
/// <param name="Reading">The reading that is judged.</param>
/// <param name="JudgedOn">The day after the last answer about it came in, or its first day if that is later.</param>
/// <param name="Captures">Readings made before any question was asked.</param>
/// <param name="Checks">
/// Comparisons, questions, answers, and a reading that came after those of an earlier paper.
/// </param>
internal sealed record GeneratedCertificate(
    int Number,
    Subject Certificate,
    Forgery? Forgery,
    Oddity? Oddity,
    CertificateCaptured Reading,
    LocalDate JudgedOn,
    ImmutableArray<GeneratedFact> Captures,
    ImmutableArray<GeneratedFact> Checks);

/// <summary>
/// A set of certificates that a seed, a size and a share of forgeries determine, made one by one: none is
/// kept but the places of those whose numbers are used again.
/// </summary>
internal sealed class CertificateSet
{
    private readonly long _seed;
    private readonly int _forgedPercent;
    private readonly DraftMaker _maker;

    /// <param name="certificates">How many, from 1.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="forgedPercent">How many in a hundred are forged, from 0 to 100.</param>
    public CertificateSet(int certificates, long seed, int forgedPercent)
    {
        (Count, _seed, _forgedPercent) = (certificates, seed, forgedPercent);
        _maker = new DraftMaker(seed, certificates);
    }

    public int Count { get; }

    /// <summary>Does the office ask end users for their strength where it is not on record?</summary>
    public bool AsksStrength { get; init; } = true;

    /// <summary>The registers of authorities, and of end users whose strength is known.</summary>
    public IEnumerable<GeneratedFact> Register()
    {
        var source = new SourceReference(SourceKind.Document, "Exchange of notes (invented)");
        var number = 0;
        foreach (var authority in _maker.Authorities)
        {
            foreach (var fact in authority.Facts())
            {
                yield return new(
                    Id("register", ++number, 0), authority.Subject, fact, new Provenance("register-01", null, source));
            }
        }

        foreach (var buyer in _maker.Buyers.Where(it => it.IsStrengthOnRecord))
        {
            yield return Declared(buyer, Id("party", ++number, 0), new Provenance("register-01", null, source));
        }
    }

    private static GeneratedFact Declared(Buyer buyer, string id, Provenance provenance) => new(
        id,
        PartyRegister.SubjectOf(buyer.User.Party.Name)!.Value,
        new PartyRegistered(
            Happened.On(DraftMaker.First.PlusYears(-5)),
            buyer.IsState ? PartyKind.StateBody : PartyKind.Company,
            buyer.User.Party.Name,
            buyer.User.Party.Country,
            Strength: buyer.Strength),
        provenance);

    /// <summary>The certificates, in the order of their dates of issue.</summary>
    public IEnumerable<GeneratedCertificate> Certificates()
    {
        var reused = new HashSet<int>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < Count; index++)
        {
            var (draft, forgery, oddity) = Draw(index, reused);
            yield return Settle(index + 1, draft, forgery, oddity, asked);
        }
    }

    private (Draft Draft, Forgery? Forgery, Oddity? Oddity) Draw(int index, HashSet<int> reused)
    {
        var draft = _maker.InOrder(index);
        var dice = Plan(index, out var forged, out var oddity);
        var shop = new Workshop(_maker, index, IsPlain, reused);
        if (forged)
        {
            // Not every paper can bear every forgery: kinds are drawn until one can be done.
            while (true)
            {
                var forgery = dice.Of(Forgery.All);
                if (forgery.Apply(draft, shop, dice) is { } made)
                {
                    return (made, forgery, null);
                }
            }
        }

        return oddity?.Apply(draft, shop, dice) is { } odd ? (odd, null, oddity) : (draft, null, null);
    }

    private bool IsPlain(int index)
    {
        _ = Plan(index, out var forged, out var oddity);
        return !forged && oddity is null;
    }

    private Dice Plan(int index, out bool forged, out Oddity? oddity)
    {
        var dice = Dice.For(_seed, "plan", index);
        forged = dice.Number(1, 100) <= _forgedPercent;
        var thousandth = dice.Number(1, 1_000);
        oddity = null;
        foreach (var one in Oddity.All)
        {
            thousandth -= one.PerMille;
            if (thousandth <= 0)
            {
                oddity = forged ? null : one;
                break;
            }
        }

        return dice;
    }

    private GeneratedCertificate Settle(
        int number, Draft draft, Forgery? forgery, Oddity? oddity, HashSet<string> asked)
    {
        var home = draft.Paper.Subject;
        var captures = draft.Before.Add(draft.Capture).Select((capture, at) => new GeneratedFact(
            Id("certificate", number, at + 1), home, capture, By(capture.Officer, capture.Office))).ToImmutableArray();
        var checks = Checks(draft).Select((fact, at) => new GeneratedFact(
            Id("check", number, at + 1), home, fact.Fact, By(fact.Officer, draft.Office)))
            .Concat(Brokers(draft, number)).Concat(Strength(draft, number, asked)).ToImmutableArray();
        return new GeneratedCertificate(
            number,
            home,
            forgery,
            oddity,
            draft.Capture,
            draft.JudgedOn,
            draft.Late ? [] : captures,
            draft.Late ? captures.AddRange(checks) : checks);
    }

    /// <summary>What the office knows of the brokers: all are registered where they sit.</summary>
    private IEnumerable<GeneratedFact> Brokers(Draft draft, int number) =>
        draft.Paper.Brokers.Where(it => it.Country is not null && PartyRegister.SubjectOf(it.Name) is not null)
            .Select((broker, at) => new GeneratedFact(
                Id("broker", number, at + 1),
                PartyRegister.SubjectOf(broker.Name)!.Value,
                new BrokerRegistered(
                    Happened.On(draft.Issued.PlusYears(-2)), broker.Country!,
                    string.Create(CultureInfo.InvariantCulture, $"B-{number}-{at + 1}")),
                By(draft.Officer, draft.Office)));

    /// <summary>
    /// What an end user says of its strength when the office asks, with the first paper for small arms: sooner than the
    /// rule would have it asked.
    /// </summary>
    /// <param name="draft">The certificate.</param>
    /// <param name="number">Its place in the set.</param>
    /// <param name="asked">Who was asked before.</param>
    private IEnumerable<GeneratedFact> Strength(Draft draft, int number, HashSet<string> asked) =>
        AsksStrength && draft.Buyer is { Strength: not null, IsStrengthOnRecord: false } buyer
        && draft.Paper.Lines.Any(line => line.Class == GoodsClass.SmallArms)
        && draft.Paper.EndUser?.Party.Name == buyer.User.Party.Name
        && asked.Add(buyer.User.Party.Name)
            ? [Declared(buyer, Id("strength", number, 1), By(draft.Officer, draft.Office))]
            : [];

    private static IEnumerable<(string Officer, LedgerEvent Fact)> Checks(Draft draft)
    {
        foreach (var (at, outcome) in draft.Outcomes.Index())
        {
            var expert = $"expert-0{at + 1}";
            var day = Happened.On(draft.Checked.PlusDays(at));
            yield return (expert, new SpecimenCompared(day, outcome, expert, draft.Signer.Specimen));
        }

        if (draft.AskedAt is not { } address)
        {
            yield break;
        }

        yield return (
            draft.Officer, new ConfirmationRequested(Happened.On(draft.Checked), draft.Officer, address));
        if (draft.UnclearFirst)
        {
            var between = draft.Checked.PlusDays(Period.DaysBetween(draft.Checked, draft.Answered) / 2);
            yield return (draft.Officer, new ConfirmationReceived(
                Happened.On(between), ReplyKind.Unclear, draft.Sender, draft.AnsweredFrom, new(draft.Paper.Number)));
        }

        yield return (draft.Officer, new ConfirmationReceived(
            Happened.On(draft.Answered), draft.Answer, draft.Sender, draft.AnsweredFrom, draft.Reply));
    }

    private static Provenance By(string officer, string office) => new(officer, office);

    private string Id(string what, int number, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"generated/{_seed}/{Count}/{_forgedPercent}/{what}/{number}/{part}");
}
