using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Generate;

/// <summary>What stands on the paper was altered, is missing, or ought to stop the transfer.</summary>
internal static class ContentForgeries
{
    /// <summary>The most members of a small post.</summary>
    private const int SmallPost = 2_000;

    public static ImmutableArray<Forgery> All { get; } =
    [
        new("figures-altered", "a larger quantity in figures; the words stayed", ["EUC-009"], FiguresAltered),
        new("figures-altered-foreign", "the same, where the words are French, Spanish or Portuguese", ["EUC-009"], ForeignWords),
        new("line-added", "a line of goods added after issue", ["EUC-025"], LineAdded),
        new("other-quantity-answered", "the answer repeats a smaller quantity", ["EUC-025"], OtherAnswered),
        new("validity-empty", "valid until a day before it begins", ["EUC-003"], ValidityEmpty),
        new("expired", "an old certificate, presented after its end", ["EUC-043", "EUC-003"], Expired),
        new("contract-later", "the contract it cites is younger than the certificate", ["EUC-010"], ContractLater),
        new("element-missing", "a mandatory element is missing", ["EUC-002", "EUC-004", "EUC-005", "EUC-007", "EUC-008", "EUC-011", "EUC-012", "EUC-013"], Missing),
        new("no-original", "only a fax or a photograph", ["EUC-016"], NoOriginal),
        new("dealer-uncertified", "the end user is a dealer, and no government certifies it", ["EUC-014"], Dealer),
        new("beyond-need", "a small post orders small arms for an army; everything on paper is right", ["EUC-045"], BeyondNeed),
        new("beyond-unknown-need", "the same by one whose strength was not on record; asked, it says the truth", ["EUC-045"], BeyondUnknownNeed),
        new("parts-beyond-need", "a small post orders barrels or spare parts for an army", ["EUC-045"], PartsBeyondNeed)
        {
            Limit = "EUC-045 counts arms and rounds, and nobody says how many parts a weapon needs",
        },
    ];

    private static Draft? FiguresAltered(Draft draft, Workshop shop, Dice dice) =>
        draft.Paper.Paper.Language == "en" ? Enlarged(draft, dice) : null;

    private static Draft? ForeignWords(Draft draft, Workshop shop, Dice dice) =>
        draft.Paper.Paper.Language is "fr" or "es" or "pt" ? Enlarged(draft, dice) : null;

    private static Draft? Enlarged(Draft draft, Dice dice)
    {
        var at = dice.Number(0, draft.Paper.Lines.Count - 1);
        return draft.Paper.Lines[at].QuantityInWords is null
            ? null
            : draft.Altered(
                Workshop.With(draft.Paper, at, line => line with { Quantity = Larger(line.Quantity, dice) }), dice);
    }

    /// <summary>A nought added, or the first digit changed.</summary>
    private static long? Larger(long? quantity, Dice dice) => dice.Chance(0.6)
        ? quantity * 10
        : quantity + (long)Math.Pow(10, Math.Floor(Math.Log10(quantity!.Value)));

    private static Draft LineAdded(Draft draft, Workshop shop, Dice dice)
    {
        var goods = dice.Of([.. Goods.ForAll.Where(it => draft.Paper.Lines.All(line => line.Model != it.Model))]);
        var quantity = dice.Quantity(goods.Least, 150);
        var words = DraftMaker.InWords(quantity, draft.Paper.Paper.Language!, dice);
        var line = new CertificateLine(
            goods.Description, goods.Class, goods.Model, goods.Calibre, quantity, words, goods.Unit);
        return draft with { Paper = draft.Paper with { Lines = draft.Paper.Lines.Append(line).ToValueList() } };
    }

    private static Draft OtherAnswered(Draft draft, Workshop shop, Dice dice)
    {
        var at = dice.Number(0, draft.Paper.Lines.Count - 1);
        var language = draft.Paper.Paper.Language!;
        return draft with
        {
            Paper = Workshop.With(draft.Paper, at, line =>
            {
                var larger = Larger(line.Quantity, dice);
                return line with
                {
                    Quantity = larger, QuantityInWords = DraftMaker.InWords(larger!.Value, language, dice),
                };
            }),
        };
    }

    private static Draft ValidityEmpty(Draft draft, Workshop shop, Dice dice)
    {
        var from = draft.Paper.ValidFrom ?? draft.Paper.IssuedOn!;
        return draft.Confirmed(draft.Paper with
        {
            ValidTo = Happened.On(from.Earliest.InUtc().Date.PlusDays(-dice.Number(1, 400))),
        });
    }

