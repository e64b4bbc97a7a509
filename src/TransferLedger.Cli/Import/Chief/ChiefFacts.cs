using System.Collections.Immutable;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Chief;

/// <summary>
/// What a block says, as facts. CHIEF is the customs system of the United Kingdom, so the licences are those of GB.
/// The fields are those of HMRC's interface as the licensing systems that talk to it describe them.
/// </summary>
internal static class ChiefFacts
{
    private const string Country = "GB";

    /// <summary>The facts of a block; empty, with problems, when it cannot be read.</summary>
    public static ImmutableArray<NewFact> Of(ChiefHeader header, ChiefBlock block, List<ChiefProblem> problems)
    {
        var sent = Happened.On(header.Created.Date);
        try
        {
            var facts = block.Records[0].Type switch
            {
                "licence" => [Licence(block.Records, sent, problems)],
                "licenceUsage" => Usage(block.Records, sent, problems),
                _ => [Answer(header, block.Records, sent, problems)],
            };
            if (problems.Count > 0)
            {
                return [];
            }

            var made = facts.Select(it => new NewFact(it.KeptWith!.Value, it)).ToImmutableArray();

            // What a fact is about is worked out when it is stored; a party without a name would come to light there.
            _ = made.Sum(it => it.Subjects().Count);
            return made;
        }
        catch (FormatException wrong)
        {
            if (problems.Count == 0)
            {
                problems.Add(new ChiefProblem(block.Records[0].Line, null, wrong.Message));
            }

            return [];
        }
    }

    private static LicenceReported Licence(
        ImmutableArray<ChiefRecord> records, Happened sent, List<ChiefProblem> problems)
    {
        var head = new ChiefFields(records[0], 7, problems);
        var made = new LicenceReported(
            sent,
            Country,
            head.Need(2, "licence"),
            head.Word(
                1, "action", ("insert", LicenceAction.Insert), ("replace", LicenceAction.Replace),
                ("cancel", LicenceAction.Cancel)),
            head.Need(0, "reference"),
            head.Text(3),
            head.Date(5, "valid from"),
            head.Date(6, "valid to"));
        var (countries, lines) = (new List<LicenceCountry>(), new List<LicenceLine>());
        foreach (var record in records.AsSpan()[1..])
        {
            switch (record.Type)
            {
                case "trader":
                    var trader = new ChiefFields(record, 12, problems);
                    made = made with { Holder = Party(trader, 4, trader.Text(0) ?? trader.Text(1), country: false) };
                    break;
                case "foreignTrader":
                    made = made with { ForeignTrader = Party(new ChiefFields(record, 9, problems), 0, null, true) };
                    break;
                case "country":
                    var country = new ChiefFields(record, 3, problems);
                    countries.Add(new LicenceCountry(
                        country.Text(0) ?? country.Need(1, "country or group"),
                        country.Need(2, "use"),
                        country.Text(0) is null));
                    break;
                case "restrictions":
                    made = made with { Restrictions = new ChiefFields(record, 1, problems).Text(0) };
                    break;
                case "line":
                    lines.Add(Line(new ChiefFields(record, 17, problems), lines));
                    break;
            }
        }

        return made with { Countries = countries.ToValueList(), Lines = lines.ToValueList() };
    }

    /// <summary>Name, some lines of address, and last the post code or the country.</summary>
    private static LicenceParty Party(ChiefFields fields, int from, string? reference, bool country)
    {
        var last = fields.Count - 1;
        var address = Enumerable.Range(from + 1, Math.Max(0, (country ? last - 1 : last) - from))
            .Select(fields.Text).OfType<string>().ToList();
        return new LicenceParty(
            fields.Text(from) ?? reference ?? fields.Need(from, "name"),
            reference,
            address.Count == 0 ? null : string.Join(", ", address),
            country && last > from ? fields.Text(last) : null);
    }

