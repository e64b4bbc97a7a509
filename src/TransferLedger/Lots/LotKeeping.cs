using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>
/// May this be recorded about a lot? What the office does itself (move, issue, consume, split, merge, adjust, destroy)
/// never takes more than is there for certain, and is recorded on condition that no lot concerned has moved. What is
/// reported to it (production, receipt, return, count, loss, seizure) is recorded even if it contradicts: rules judge
/// it.
/// </summary>
public static class LotKeeping
{
    /// <summary>Refused: nothing is on record about the lot. Details: the lot.</summary>
    public const string Unknown = "lot.unknown";

    /// <summary>Refused: a quantity of nothing or less. Details: the quantity.</summary>
    public const string RoundsImpossible = "lot.rounds-impossible";

    /// <summary>
    /// Refused: more than there is for certain, from that day on. Details: what is there, what would be taken, whose,
    /// the lot; where there is nothing, then whose the rounds of the lot are and how many, for each who has some.
    /// </summary>
    public const string OverDrawn = "lot.over-drawn";

    /// <summary>Refused: the parts are not together the whole. Details: the whole, the parts.</summary>
    public const string PartsNotEqual = "lot.parts-not-equal";

    /// <summary>Refused: a lot stands twice among the parts, or is a part of itself. Details: the lot.</summary>
    public const string PartTwice = "lot.part-twice";

    /// <summary>Refused: an adjustment needs a reason.</summary>
    public const string ReasonMissing = "lot.reason-missing";

    /// <summary>Refused: an adjustment needs a second person.</summary>
    public const string ApproverMissing = "lot.approver-missing";

    /// <summary>Refused: the one who agrees is the one who records. Details: that person.</summary>
    public const string SamePerson = "lot.same-person";

    /// <summary>Refused: they would come to where they are. Details: whose.</summary>
    public const string NothingMoves = "lot.nothing-moves";

    /// <summary>
    /// Refused: two persons see a destruction, neither of them the one who records it. Details: how many are named.
    /// </summary>
    public const string Witnesses = "lot.witnesses";

    /// <summary>How many have to see that rounds are destroyed (rule COC-093).</summary>
    public const int WitnessesNeeded = 2;

    /// <summary>
    /// The most rounds a fact may speak of: more than the world makes in decades, and so few that millions of such
    /// facts have a sum.
    /// </summary>
    public const long MostRounds = 1_000_000_000_000;

    /// <summary>Everything the decision looks at: the lot and those that parts come from or go to.</summary>
    public static ImmutableArray<Subject> Needs(Subject lot, LotEvent fact) =>
        [.. PartsOf(fact).Select(it => it.Lot).Prepend(lot).Distinct()];

    /// <summary>May it be recorded?</summary>
    /// <param name="state">The facts about <see cref="Needs"/>.</param>
    /// <param name="lot">The lot it is kept with.</param>
    /// <param name="fact">What is to be recorded.</param>
    /// <param name="actor">Who records it.</param>
    public static Decision Record(AuthorizationState state, Subject lot, LotEvent fact, string actor)
    {
        var standing = StandingFacts.Of(state.Facts).ToList();
        if (standing.Any(it => it.Home == lot && it.Fact == fact))
        {
            return Decision.Nothing;
        }

        var no = WrongRounds(fact) ?? CheckKnown(standing, lot, fact) ?? CheckParts(lot, fact)
            ?? CheckAdjustment(fact, actor) ?? CheckMove(lot, fact) ?? CheckWitnesses(fact, actor)
            ?? CheckDraw(state, lot, fact, actor);
        return no is null ? new NewFact(lot, fact) : no;
    }

    /// <summary>
    /// Is one of its numbers no number of rounds: none, less than none, or more than <see cref="MostRounds"/>? No paper
    /// shows such a one, so that it is no report either.
    /// </summary>
    /// <param name="fact">What is to be recorded.</param>
    public static Refusal? WrongRounds(LotEvent fact)
    {
        var parts = PartsOf(fact).Select(it => it.Rounds);
        long? wrong = fact switch
        {
            LotCounted it => it.Counted is < 0 or > MostRounds ? it.Counted : null,
            LotAdjusted it => it.Change is 0 or < -MostRounds or > MostRounds ? it.Change : null,
            _ => parts.Append(LotFields.RoundsOf(fact)!.Value).Cast<long?>()
                .FirstOrDefault(it => it is <= 0 or > MostRounds),
        };
        return wrong is { } rounds ? new Refusal(RoundsImpossible, rounds) : null;
    }