    private static Draft Expired(Draft draft, Workshop shop, Dice dice)
    {
        var end = draft.Issued.PlusMonths(6);
        var received = end.PlusDays(dice.Number(10, 60));
        var (asked, answered) = (received.PlusDays(2), received.PlusDays(dice.Number(9, 28)));
        var address = draft.Authority.ContactOf(asked, answered, dice);
        return draft with
        {
            Paper = draft.Paper with { ValidFrom = null, ValidTo = Happened.On(end) },
            Received = received,
            Checked = asked,
            Answered = answered,
            AskedAt = address,
            AnsweredFrom = address,
        };
    }

    private static Draft ContractLater(Draft draft, Workshop shop, Dice dice) => draft.NotIssued(
        draft.Paper with { ContractDate = Happened.On(draft.Issued.PlusDays(dice.Number(1, 90))) }, dice);

    /// <summary>The issuer answers for what it issued, deficient as it is.</summary>
    private static Draft Missing(Draft draft, Workshop shop, Dice dice)
    {
        var paper = draft.Paper;
        var user = paper.EndUser!;
        return draft.Confirmed(dice.Number(1, 12) switch
        {
            1 => paper with { IssuedOn = null },
            2 => paper with { Exporter = paper.Exporter! with { Street = null, City = null } },
            3 => paper with { Exporter = null },
            4 => paper with { EndUser = user with { Party = user.Party with { Street = null } } },
            5 => paper with { EndUser = user with { SignerPosition = null } },
            6 => paper with { Destination = null },
            7 => Workshop.With(paper, 0, line => line with { Quantity = null, QuantityInWords = null }),
            8 => Workshop.With(paper, 0, line => line with { Unit = null }),
            9 => paper with { EndUse = null },
            10 => paper with
            {
                Undertakings = paper.Undertakings.Where(it => it != Undertaking.NoReexport).ToValueList(),
            },
            11 => paper with { Signatory = paper.Signatory! with { SignatureImage = null } },
            _ => paper with { Signatory = paper.Signatory! with { Title = null } },
        });
    }

    private static Draft NoOriginal(Draft draft, Workshop shop, Dice dice) => draft with
    {
        Paper = draft.Paper with
        {
            Paper = draft.Paper.Paper with { Kind = dice.Chance(0.5) ? PaperKind.Fax : PaperKind.Photograph },
        },
    };

    private static Draft? Dealer(Draft draft, Workshop shop, Dice dice)
    {
        if (draft.Buyer.Authority == 0)
        {
            return null;
        }

        var user = draft.Paper.EndUser!;
        var firm = shop.Names.Firm(draft.Authority.Country, dice);
        return draft.Confirmed(draft.Paper with
        {
            EndUser = user with
            {
                Kind = EndUserKind.Reseller, Party = user.Party with { Name = firm, OriginalName = null },
            },
            GovernmentCertification = null,
        });
    }

    /// <summary>Six and more for each member: the rule warns from two on and holds from four.</summary>
    private static Draft? BeyondNeed(Draft draft, Workshop shop, Dice dice) =>
        draft.Buyer.IsStrengthOnRecord && SmallArm(draft) is { } at ? ForAnArmy(draft, at, dice) : null;

    private static Draft? BeyondUnknownNeed(Draft draft, Workshop shop, Dice dice) =>
        !draft.Buyer.IsStrengthOnRecord && SmallArm(draft) is { } at ? ForAnArmy(draft, at, dice) : null;

    private static Draft? PartsBeyondNeed(Draft draft, Workshop shop, Dice dice) =>
        draft.Paper.Lines.Index().FirstOrDefault(line => line.Item.Class == GoodsClass.Parts) is (var at, { })
            ? ForAnArmy(draft, at, dice)
            : null;

    private static int? SmallArm(Draft draft) => draft.Paper.Lines.Index()
        .Where(line => Goods.ForAll.Any(it => it.IsForMembers && it.Description == line.Item.Description))
        .Select(line => (int?)line.Index).FirstOrDefault();

    private static Draft? ForAnArmy(Draft draft, int at, Dice dice)
    {
        if (draft.Buyer.User.Kind is not (EndUserKind.LawEnforcement or EndUserKind.Government)
            || draft.Buyer.Strength > SmallPost)
        {
            return null;
        }

        var language = draft.Paper.Paper.Language!;
        var quantity = dice.Quantity(12_000, 25_000);
        var paper = Workshop.With(draft.Paper, at, line => line with
        {
            Quantity = quantity, QuantityInWords = DraftMaker.InWords(quantity, language, dice),
        });
        var signer = draft.Authority.SignerOf(draft.Issued, paper.Lines, dice);
        return draft.Confirmed(paper with
        {
            Signatory = paper.Signatory! with { Name = signer.Name, Title = signer.Title },
        }) with { Signer = signer };
    }
}
