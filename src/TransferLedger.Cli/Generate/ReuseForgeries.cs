using System.Collections.Immutable;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Generate;

/// <summary>A genuine certificate used a second time.</summary>
internal static class ReuseForgeries
{
    public static ImmutableArray<Forgery> All { get; } =
    [
        new("number-reused", "an earlier certificate's number over other content", ["EUC-001", "EUC-030"], NumberReused),
        new("scan-reused", "the very scan of an earlier certificate, under another number", ["EUC-028"], ScanReused),
        new(
            "signature-pasted", "the signature of an earlier certificate under a paper made up", ["EUC-028"], SignaturePasted),
        new("copied", "an earlier certificate copied under a new number", ["EUC-046"], Copied),
        new("altered-elsewhere", "captured at another office with a smaller quantity", ["EUC-001", "EUC-030"], AlteredElsewhere),
        new("second-exporter", "a one-off presented by a second exporter elsewhere", ["EUC-042"], SecondExporter),
    ];

    /// <summary>
    /// Received after the first has been checked. As often as not the office is content with the answer on record.
    /// </summary>
    private static Draft? NumberReused(Draft draft, Workshop shop, Dice dice)
    {
        if (shop.EarlierOnce(75, 700, dice) is not { } first)
        {
            return null;
        }

        var frame = shop.Again(first, draft, dice);
        var lines = DraftMaker.Lines(first.Buyer, first.Paper.Paper.Language!, dice);
        var paper = first.Paper with
        {
            Lines = lines == first.Paper.Lines
                ? lines.Select(line => line with { Quantity = line.Quantity * 2, QuantityInWords = null }).ToValueList()
                : lines,
            Contract = draft.Paper.Contract,
            Exporter = draft.Paper.Exporter,
            Paper = first.Paper.Paper with { Scan = dice.Picture() },
        };
        var again = frame with { Signer = first.Signer, Late = true, Issued = first.Issued };
        return dice.Chance(0.5) ? again.Confirmed(paper) : again with { Paper = paper, AskedAt = null };
    }

    private static Draft? ScanReused(Draft draft, Workshop shop, Dice dice)
    {
        if (shop.Earlier(75, 700, dice) is not { } first)
        {
            return null;
        }

        var number = shop.NumberFor(first, dice);
        return shop.Again(first, draft, dice).NotIssued(first.Paper with { Number = number }, dice) with
        {
            Signer = first.Signer, Issued = first.Issued,
        };
    }

    /// <summary>A paper of the same authority made up, with the picture of a signature taken from another.</summary>
    private static Draft? SignaturePasted(Draft draft, Workshop shop, Dice dice)
    {
        if (shop.Earlier(75, 700, dice) is not { Paper.Signatory: { } signed } first)
        {
            return null;
        }

        var again = shop.Again(first, draft, dice);
        var paper = again.Paper with { Paper = again.Paper.Paper with { Scan = dice.Picture() }, Signatory = signed };
        return again.NotIssued(paper, dice) with { Signer = first.Signer, Issued = first.Issued };
    }

    /// <summary>A clerk's copy, with the quantity as it was or changed a little; shown elsewhere, as a rule.</summary>
    private static Draft? Copied(Draft draft, Workshop shop, Dice dice)
    {
        if (shop.Earlier(75, 150, dice) is not { } first)
        {
            return null;
        }

        var again = shop.Again(first, draft, dice);
        var paper = again.Paper;
        if (dice.Chance(0.3))
        {
            paper = Workshop.With(paper, 0, line =>
            {
                var quantity = line.Quantity!.Value + (line.Quantity.Value / dice.Number(25, 60));
                return line with { Quantity = quantity, QuantityInWords = null };
            });
        }

        return again.NotIssued(paper, dice) with
        {
            Office = dice.Chance(0.9) ? shop.Elsewhere(first.Office, dice).Office : first.Office,
        };
    }

    private static Draft AlteredElsewhere(Draft draft, Workshop shop, Dice dice)
    {
        var language = draft.Paper.Paper.Language!;
        var larger = Workshop.With(draft.Paper, 0, line =>
        {
            var quantity = line.Quantity * 10;
            return line with
            {
                Quantity = quantity, QuantityInWords = DraftMaker.InWords(quantity!.Value, language, dice),
            };
        });
        return draft.Altered(larger with { Paper = larger.Paper with { Scan = dice.Picture() } }, dice) with
        {
            Before = [Earlier(draft, shop, dice)],
        };
    }

    private static Draft SecondExporter(Draft draft, Workshop shop, Dice dice)
    {
        var first = draft with { Paper = draft.Paper with { Use = CertificateUse.OneOff } };
        var (office, exporter) = shop.Elsewhere(draft.Office, dice);
        return first.Confirmed(first.Paper with
        {
            Exporter = exporter, Paper = first.Paper.Paper with { Scan = dice.Picture() },
        }) with
        {
            Before = [first.Capture], Office = office, Received = first.Received.PlusDays(1),
        };
    }

    /// <summary>The paper as it was issued, at another state's office, some days before.</summary>
    private static CertificateCaptured Earlier(Draft draft, Workshop shop, Dice dice) => new(
        Happened.On(draft.Received.PlusDays(-dice.Number(0, 2))),
        shop.Elsewhere(draft.Office, dice).Office,
        $"clerk-{dice.Randomizer.Replace("##")}",
        draft.Paper);
}
