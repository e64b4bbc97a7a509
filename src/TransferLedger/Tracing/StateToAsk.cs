using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Tracing;

/// <summary>Why a State may know more of a weapon.</summary>
public enum ReasonToAsk
{
    /// <summary>A reply names it.</summary>
    NamedInReply,

    /// <summary>An import mark names it: the last legal import.</summary>
    ImportMark,

    /// <summary>The last custodian on record is there.</summary>
    LastCustodian,

    /// <summary>It was made there.</summary>
    Manufacture,

    /// <summary>It went through there.</summary>
    OnThePath,
}

/// <summary>A State to ask about a weapon.</summary>
/// <param name="State">ISO 3166-1 alpha-2.</param>
/// <param name="Reason">Why.</param>
/// <param name="Says">The mark, custodian or maker that leads there.</param>
/// <param name="Position">The fact that says so.</param>
/// <param name="Asked">The reference of a trace by which it was asked already; null when it was not.</param>
public sealed record StateToAsk(string State, ReasonToAsk Reason, string Says, long Position, string? Asked)
{
    /// <summary>
    /// Whom to ask, the first first: States not asked yet before others, then a State a reply names, the State of the
    /// last legal import by its mark, that of the last custodian on record, that of manufacture, others on the path,
    /// the latest first. Source: section 6 of the report rules, after the advice of INTERPOL for queries without a hit.
    /// </summary>
    /// <param name="report">The weapon's custody.</param>
    /// <param name="traces">Traces of it.</param>
    public static IReadOnlyList<StateToAsk> Of(CustodyReport report, IReadOnlyList<TraceCase> traces)
    {
        var asked = traces.Where(it => it.Request?.Fact.Direction == TraceDirection.Sent)
            .GroupBy(it => it.Request!.Fact.State, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(it => it.Key, it => it.Last().Reference, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. Named(traces).Concat(Imports(report)).Concat(Custodians(report)).Concat(Made(report))
                .Select(it => it with { State = it.State.ToUpperInvariant() })
                .OrderBy(it => it.Reason)
                .DistinctBy(it => it.State, StringComparer.Ordinal)
                .Select(it => it with { Asked = asked.GetValueOrDefault(it.State) })
                .OrderBy(it => it.Asked is not null),
        ];
    }

    private static IEnumerable<StateToAsk> Named(IReadOnlyList<TraceCase> traces) =>
        from trace in traces.Reverse()
        from reply in trace.Replies.Reverse()
        where reply.Fact.NextState is not null
        select new StateToAsk(
            reply.Fact.NextState!, ReasonToAsk.NamedInReply, trace.Reference, reply.Position, null);

    private static IEnumerable<StateToAsk> Imports(CustodyReport report) =>
        from reading in report.Marks
        where reading.Mark.Kind == MarkKind.Import
        let import = MarkRules.ReadImport(reading.Mark.Text)
        where import is not null
        orderby import.Value.Year descending
        select new StateToAsk(
            import.Value.Country, ReasonToAsk.ImportMark, reading.Mark.Text, reading.Position, null);

    /// <summary>Whoever took it from unlawful hands asks, and is not asked.</summary>
    private static IEnumerable<StateToAsk> Custodians(CustodyReport report)
    {
        var taking = report.Facts.Where(it => CustodySteps.IsTaking(it.Step)).Select(it => it.Position).ToHashSet();
        var lawful = report.Chain.Segments.OfType<CustodySegment.Known>()
            .Where(it => it.Custodian.Country is not null && !it.Grounds.Any(taking.Contains)).Reverse().ToList();
        return lawful.Select((it, at) => new StateToAsk(
            it.Custodian.Country!, at == 0 ? ReasonToAsk.LastCustodian : ReasonToAsk.OnThePath, it.Custodian.Name,
            it.Grounds[0], null));
    }

    private static IEnumerable<StateToAsk> Made(CustodyReport report)
    {
        var made = report.Facts.FirstOrDefault(it => it.Item?.CountryOfManufacture is not null)
            ?? report.Facts.FirstOrDefault(it => it.Step == CustodyStep.Manufactured);
        var state = report.Description.CountryOfManufacture ?? made?.Holder?.Country;
        return made is not null && state is not null
            ? [new StateToAsk(state, ReasonToAsk.Manufacture, report.Description.Maker ?? "", made.Position, null)]
            : [];
    }
}
