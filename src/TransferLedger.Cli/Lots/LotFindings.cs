using System.Globalization;
using Spectre.Console;
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

    /// <summary>
    /// What a fact just recorded did to the books, and what does not fit together with it: a loss of more than was
    /// there is recorded as it was reported, and whoever records it is to know at once.
    /// </summary>
    public static async Task After(
        OpenLedger ledger, Subject lot, Receipt receipt, Terminal terminal, CancellationToken cancel)
    {
        if (LotShow.Report(lot, await ledger.Store.Read([lot], cancel), AsOf.Now) is not { } report)
        {
            return;
        }

        var accounts = report.Books.Accounts
            .Where(it => it.IsHeld && report.Books.Of(it).Any(posting => New(posting.Entry.Position))).ToList();
        if (accounts.Count > 0)
        {
            terminal.Result.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"On the books now: {Plain.Of(string.Join("; ", accounts.Select(Holding)))}.");
        }

        var findings = report.Findings.Where(it => it.What.Positions.Any(New)).ToValueList();
        if (findings.Count > 0)
        {
            FindingsScreen.ShowWith(terminal.Result, findings, LotSentences.Of);
        }

        bool New(long position) => position >= receipt.First && position <= receipt.Last;

        string Holding(LotAccount account)
        {
            var rounds = report.Books.Balance(account);
            return string.Create(CultureInfo.InvariantCulture,
                $"{LotShow.Where(account)}: {rounds:N0} rounds{(rounds < 0 ? ", more went than had come" : "")}");
        }
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
