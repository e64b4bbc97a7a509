using System.Globalization;
using TransferLedger.Custody;

namespace TransferLedger.Lots;

/// <summary>The fields of a fact about a lot that a correction may change: its rounds and its custodian.</summary>
internal static class LotFields
{
    /// <summary>How many rounds it speaks of; null for a count and an adjustment, which say something else.</summary>
    public static long? RoundsOf(LotEvent fact) => fact switch
    {
        LotProduced it => it.Rounds,
        LotReceived it => it.Rounds,
        LotMoved it => it.Rounds,
        LotIssued it => it.Rounds,
        LotReturned it => it.Rounds,
        LotConsumed it => it.Rounds,
        LotSplit it => it.Rounds,
        LotMerged it => it.Rounds,
        LotLost it => it.Rounds,
        LotSeized it => it.Rounds,
        LotDestroyed it => it.Rounds,
        _ => null,
    };

    /// <summary>
    /// The fact with other rounds, or null when the text is no whole number from 0 to
    /// <see cref="LotKeeping.MostRounds"/>.
    /// </summary>
    public static LotEvent? WithRounds(LotEvent fact, string text) =>
        !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
        || rounds > LotKeeping.MostRounds ? null : fact switch
        {
            LotProduced it => it with { Rounds = rounds },
            LotReceived it => it with { Rounds = rounds },
            LotMoved it => it with { Rounds = rounds },
            LotIssued it => it with { Rounds = rounds },
            LotReturned it => it with { Rounds = rounds },
            LotConsumed it => it with { Rounds = rounds },
            LotSplit it => it with { Rounds = rounds },
            LotMerged it => it with { Rounds = rounds },
            LotLost it => it with { Rounds = rounds },
            LotSeized it => it with { Rounds = rounds },
            LotDestroyed it => it with { Rounds = rounds },
            _ => null,
        };

    /// <summary>The custodian it names as such; null for the kinds that name parties otherwise.</summary>
    public static Custodian? CustodianOf(LotEvent fact) => fact switch
    {
        LotReceived it => it.Custodian,
        LotIssued it => it.Custodian,
        LotReturned it => it.Custodian,
        LotConsumed it => it.Custodian,
        LotSplit it => it.Custodian,
        LotMerged it => it.Custodian,
        LotCounted it => it.Custodian,
        LotLost it => it.Custodian,
        LotDestroyed it => it.Custodian,
        LotAdjusted it => it.Custodian,
        _ => null,
    };

    /// <summary>The fact with another custodian.</summary>
    /// <exception cref="ArgumentException">It names none as such.</exception>
    public static LotEvent WithCustodian(LotEvent fact, Custodian party) => fact switch
    {
        LotReceived it => it with { Custodian = party },
        LotIssued it => it with { Custodian = party },
        LotReturned it => it with { Custodian = party },
        LotConsumed it => it with { Custodian = party },
        LotSplit it => it with { Custodian = party },
        LotMerged it => it with { Custodian = party },
        LotCounted it => it with { Custodian = party },
        LotLost it => it with { Custodian = party },
        LotDestroyed it => it with { Custodian = party },
        LotAdjusted it => it with { Custodian = party },
        _ => throw new ArgumentException($"{fact.GetType().Name} names no custodian.", nameof(fact)),
    };
}
