using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>When a weapon seen outside lawful custody can have left it.</summary>
internal sealed partial class ChainWalk
{
    private readonly List<DiversionWindow> _windows = [];
    private Holding? _lastHeld;
    private CustodyState _lastState;
    private bool _delivered;

    /// <summary>It is seen outside the hands of whoever answers, or last answered, for it.</summary>
    private void Outside(TimelineEntry entry)
    {
        var held = _holding ?? _lastHeld;
        if (held is null || _hole?.Reason == UnknownReason.NotStated)
        {
            return;
        }

        var state = _holding is null ? _lastState : _state;
        var (explanation, by) = Explained(held);
        var days = Likeness.Days(held.LastProof.Happened, entry.Happened).Longest;
        _windows.Add(new DiversionWindow(
            held.Custodian,
            held.Place,
            held.LastProof.Position,
            held.LastProof.Happened,
            entry.Position,
            entry.Happened,
            StageOf(held, state),
            explanation,
            by,
            days,
            DiversionWindow.Judge(days, Identified(entry))));
    }

    private (DiversionExplanation Explanation, long? By) Explained(Holding held) => _hole?.Reason switch
    {
        UnknownReason.Lost => (DiversionExplanation.Loss, _hole.Since.Position),
        UnknownReason.Stolen => (DiversionExplanation.Theft, _hole.Since.Position),
        UnknownReason.Captured => (DiversionExplanation.Capture, _hole.Since.Position),
        _ when held.Origin.Step == CustodyStep.PassedOn => (DiversionExplanation.Retransfer, held.Origin.Position),
        _ => (DiversionExplanation.Unexplained, null),
    };

    private DiversionStage StageOf(Holding held, CustodyState state) => (_hole?.Reason, state) switch
    {
        (UnknownReason.AfterDestruction, _) => DiversionStage.AtDestruction,
        (UnknownReason.Lost or UnknownReason.Stolen or UnknownReason.Captured, _) => DiversionStage.AfterLossOrTheft,
        _ when CustodySteps.IsTaking(held.Origin.Step) => DiversionStage.AfterSeizureOrCollection,
        (_, CustodyState.InTransit) => DiversionStage.InTransit,
        (_, CustodyState.ArrivedPendingDelivery) => DiversionStage.AtDelivery,
        (_, CustodyState.Packed) => DiversionStage.BeforeExport,
        (_, CustodyState.Issued) => DiversionStage.InUseByEndUser,
        _ when held.Origin.Step == CustodyStep.PassedOn => DiversionStage.AfterRetransfer,
        _ when _delivered => DiversionStage.InEndUserStock,
        _ => AtHome(held.Custodian),
    };

    /// <summary>Nothing was ever delivered: with somebody of the maker's country it was not exported yet.</summary>
    private DiversionStage AtHome(Custodian custodian)
    {
        var made = entries.Select(it => it.Item?.CountryOfManufacture
            ?? (it.Step == CustodyStep.Manufactured ? it.Holder?.Country : null)).FirstOrDefault(it => it is not null);
        return made is null || custodian.Country is null ? DiversionStage.Unknown
            : Likeness.Agree(made, custodian.Country) ? DiversionStage.BeforeExport
            : DiversionStage.InEndUserStock;
    }

    /// <summary>
    /// Its number can be read, its maker and its model or calibre are known, and the sighting says nothing weaker.
    /// </summary>
    private bool Identified(TimelineEntry sighting) =>
        entries.Any(it => it.Marks.Any(IsFirm))
        && entries.Any(it => it.Item is { Maker: not null, Model: not null } or { Maker: not null, Calibre: not null })
        && (sighting.Marks.Count == 0 || sighting.Marks.Any(IsFirm));

    private static bool IsFirm(Mark mark) =>
        mark is { Kind: MarkKind.Serial, Legibility: Legibility.Clear or Legibility.Restored, Text.Length: > 0 };
}
