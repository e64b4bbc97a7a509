using Spectre.Console;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Demo;

/// <summary>
/// The second half of the demonstration: a certificate from the paper to the proof of delivery, three that must not
/// pass, and two offices that draw at the same second. Invented papers, run through the commands a user would run.
/// </summary>
internal static class DemoTransfers
{
    private const string Certificate = "IS/EUC/0017/2026";
    private const string Authorization = "DE/A-2026-118";
    private const string Shipment = "DE/S-2026-31";

    private static readonly string[] Competing = ["A-2026-201", "A-2026-202"];

    public static async Task Tell(OpenLedger ledger, string folder, Terminal terminal, CancellationToken cancel)
    {
        ledger.Lend();
        var stage = new DemoStage(folder, terminal, cancel);
        terminal.Result.WriteLine();
        terminal.Result.MarkupLine("[bold]5. An end-user certificate, and three that must not pass[/] (invented papers)");
        await stage.Quiet(0, "embargo", "load", "--officer", "clerk-07");
        await stage.Quiet(0, "import", DemoStage.Sample("certificates/register.ndjson"));
        await stage.Quiet(0, "certificate", "capture", DemoStage.Sample("certificates/genuine.json"));
        await stage.Verdict("genuine, before anybody asked the issuer", Certificate);
        await stage.Quiet(0, "certificate", "capture", DemoStage.Sample("certificates/bought-blank.json"));
        await stage.Quiet(0, "import", DemoStage.Sample("certificates/checks.ndjson"));
        await stage.Verdict("genuine, confirmed by the issuer", Certificate);
        await stage.Verdict("a genuine blank, bought: the issuer denies it", "IS/EUC/0031/2026");
        await stage.Quiet(
            0, "certificate", "refuse", "IS/EUC/0031/2026", "--reason", "the ministry did not issue it", "--on", "2026-04-21",
            "--officer", "clerk-07");
        await stage.Verdict("a nought too many in the figures", "--file", DemoStage.Sample("certificates/altered-quantity.json"));
        await stage.Verdict(
            "signed by an official after the end of the term", "--file", DemoStage.Sample("certificates/former-official.json"));

        terminal.Result.WriteLine();
        terminal.Result.MarkupLine("[bold]6. A transfer is authorized, and two offices draw at the same second[/]");
        await Override(ledger, stage, terminal, cancel);
        await stage.Quiet(0, "authorization", "assess", Authorization, DemoStage.Sample("certificates/assessment.json"));
        await stage.Quiet(0, "authorization", "grant", DemoStage.Sample("certificates/authorization.json"));
        await Race(ledger, terminal, cancel);
        await stage.Aloud(0, "balance", Certificate);

        terminal.Result.WriteLine();
        terminal.Result.MarkupLine("[bold]7. Shipped, stolen from on the way, delivered, and not all of it proved[/]");
        await stage.Quiet(0, "shipment", "pack", DemoStage.Sample("shipments/packing-list.json"));
        await stage.Quiet(
            0, "shipment", "depart", Shipment, "--on", "2026-04-20", "--from", "Hamburg", "--officer", "clerk-07");
        await stage.Quiet(0, "import", DemoStage.Sample("shipments/customs.ndjson"));
        await stage.Quiet(0, "shipment", "lost", Shipment, DemoStage.Sample("shipments/lost.json"), "--officer", "clerk-07");
        await stage.Quiet(
            0, "shipment", "arrive", Shipment, "--on", "2026-05-01", "--place", "Reykjavik", "--country", "IS",
            "--officer", "clerk-07");
        await stage.Quiet(
            0, "shipment", "received", Shipment, DemoStage.Sample("shipments/received.json"), "--officer", "clerk-07");
        await stage.Quiet(
            0, "shipment", "verified", Shipment, DemoStage.Sample("shipments/delivery-verification.json"), "--officer", "clerk-07");
        await stage.Aloud(0, "shipment", "show", Shipment);
        await stage.Verdict("after the delivery", Certificate);
    }

    /// <summary>What two officers take upon themselves, once: it rests on what was on record then.</summary>
    private static async Task Override(
        OpenLedger ledger, DemoStage stage, Terminal terminal, CancellationToken cancel)
    {
        var subject = DocumentFile.Named("authorization", Authorization);
        if ((await ledger.Store.Read([subject], cancel)).Facts.Any(it => it.Fact is AuthorizationGranted))
        {
            return;
        }

        terminal.Result.MarkupLine(
            "This ledger held no sanctions list on 25 March, and nobody had assessed the country: what two officers looked up "
            + "on paper that day stands in for both, by name.");
        foreach (var rule in new[] { "EUC-051", "EUC-062" })
        {
            await stage.Quiet(
                0, "certificate", "override", Certificate, "--rule", rule, "--officer", "clerk-07", "--approver", "chief-01",
                "--reason", "looked up on paper, file 118", "--basis", "section 7", "--on", "2026-03-25");
        }
    }

    /// <summary>Two authorizations of 150 at the same moment, where 200 are left: one is granted.</summary>
    private static async Task Race(OpenLedger ledger, Terminal terminal, CancellationToken cancel)
    {
        var (first, _) = await DocumentFile.Read<AuthorizationGranted>(
            DemoStage.Sample("certificates/authorization.json"), cancel);
        var (assessed, _) = await DocumentFile.Read<TransferAssessed>(
            DemoStage.Sample("certificates/assessment.json"), cancel);
        var draws = Competing.Select(
            number => first with { Number = number, Lines = [new(1, 150)], Conditions = [] }).ToList();
        foreach (var draw in draws)
        {
            await ledger.Store.Transact<AuthorizationState>(
                new CommandId(Guid.NewGuid()), new Provenance(assessed.Officer, Channel: EntryChannel.Document),
                [draw.Subject],
                state => Authorizing.Assess(state, draw.Subject, assessed), cancel);
        }

        var known = await CertificateReading.Own(ledger.Store, first.Certificate, cancel);
        var rules = await RulePackFile.Shipped(cancel);
        var outcomes = await Task.WhenAll(draws.Select(draw => Task.Run(
            () => ledger.Store.Transact<AuthorizationState>(
                new CommandId(Guid.NewGuid()), new Provenance(draw.Officer, Channel: EntryChannel.Document),
                [draw.Subject, .. Authorizing.Needs(draw, known)],
                state => Authorizing.Grant(state, draw, rules), cancel), cancel)));
        foreach (var (draw, outcome) in draws.Zip(outcomes))
        {
            var said = outcome is TransactionOutcome.Refused no
                ? $"refused: {Import.Commands.RefusalText.Of(no.Refusal)}"
                : Outcomes.Said(outcome, "granted");
            terminal.Result.Write(new Text($"150 pistols for {draw.Number}: {said}"));
            terminal.Result.WriteLine();
        }
    }
}
