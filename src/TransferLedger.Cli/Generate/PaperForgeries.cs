using System.Collections.Immutable;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Generate;

/// <summary>False from the start: form, number, signature, or the answer about it.</summary>
internal static class PaperForgeries
{
    public static ImmutableArray<Forgery> All { get; } =
    [
        new("invented-authority", "issued by a body that is in no register", ["EUC-020"], InventedAuthority),
        new("invented-number", "the number does not follow the authority's pattern", ["EUC-023"], InventedNumber),
        new("invented-signatory", "signed by somebody who is in no register", ["EUC-021"], InventedSignatory),
        new("forged-signature", "a signatory's name under another hand", ["EUC-022"], ForgedSignature),
        new("former-official", "signed by an official after the end of the term", ["EUC-021"], FormerOfficial),
        new("above-limit", "signed by an official for more than the office allows", ["EUC-021"], AboveLimit),
        new("bought-blank", "a true blank, filled in by others; the issuer did not issue it", ["EUC-024"], BoughtBlank),
        new("answer-intercepted", "a bought blank; the question or the answer went astray", ["EUC-026"], Intercepted),
    ];

    private static Draft InventedAuthority(Draft draft, Workshop shop, Dice dice) => draft with
    {
        Paper = draft.Paper with
        {
            Authority = dice.Of<string>(
                ["special-procurement", "state-arms-agency", "national-security-council", "presidential-office"]),
        },
        AskedAt = null,
    };

    private static Draft InventedNumber(Draft draft, Workshop shop, Dice dice)
    {
        var digits = draft.Paper.Number.Where(char.IsAsciiDigit).ToArray();
        var number = dice.Number(1, 3) switch
        {
            1 => $"{draft.Paper.Number}/{dice.Randomizer.Replace("##")}",
            2 => $"No. {new string(digits)}",
            _ => $"MIL-{dice.Randomizer.Replace("???")}-{new string(digits)}",
        };
        return draft.NotIssued(draft.Paper with { Number = number }, dice);
    }

    private static Draft InventedSignatory(Draft draft, Workshop shop, Dice dice)
    {
        var name = shop.Names.Person(draft.Authority.Country, dice);
        return draft.NotIssued(Signed(draft.Paper, name, "Director General"), dice);
    }

    private static Draft ForgedSignature(Draft draft, Workshop shop, Dice dice) =>
        draft.NotIssued(draft.Paper, dice) with
        {
            Outcomes = [dice.Chance(0.65) ? SpecimenOutcome.NoMatch : SpecimenOutcome.Doubtful],
        };

    private static Draft? FormerOfficial(Draft draft, Workshop shop, Dice dice)
    {
        var former = draft.Authority.Signatories.Where(it => it.Last?.PlusDays(5) < draft.Issued).ToList();
        if (former.Count == 0)
        {
            return null;
        }

        var signer = dice.Of(former);
        return draft.NotIssued(Signed(draft.Paper, signer.Name, signer.Title), dice) with { Signer = signer };
    }

    /// <summary>A true certificate: the authority answers for it, though its own order forbids it.</summary>
    private static Draft? AboveLimit(Draft draft, Workshop shop, Dice dice)
    {
        var most = draft.Paper.Lines.Max(line => line.Quantity);
        var small = draft.Authority.Signatories
            .Where(it => it.May(draft.Issued, []) && it.Limit < most).ToList();
        if (small.Count == 0)
        {
            return null;
        }

        var signer = dice.Of(small);
        return draft.Confirmed(Signed(draft.Paper, signer.Name, signer.Title)) with { Signer = signer };
    }

    private static Draft BoughtBlank(Draft draft, Workshop shop, Dice dice) => draft.Denied(draft.Paper);

    /// <summary>
    /// The trafficker answers: from the address printed on the paper, from another, or through the signer.
    /// </summary>
    private static Draft Intercepted(Draft draft, Workshop shop, Dice dice)
    {
        var own = $"licences@{dice.Randomizer.Replace("????##").ToLowerInvariant()}.example";
        var paper = draft.Paper with { Signatory = draft.Paper.Signatory! with { Contact = own } };
        return dice.Number(1, 3) switch
        {
            1 => draft with { Paper = paper, AskedAt = own, AnsweredFrom = own },
            2 => draft with { Paper = paper, AnsweredFrom = own },
            _ => draft with { Sender = draft.Signer.Name },
        };
    }

    private static EndUserCertificate Signed(EndUserCertificate paper, string name, string title) =>
        paper with { Signatory = paper.Signatory! with { Name = name, Title = title } };
}