    /// <summary>The number in it beyond <see cref="MostRounds"/>, above or below zero; null for none.</summary>
    /// <param name="fact">A fact on record.</param>
    internal static long? TooManyRounds(LotEvent fact) => PartsOf(fact).Select(it => it.Rounds)
        .Append(fact switch
        {
            LotCounted it => it.Counted,
            LotAdjusted it => it.Change,
            _ => LotFields.RoundsOf(fact) ?? 0,
        })
        .Where(it => it is < -MostRounds or > MostRounds).Cast<long?>().FirstOrDefault();

    private static Refusal? CheckKnown(List<Recorded> standing, Subject lot, LotEvent fact)
    {
        var first = fact is LotProduced or LotReceived or LotMerged or LotSeized;
        return !first && !standing.Any(it => it.Fact is LotEvent && it.IsAbout(lot)) ? new Refusal(Unknown, lot.Key)
            : fact is LotMerged && PartsOf(fact).FirstOrDefault(part => !standing.Any(it => it.IsAbout(part.Lot)))
                is { } absent ? new Refusal(Unknown, absent.Lot.Key)
            : null;
    }

    private static Refusal? CheckParts(Subject lot, LotEvent fact)
    {
        if (fact is not (LotSplit or LotMerged))
        {
            return null;
        }

        var seen = new HashSet<Subject> { lot };
        var (whole, sum) = (LotFields.RoundsOf(fact)!.Value, PartsOf(fact).Sum(it => it.Rounds));
        return PartsOf(fact).FirstOrDefault(it => !seen.Add(it.Lot)) is { } twice
            ? new Refusal(PartTwice, twice.Lot.Key)
            : whole != sum ? new Refusal(PartsNotEqual, whole, sum) : null;
    }

    private static Refusal? CheckAdjustment(LotEvent fact, string actor) => fact switch
    {
        LotAdjusted it when string.IsNullOrWhiteSpace(it.Reason) => new Refusal(ReasonMissing),
        LotAdjusted it when string.IsNullOrWhiteSpace(it.Approver) => new Refusal(ApproverMissing),
        LotAdjusted { Approver: { } other } when Subject.Normalise(other) == Subject.Normalise(actor) =>
            new Refusal(SamePerson, other),
        _ => null,
    };

    private static Refusal? CheckMove(Subject lot, LotEvent fact) =>
        fact is LotMoved it && LotPostings.Of(lot, fact).Count == 0
            ? new Refusal(NothingMoves, Whose(LotAccount.Stock(it.From, it.FromSite)))
            : null;

    private static Refusal? CheckWitnesses(LotEvent fact, string actor) =>
        fact is LotDestroyed it && Witnessed(it, actor) is < WitnessesNeeded and var seen
            ? new Refusal(Witnesses, seen)
            : null;

    /// <summary>How many different persons saw a destruction who do not record it.</summary>
    internal static int Witnessed(LotDestroyed fact, string actor) => fact.Witnesses.Select(Subject.Normalise)
        .Where(it => it.Length > 0 && it != Subject.Normalise(actor)).Distinct(StringComparer.Ordinal).Count();

    private static Refusal? CheckDraw(AuthorizationState state, Subject lot, LotEvent fact, string actor)
    {
        if (fact is not (LotMoved or LotIssued or LotConsumed or LotSplit or LotMerged or LotAdjusted or LotDestroyed))
        {
            return null;
        }

        // It has no place in the log yet: of two facts dated alike it stands last.
        var entry = new LotEntry(long.MaxValue, Guid.AllBitsSet, Instant.MaxValue, actor, fact);
        foreach (var concerned in Needs(lot, fact))
        {
            var before = LotBooks.Of(concerned, state.Facts, AsOf.Now);
            var books = before.With(entry);
            foreach (var (account, rounds) in LotPostings.Of(concerned, fact).Where(
                it => it.Rounds < 0 && it.Account.IsHeld))
            {
                var least = Shortage.LeastFrom(books.Of(account), entry);
                if (least < 0)
                {
                    return new Refusal(
                        OverDrawn,
                        [
                            least - rounds, -rounds, Whose(account), concerned.Key,
                            .. least - rounds == 0 ? Elsewhere(before) : [],
                        ]);
                }
            }
        }

        return null;
    }

    /// <summary>Who has rounds of the lot by the books, and how many: what somebody who named a wrong place meant.
    /// </summary>
    private static IEnumerable<object> Elsewhere(LotBooks books) => books.Accounts
        .Where(it => it.IsHeld && it.Custodian is not null && books.Balance(it) > 0)
        .SelectMany(it => new object[] { Whose(it), books.Balance(it) });

    private static string Whose(LotAccount account) =>
        $"{account.Custodian!.Name} {account.User ?? account.Site?.Name}".TrimEnd();

    private static ValueList<LotPart> PartsOf(LotEvent fact) => fact switch
    {
        LotSplit it => it.Parts,
        LotMerged it => it.Parents,
        _ => [],
    };
}
