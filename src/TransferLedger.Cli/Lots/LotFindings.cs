using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Lots;

/// <summary><c>ledger findings</c> about a lot of ammunition.</summary>
internal static class LotFindings
{
    private const string Prefix = LotKey.Kind + "/";

    /// <summary>The lot a person names with <c>lot/</c> before it; null when it is none.</summary>
    /// <exception cref="CommandFailedException">What follows names no lot.</exception>
    public static Subject? Named(string text) =>
        text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? LotOptions.Named(text[Prefix.Length..]) : null;

    public static async Task<int> Show(
        OpenLedger ledger, Subject lot, AsOf asOf, bool former, bool json, Terminal terminal, CancellationToken cancel)
    {
        var history = await ledger.Store.Read([lot], cancel);
        if (history.Facts.IsEmpty)
        {
            throw new CommandFailedException(Exit.Refused, $"Nothing is on record about {lot.Key}.");
        }

        var findings = LotShow.Report(lot, history, asOf)?.Findings ?? [];
        var gone = former ? LotReport.Former(lot, history, CommonOptions.Now()) : [];
        if (json)
        {
            terminal.Json(new
            {
                lot = lot.Key,
                findings = findings.Select(it => FindingsScreen.Json(it, LotSentences.Of)),
                former = gone.Select(it => FindingsScreen.Json(it, LotSentences.Of)),
            });
        }
        else
        {
            FindingsScreen.Show(terminal.Result, findings, LotSentences.Of);
            FindingsScreen.Show(terminal.Result, gone, former, LotSentences.Of);
        }

        return findings.Any(it => it.What.Severity >= Severity.Breach && it.Decided is null) ? Exit.Refused : Exit.Done;
    }

    public static Task<int> Decide(
        OpenLedger ledger, Subject lot, FindingDecided fact, Terminal terminal, CancellationToken cancel)
    {
        var home = Finding.SubjectOf(fact.Finding);
        return Deciding.Record<AllFacts>(
            ledger, terminal, home, [lot, home], fact.Officer, null, "decided",
            state => Identities.Decide(
                lot,
                LotShow.Report(lot, new History(state.Facts, 0), AsOf.Now)?.Findings ?? [],
                fact),
            cancel, see: $"ledger findings show {lot.Key}");
    }
}
