using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Generate;

/// <summary>
/// Something unusual about a genuine certificate that is no ground to hold it.
/// </summary>
/// <param name="Name">In the labels.</param>
/// <param name="What">In a sentence.</param>
/// <param name="PerMille">Of a thousand genuine certificates, so many have it.</param>
/// <param name="Apply">Gives it to a draft; null when this set has nothing to make it of.</param>
internal sealed record Oddity(string Name, string What, int PerMille, Func<Draft, Workshop, Dice, Draft?> Apply)
{
    /// <summary>All of them. The shares are guesses: nobody has counted such papers.</summary>
    public static ImmutableArray<Oddity> All { get; } =
    [
        new("repeated-order", "the same order again, more than half a year later", 30, RepeatedOrder),
        new("corrected-reading", "the office misread a quantity and corrected it before it asked", 40, Corrected),
        new("spaced-number", "the number is written with spaces and in small letters", 40, SpacedNumber),
        new("names-in-capitals", "the signer's name in capitals, the answer with other spacing", 60, Capitals),
        new("accents-apart", "the answer has its accents as characters of their own", 20, AccentsApart),
        new("accents-lost", "the answer came through a system without accents", 10, AccentsLost),
        new("signed-days-apart", "signed some days before or after the date of issue", 80, SignedApart),
        new("month-precision", "end of validity and contract by month only", 60, MonthPrecision),
        new("month-of-issue", "the paper gives the month of issue, the answer the day", 10, MonthOfIssue),
        new("second-office", "another state's office captured the same paper", 10, SecondOffice),
        new("second-spelling", "another state's office captured it in capitals", 10, SecondSpelling),
        new("doubtful-first", "a first comparison was doubtful, a second expert saw the same hand", 20, DoubtfulFirst),
        new("unclear-first", "a first answer said neither yes nor no", 20, UnclearFirst),
        new("late-answer", "the answer came after the deadline", 30, LateAnswer),
        new("no-end", "the paper does not say until when it is valid", 20, NoEnd),
        new("no-words", "quantities in figures only", 30, NoWords),
    ];

    private static Draft? RepeatedOrder(Draft draft, Workshop shop, Dice dice) =>
        shop.Earlier(200, 500, dice) is { } earlier ? shop.Again(earlier, draft, dice) : null;

    private static Draft Corrected(Draft draft, Workshop shop, Dice dice)
    {
        var more = dice.Of<int>([1, 3, 10, 90]);
        var misread = Workshop.With(draft.Paper, 0, line => line with { Quantity = line.Quantity + more });
        return draft with
        {
            Before = [new(Happened.On(draft.Received), draft.Office, draft.Officer, misread)],
        };
    }

    private static Draft SpacedNumber(Draft draft, Workshop shop, Dice dice)
    {
        var spaced = draft.Paper.Number.Replace("/", " / ", StringComparison.Ordinal)
            .Replace("-", " - ", StringComparison.Ordinal);
        return draft with
        {
            Paper = draft.Paper with { Number = dice.Chance(0.5) ? spaced.ToLowerInvariant() : spaced },
        };
    }

    private static Draft Capitals(Draft draft, Workshop shop, Dice dice)
    {
        var signer = draft.Paper.Signatory!;
        return draft with
        {
            Paper = draft.Paper with
            {
                Signatory = signer with { Name = signer.Name.ToUpperInvariant().Replace(" ", "  ", StringComparison.Ordinal) },
            },
            Reply = draft.Reply with
            {
                EndUser = " " + draft.Reply.EndUser!.Replace(",", " ,", StringComparison.Ordinal).ToUpperInvariant(),
                Number = draft.Reply.Number!.ToLowerInvariant(),
            },
        };
    }

    private static Draft? AccentsApart(Draft draft, Workshop shop, Dice dice) =>
        InReply(draft, Letters.Decomposed);

    private static Draft? AccentsLost(Draft draft, Workshop shop, Dice dice) =>
        InReply(draft, Letters.WithoutAccents);

    /// <summary>Null where the end user's name has no accents to change.</summary>
    private static Draft? InReply(Draft draft, Func<string, string> change)
    {
        var name = change(draft.Reply.EndUser!);
        return name == draft.Reply.EndUser ? null : draft with { Reply = draft.Reply with { EndUser = name } };
    }

    private static Draft SignedApart(Draft draft, Workshop shop, Dice dice)
    {
        var latest = Math.Min(14, Period.DaysBetween(draft.Issued, draft.Received));
        var signed = draft.Issued.PlusDays(dice.Number(-14, latest));
        var signer = draft.Authority.SignerOf(signed, draft.Paper.Lines, dice);
        return draft with
        {
            Signer = signer,
            Paper = draft.Paper with
            {
                Signatory = draft.Paper.Signatory! with
                {
                    Name = signer.Name, Title = signer.Title, SignedOn = Happened.On(signed),
                },
            },
        };
    }

    private static Draft MonthPrecision(Draft draft, Workshop shop, Dice dice) => draft with
    {
        Paper = draft.Paper with
        {
            ValidTo = Month(draft.Paper.ValidTo!), ContractDate = Month(draft.Paper.ContractDate!),
        },
    };

    private static Draft MonthOfIssue(Draft draft, Workshop shop, Dice dice) => draft with
    {
        Paper = draft.Paper with { IssuedOn = Happened.InMonth(draft.Issued.Year, draft.Issued.Month) },
    };

    private static Draft SecondOffice(Draft draft, Workshop shop, Dice dice) =>
        Captured(draft, draft.Paper, shop, dice);

    private static Draft SecondSpelling(Draft draft, Workshop shop, Dice dice)
    {
        var user = draft.Paper.EndUser!;
        var party = user.Party with
        {
            Name = user.Party.Name.ToUpperInvariant(), City = user.Party.City!.ToUpperInvariant(),
        };
        return Captured(draft, draft.Paper with { EndUser = user with { Party = party } }, shop, dice);
    }

    private static Draft Captured(Draft draft, EndUserCertificate reading, Workshop shop, Dice dice)
    {
        var scanned = reading with { Paper = reading.Paper with { Scan = dice.Picture() } };
        var day = draft.Received.PlusDays(-dice.Number(0, 2));
        return draft with
        {
            Before = [new(Happened.On(day), shop.Elsewhere(draft.Office, dice).Office, "clerk-31", scanned)],
        };
    }

    private static Draft DoubtfulFirst(Draft draft, Workshop shop, Dice dice) =>
        draft with { Outcomes = [SpecimenOutcome.Doubtful, SpecimenOutcome.Match] };

    private static Draft UnclearFirst(Draft draft, Workshop shop, Dice dice) => draft with { UnclearFirst = true };

    private static Draft LateAnswer(Draft draft, Workshop shop, Dice dice)
    {
        var answered = draft.Checked.PlusDays(dice.Number(31, 75));
        var address = draft.Authority.ContactOf(draft.Checked, answered, dice);
        return draft with { Answered = answered, AskedAt = address, AnsweredFrom = address };
    }

    private static Draft NoEnd(Draft draft, Workshop shop, Dice dice) =>
        draft with { Paper = draft.Paper with { ValidTo = null } };

    private static Draft NoWords(Draft draft, Workshop shop, Dice dice) => draft with
    {
        Paper = draft.Paper with
        {
            Lines = draft.Paper.Lines.Select(line => line with { QuantityInWords = null }).ToValueList(),
        },
    };

    private static Happened Month(Happened day)
    {
        var date = day.Earliest.InUtc().Date;
        return Happened.InMonth(date.Year, date.Month);
    }
}
