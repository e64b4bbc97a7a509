using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Authorizations;

/// <summary><c>ledger balance</c>: what a certificate certifies, what is authorized under it, what is left.</summary>
internal static class BalanceCommand
{
    public static Command Make(Terminal terminal)
    {
        var id = new Argument<string>("certificate") { Description = "Country and number: IS/EUC/0017/2026." };
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "balance",
            "The balance of a certificate, line by line, and the authorizations that draw on it.",
            "ledger balance IS/EUC/0017/2026",
            "ledger balance IS/EUC/0017/2026 --known-by 2026-04-30 --json")
        {
            id, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var certificate = DocumentFile.Named("certificate", line.GetValue(id)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var facts = (await ledger.Store.Read([certificate], cancel)).Facts;
            var needed = CertificateReport.Needs(certificate, facts);
            var all = (await ledger.Store.Read([.. needed], cancel)).Facts;
            var counted = all.Where(it => it.Fact is AuthorityEvent
                ? new AsOf(null, asOf.KnownBy).Includes(it)
                : it.IsAbout(certificate) && asOf.Includes(it)).ToList();
            var balance = CertificateBalance.Of(counted);
            var passedOn = Retransfers.Of(certificate, counted, balance).Lines;
            if (balance.Captured is null)
            {
                throw new CommandFailedException(Exit.Refused, facts.IsEmpty
                    ? $"Nothing is on record about {certificate.Key}."
                    : $"{certificate.Key} had not been captured at that point.");
            }

            var on = CommonOptions.DayOf(asOf);
            var standing = CertificateStanding.On(
                CertificateFile.PaperInForce(certificate, counted)!, CertificateFile.Of(certificate, counted),
                CertificateParameters.Default, on);
            if (line.GetValue(json))
            {
                terminal.Json(Document(certificate, asOf, standing, balance, passedOn));
            }
            else
            {
                Show(terminal.Result, certificate, standing, balance, passedOn, on);
            }

            return Exit.Done;
        });
        return command;
    }

    private static object Document(
        Subject certificate,
        AsOf asOf,
        CertificateStanding standing,
        CertificateBalance balance,
        ImmutableArray<RetransferLine> passedOn) => new
        {
            certificate = certificate.Key,
            asOf = CommonOptions.Json(asOf),
            standing.Standing,
            validTo = standing.To?.Text,
            balance.Lines,
            notCounted = balance.Uncounted,
            passedOn,
            // What is packed is told by facts about the shipment alone, and has not left the exporter.
            shipments = balance.Shipments.Select(it => new
            {
                shipment = it.Subject.Key,
                lines = it.Lines.Select(line => new
                {
                    line.Line, line.Left, line.Returned, line.Lost, line.Seized, line.Reported, line.Verified,
                    line.Outstanding, line.Delivered, line.InTransit, line.Unexplained,
                }),
            }),
            authorizations = balance.Draws.Select(it => new
            {
                authorization = it.Authorization.Key,
                it.Position,
                state = AuthorizationShow.State(it, CommonOptions.DayOf(asOf)),
                it.Lines,
                it.Granted,
                it.Revoked,
            }),
        };

    private static void Show(
        IAnsiConsole console,
        Subject certificate,
        CertificateStanding standing,
        CertificateBalance balance,
        ImmutableArray<RetransferLine> passedOn,
        Happened on)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{certificate.Key}[/]: {CertificateShow.Words(standing)}");
        console.Write(Lines(balance, passedOn));
        foreach (var line in balance.Lines.Where(it => !it.Balances))
        {
            console.MarkupLineInterpolated($"[bold]Line {line.Line} does not add up[/]: ledger certificate verify says why (EUC-048).");
        }

        LotShow.Uncounted(console, [.. balance.Uncounted.Select(it => it.Position).Distinct()]);
        if (balance.Draws.IsEmpty)
        {
            console.WriteLine("No authorization draws on it.");
            return;
        }

        var draws = new Table().Border(TableBorder.Horizontal).AddColumn("authorization").AddColumn("granted")
            .AddColumn("to").AddColumn("lines").AddColumn("state").AddColumn("fact");
        foreach (var draw in balance.Draws)
        {
            draws.AddRow(
                new Text(draw.Authorization.Rest),
                new Text(draw.Granted.Happened.Text),
                new Text(Plain.Of(draw.Granted.Exporter)),
                new Text(Lines(draw.Lines)),
                new Text(AuthorizationShow.State(draw, on)),
                new Text(Number(draw.Position)));
        }

        console.Write(draws);
    }

    /// <summary>Four columns that are equal in the end, and what is between.</summary>
    private static Table Lines(CertificateBalance balance, ImmutableArray<RetransferLine> passedOn)
    {
        var table = new Table().Border(TableBorder.Horizontal).AddColumn("line").AddColumn("goods");
        var columns = new (string Name, Func<LineBalance, long> Value)[]
        {
            ("certified", it => it.Certified), ("authorized", it => it.Committed), ("shipped", it => it.Left),
            ("delivered", it => it.Delivered), ("verified", it => it.Verified), ("on the way", it => it.InTransit),
            ("passed on", it => passedOn.Single(line => line.Line == it.Line).PassedOn),
            ("returned", it => it.Returned), ("lost", it => it.Lost), ("seized", it => it.Seized),
            ("remaining", it => it.Remaining),
        };
        var shown = columns.Where(it => it.Name is not ("passed on" or "returned" or "lost" or "seized")
            || balance.Lines.Any(line => it.Value(line) != 0)).ToList();
        foreach (var column in shown)
        {
            table.AddColumn(new TableColumn(column.Name).RightAligned());
        }

        foreach (var line in balance.Lines)
        {
            table.AddRow(
            [
                new Text(Number(line.Line)),
                new Text(Plain.Of(line.Unit is null ? line.Description : $"{line.Description} ({line.Unit})")),
                .. shown.Select(it => new Text(Number(it.Value(line)))),
            ]);
        }

        return table;
    }

    private static string Lines(ValueList<LineQuantity> lines) =>
        string.Join(", ", lines.Select(it => $"{Number(it.Line)}: {Number(it.Quantity)}"));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
