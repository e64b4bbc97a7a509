using System.Globalization;
using NodaTime;
using Spectre.Console;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Shipments;

/// <summary><c>ledger shipment show</c>: one shipment, what is accounted for, and which serials differ.</summary>
internal static class ShipmentShow
{
    /// <summary>Longer lists of serials are cut on the screen, never in JSON.</summary>
    private const int MostOnScreen = 20;

    public static ExampledCommand Make(Terminal terminal)
    {
        var id = ShipmentCommand.Id();
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show",
            "One shipment: its journey, what is accounted for line by line, and which serials differ.",
            "ledger shipment show DE/S-2026-31",
            "ledger shipment show DE/S-2026-31 --happened-by 2026-05-01 --json")
        {
            id, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("shipment", line.GetValue(id)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var facts = (await ledger.Store.Read([home], cancel)).Facts;
            var shown = facts.Where(it => it.Home == home && asOf.Includes(it)).ToList();
            if (Shipment.All(shown).FirstOrDefault() is not { } shipment)
            {
                throw new CommandFailedException(Exit.Refused, facts.IsEmpty
                    ? $"Nothing is on record about {home.Key}."
                    : shown.Exists(it => it.Fact is ShipmentPacked)
                    ? $"What was packed for {home.Key} was taken back; ledger export --kind shipment {home.Rest} lists it."
                    : $"Nothing was on record about {home.Key} at that point.");
            }

            if (line.GetValue(json))
            {
                terminal.Json(Document(shipment, UncountedQuantity.In(shown)));
            }
            else
            {
                Show(terminal.Result, shipment, shown);
            }

            return Exit.Done;
        });
        return command;
    }

    private static object Document(Shipment shipment, IReadOnlyList<UncountedQuantity> notCounted) => new
    {
        shipment = shipment.Subject.Key,
        under = shipment.Under,
        lines = shipment.Lines.Select(line => new
        {
            line.Line, line.Packed, line.Left, line.Returned, line.Lost, line.Seized, line.Reported, line.Verified,
            line.Delivered, line.InTransit, line.Unexplained,
            byReceiver = shipment.Compare(line.Line, byReceiver: true),
            byVerification = shipment.Compare(line.Line),
        }),
        arrivalDue = Transit.Of([shipment], new CustodyParameters())
            .Select(it => FormattableString.Invariant($"{it.Due:uuuu-MM-dd}")).FirstOrDefault(),
        verificationDue = DeliveryProof.Of([shipment], CertificateParameters.Default.DvcDueDays)
            .Where(it => !it.Verified).Select(it => FormattableString.Invariant($"{it.Due:uuuu-MM-dd}")).FirstOrDefault(),
        notCounted,
        shipment.Packages, shipment.Departures, shipment.Arrivals, shipment.Deliveries, shipment.Verifications,
        shipment.Losses, shipment.Returns,
    };

    private static void Show(IAnsiConsole console, Shipment shipment, List<Recorded> facts)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{shipment.Subject.Key}[/]");
        if (shipment.Under is { } under)
        {
            console.MarkupLineInterpolated($"under {under.Authorization.Rest}, certificate {under.Certificate.Rest}");
        }

        var journey = new Table().Border(TableBorder.Horizontal).AddColumn("when").AddColumn("what").AddColumn("fact");
        foreach (var it in StandingFacts.Of(facts).OrderBy(it => it.Fact.Happened, Happened.Chronological)
            .ThenBy(it => it.Position))
        {
            journey.AddRow(
                new Text(it.Fact.Happened.Text), new Text(Plain.Of(ShipmentSentences.Of(it.Fact))),
                new Text(it.Position.ToString(CultureInfo.InvariantCulture)));
        }

        console.Write(journey);
        console.Write(Books(shipment));
        LotShow.Uncounted(console, [.. UncountedQuantity.In(facts).Select(it => it.Position).Distinct()]);
        foreach (var line in shipment.Lines)
        {
            Compared(console, line.Line, "delivery verification", shipment.Compare(line.Line));
            Compared(console, line.Line, "receiver's report", shipment.Compare(line.Line, byReceiver: true));
        }

        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        foreach (var underway in Transit.Of([shipment], new CustodyParameters()))
        {
            console.WriteLine(underway.Due < today
                ? FormattableString.Invariant($"It was to arrive by {underway.Due:uuuu-MM-dd} (COC-054); nobody has said that it did.")
                : FormattableString.Invariant($"It is to arrive by {underway.Due:uuuu-MM-dd}."));
        }

        foreach (var proof in DeliveryProof.Of([shipment], CertificateParameters.Default.DvcDueDays))
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{Due(proof, today)}");
        }
    }

    private static string Due(DeliveryProof proof, LocalDate today) => proof switch
    {
        { Verified: true } => "A delivery verification certificate is on record.",
        _ when proof.DaysOverdue(today) is { } days =>
            FormattableString.Invariant($"The delivery verification certificate was due on {proof.Due:uuuu-MM-dd}, {days} days ago."),
        _ => FormattableString.Invariant($"The delivery verification certificate is due on {proof.Due:uuuu-MM-dd}."),
    };

    private static Table Books(Shipment shipment)
    {
        var table = new Table().Border(TableBorder.Horizontal).AddColumn("line");
        foreach (var column in new[]
        {
            "packed", "left", "returned", "lost", "seized", "received", "verified", "on the way",
        })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var it in shipment.Lines)
        {
            table.AddRow(
            [
                .. new[]
                {
                    it.Line, it.Packed, it.Left, it.Returned, it.Lost, it.Seized, it.Reported, it.Verified,
                    it.InTransit,
                }.Select(number => number.ToString("N0", CultureInfo.InvariantCulture)),
            ]);
        }

        return table;
    }

    private static void Compared(IAnsiConsole console, int line, string what, SerialComparison? compared)
    {
        if (compared is null)
        {
            return;
        }

        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Line {line}, {what}: {compared.Same:N0} serial{(compared.Same == 1 ? " agrees" : "s agree")}{(compared.Agrees ? ", none differs" : "")}");
        Listed(console, "missing", compared.Missing);
        Listed(console, "not sent", compared.Unexpected);
        Listed(console, "read differently", compared.Differently.Select(it => $"{it.Listed} as {it.Read}").ToValueList());
        Listed(console, "twice", compared.Repeated);
    }

    private static void Listed(IAnsiConsole console, string what, ValueList<string> serials)
    {
        if (serials.Count > 0)
        {
            var rest = serials.Count - MostOnScreen;
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"  {serials.Count:N0} {what}: {Plain.Of(string.Join(", ", serials.Take(MostOnScreen)))}{(rest > 0 ? $" and {rest} more (--json lists all)" : "")}");
        }
    }
}