    private static LicenceLine Line(ChiefFields fields, List<LicenceLine> before)
    {
        var control = fields.Word(
            6, "controlled by", ("Q", LineControl.Quantity), ("V", LineControl.Value), ("B", LineControl.Both),
            ("O", LineControl.Open));
        var line = new LicenceLine(
            fields.Whole(0, "line"),
            control,
            fields.Text(5),
            fields.Text(1) ?? fields.Text(4),
            fields.Number(10, "quantity"),
            fields.Text(8),
            fields.Number(9, "value"),
            fields.Text(7));
        if (fields.Text(6) is "Q" or "B" && fields.Text(10) is null)
        {
            fields.Need(10, "quantity");
        }

        if (fields.Text(6) is "V" or "B" && fields.Text(9) is null)
        {
            fields.Need(9, "value");
        }

        if (before.Any(it => it.Number == line.Number) && line.Number > 0)
        {
            fields.Wrong(0, "line", $"line {line.Number} is there already");
        }

        return line;
    }

    private static LicenceReport[] Usage(
        ImmutableArray<ChiefRecord> records, Happened sent, List<ChiefProblem> problems)
    {
        var head = new ChiefFields(records[0], 5, problems);
        head.Word(1, "action", ("insert", 0));
        var (message, number) = (head.Need(0, "reference"), head.Need(2, "licence"));
        var (totals, uses) = (new List<LineTotal>(), new List<LicenceReport>());
        var item = 0;
        foreach (var record in records.AsSpan()[1..])
        {
            if (record.Type == "line")
            {
                var fields = new ChiefFields(record, 4, problems);
                totals.Add(new LineTotal(
                    fields.Whole(0, "line"),
                    fields.Number(1, "quantity used") ?? Amount.Zero,
                    fields.Number(2, "value used"),
                    fields.Text(3)));
                item = 0;
            }
            else if (record.Type == "usage")
            {
                var fields = new ChiefFields(record, 15, problems);
                if (totals.Count == 0)
                {
                    fields.Wrong(-1, "type", "a use stands before any line");
                    continue;
                }

                uses.Add(Use(fields, (number, message, totals[^1].Line, ++item), sent));
            }
        }

        var status = head.Word(3, "status", ("O", "O"), ("E", "E"), ("C", "C"), ("S", "S"), ("D", "D"));
        return
        [
            new LicenceUsageTotalled(
                sent, Country, number, message, status, head.Date(4, "completed"), totals.ToValueList()),
            .. uses,
        ];
    }

    private static LicenceUsageReported Use(
        ChiefFields fields, (string Number, string Message, int Line, int Item) of, Happened sent)
    {
        fields.Need(3, "control date");
        return new LicenceUsageReported(
            fields.Date(3, "control date") ?? sent,
            Country,
            of.Number,
            of.Line,
            of.Item,
            fields.Need(0, "usage type"),
            fields.Need(1, "declaration"),
            fields.Number(4, "quantity used") ?? Amount.Zero,
            of.Message,
            fields.Text(2),
            fields.Number(5, "value used"),
            fields.Text(6),
            fields.Text(7),
            fields.Text(8));
    }

    private static LicenceMessageAnswered Answer(
        ChiefHeader header, ImmutableArray<ChiefRecord> records, Happened sent, List<ChiefProblem> problems)
    {
        if (records[0].Type == "fileError")
        {
            // It names no message: what could not be read is the file of this run as a whole.
            var error = new ChiefFields(records[0], 3, problems);
            return new LicenceMessageAnswered(
                sent,
                Country,
                $"{header.DataId} {header.Run}",
                MessageOutcome.FileError,
                [new MessageError(error.Need(0, "code"), error.Text(1), error.Text(2))]);
        }

        var message = new ChiefFields(records[0], 1, problems).Need(0, "reference");
        var errors = records.Where(it => it.Type == "error").Select(record =>
        {
            var error = new ChiefFields(record, 3, problems);
            return new MessageError(error.Need(0, "code"), error.Text(1), error.Text(2));
        }).ToValueList();
        var outcome = records[0].Type == "accepted" ? MessageOutcome.Accepted : MessageOutcome.Rejected;
        return new LicenceMessageAnswered(sent, Country, message, outcome, errors);
    }
}
