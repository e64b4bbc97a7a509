using System.CommandLine;
using TransferLedger.Cli.Hosting;
using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Lots;

/// <summary>What is used up, parted, counted, lost, taken, destroyed and put right.</summary>
internal static partial class LotCommand
{
    private static ExampledCommand Consume(Terminal terminal)
    {
        var (custodian, site, rounds) = (Whose(), LotOptions.Site(), LotOptions.Rounds());
        var user = LotOptions.Text("--user", "Whom they had been issued to; without it they come from stock.", "NAME");
        var purpose = new Option<LotPurpose>("--purpose") { Description = "What for.", Required = true };
        var unit = LotOptions.Required("--unit", "Who fired them.", "NAME");
        var authority = LotOptions.Required("--authority", "Who allowed it: an order.", "TEXT");
        var (weapons, trainees, days) = (Number("--weapons", "How many weapons fired them."),
            Number("--trainees", "How many were trained."), Number("--days", "On how many days. Default: 1."));
        var cases = new Option<long?>("--cases") { Description = "Empty cases that came back.", HelpName = "NUMBER" };
        return Of<LotConsumed>(
            terminal, "consume", "consumed",
            "Record that rounds were used up. Refused for more than was issued to the user, or is in stock.",
            $"{Sample} --custodian Army --user \"3rd company\" --rounds 1500 --purpose training --unit \"3rd company\" --authority \"range order 5\" --weapons 30",
            (line, on, lot) => (LotOptions.Named(lot), new LotConsumed(
                on, LotOptions.Party("--custodian", line.GetValue(custodian)!), line.GetValue(rounds),
                line.GetValue(purpose), line.GetValue(unit)!, line.GetValue(authority)!,
                LotOptions.Place(line.GetValue(site)), line.GetValue(user), line.GetValue(weapons),
                line.GetValue(trainees), line.GetValue(days), line.GetValue(cases))),
            custodian, site, user, rounds, purpose, unit, authority, weapons, trainees, days, cases);
    }

    private static ExampledCommand Split(Terminal terminal)
    {
        var (custodian, site, document) = (Whose(), LotOptions.Site(), Document());
        var rounds = LotOptions.Rounds();
        var parts = LotOptions.Parts("--part", "A container and its rounds; together as many as are split.");
        return Of<LotSplit>(
            terminal, "split", "split",
            "Part rounds into containers of their own, each a lot of the same number. Refused when the sum differs.",
            $"{Sample} --custodian Army --site \"Depot 7\" --rounds 1000 --part \"box 1=600\" --part \"box 2=400\" --document \"repacking list 3\"",
            (line, on, lot) =>
            {
                var home = LotOptions.Named(lot);
                return (home, new LotSplit(
                    on, LotOptions.Party("--custodian", line.GetValue(custodian)!), line.GetValue(rounds),
                    LotOptions.PartsOf(
                        "--part", line.GetValue(parts)!, name => LotOptions.Named($"{home.Key}+{Subject.Normalise(name)}"),
                        containers: true),
                    LotOptions.Place(line.GetValue(site)), line.GetValue(document)));
            },
            custodian, site, rounds, parts, document);
    }

    private static ExampledCommand Merge(Terminal terminal)
    {
        var (custodian, site, document) = (Whose(), LotOptions.Site(), Document());
        var rounds = LotOptions.Rounds();
        var parents = LotOptions.Parts("--parent", "A lot and how many of its rounds; together as many as the batch has.");
        var described = new Described();
        return Of<LotMerged>(
            terminal, "merge", "merged",
            "Repack rounds of several lots into a new batch. Refused when the sum differs, or a parent has less.",
            $"ABC/ABC26B900-001 --custodian Army --site \"Depot 7\" --rounds 700 --parent {Sample}=400 --parent ABC/ABC19E001-002=300 --document \"repacking list 4\"",
            (line, on, lot) => (LotOptions.Named(lot), new LotMerged(
                on, LotOptions.Party("--custodian", line.GetValue(custodian)!), line.GetValue(rounds),
                LotOptions.PartsOf("--parent", line.GetValue(parents)!, LotOptions.Named, containers: false),
                described.Read(line, lot), LotOptions.Place(line.GetValue(site)), line.GetValue(document))),
            [custodian, site, rounds, parents, document, .. described.Options]);
    }

    private static ExampledCommand Count(Terminal terminal)
    {
        var (custodian, site) = (Whose(), LotOptions.Site());
        var document = LotOptions.Text("--document", "The sheet of the count.", "NUMBER");
        var counted = LotOptions.Rounds("--counted", "How many rounds were there.");
        var book = new Option<long?>("--book") { Description = "What the books on the spot showed.", HelpName = "NUMBER" };
        var method = new Option<CountMethod>("--method") { Description = "All of it, or a sample. Default: full." };
        var counters = new Option<string[]>("--counter") { Description = "Who counted; give two.", HelpName = "NAME" };
        var keeper = LotOptions.Text("--storekeeper", "Who keeps the store.", "NAME");
        return Of<LotCounted>(
            terminal, "count", "counted",
            "Record a count. It moves nothing; a difference stays until somebody explains or adjusts it.",
            $"{Sample} --custodian Army --site \"Depot 7\" --counted 3190 --counter \"post 4\" --counter \"post 5\" --document \"sheet 9\"",
            (line, on, lot) => (LotOptions.Named(lot), new LotCounted(
                on, LotOptions.Party("--custodian", line.GetValue(custodian)!), line.GetValue(counted),
                line.GetValue(method), (line.GetValue(counters) ?? []).ToValueList(),
                LotOptions.Place(line.GetValue(site)), line.GetValue(book), line.GetValue(keeper),
                line.GetValue(document))),
            custodian, site, counted, book, method, counters, keeper, document);
    }

    private static ExampledCommand Lose(Terminal terminal)
    {
        var (custodian, site, rounds) = (Whose(), LotOptions.Site(), LotOptions.Rounds());
        var user = LotOptions.Text("--user", "Whom they had been issued to; without it they were in stock.", "NAME");
        var circumstances = LotOptions.Text("--circumstances", "How.", "TEXT");
        var report = LotOptions.Text("--report", "The report of it.", "NUMBER");
        return Of<LotLost>(
            terminal, "lose", "reported lost", "Record that a custodian reports rounds lost, stolen or captured.",
            $"{Sample} --custodian Army --site \"Depot 7\" --rounds 100 --circumstances \"fell overboard\" --report \"P-26-12\"",
            (line, on, lot) => (LotOptions.Named(lot), new LotLost(
                on, LotOptions.Party("--custodian", line.GetValue(custodian)!), line.GetValue(rounds),
                LotOptions.Place(line.GetValue(site)), line.GetValue(user), line.GetValue(circumstances),
                line.GetValue(report))),
            custodian, site, user, rounds, circumstances, report);
    }

    private static ExampledCommand Seize(Terminal terminal)
    {
        var authority = LotOptions.Custodian("--authority", "Who has them from then on.");
        var place = LotOptions.Required("--place", "Where. A country may follow: Border@XB.", "PLACE");
        var rounds = LotOptions.Rounds();
        var holder = LotOptions.Text(
            "--taken-from", "The custodian of these books they were taken from; without it, unlawful hands.", "NAME");
        var site = LotOptions.Site("--taken-from-site", "The site of that custodian.");
        var number = LotOptions.Text("--case", "The case it belongs to.", "NUMBER");
        return Of<LotSeized>(
            terminal, "seize", "seized", "Record that an authority took rounds: seized, found, handed over.",
            $"{Sample} --authority Customs@XB --place Border@XB --rounds 200 --case C-26-77",
            (line, on, lot) => (LotOptions.Named(lot), new LotSeized(
                on, LotOptions.Party("--authority", line.GetValue(authority)!), line.GetValue(rounds),
                LotOptions.Place(line.GetValue(place))!,
                line.GetValue(holder) is { } name ? LotOptions.Party("--taken-from", name) : null,
                LotOptions.Place(line.GetValue(site)), line.GetValue(number))),
            authority, place, rounds, holder, site, number);
    }

    private static ExampledCommand Destroy(Terminal terminal)
    {
        var (custodian, site, rounds) = (Whose(), LotOptions.Site(), LotOptions.Rounds());
        var method = LotOptions.Required("--method", "How: burnt, detonated, taken apart.", "TEXT");
        var witnesses = new Option<string[]>("--witness") { Description = "Who saw it; give two who do not record it.", HelpName = "NAME" };
        var certificate = LotOptions.Text("--certificate", "The certificate of destruction.", "NUMBER");
        return Of<LotDestroyed>(
            terminal, "destroy", "destroyed",
            "Record that rounds were destroyed. Refused for more than is there, and without two witnesses.",
            $"{Sample} --custodian Army --site \"Depot 7\" --rounds 300 --method burnt --witness \"post 4\" --witness \"post 5\" --certificate \"D-26-3\"",
            (line, on, lot) => (LotOptions.Named(lot), new LotDestroyed(
                on, LotOptions.Party("--custodian", line.GetValue(custodian)!), line.GetValue(rounds),
                line.GetValue(method)!, LotOptions.Place(line.GetValue(site)),
                (line.GetValue(witnesses) ?? []).ToValueList(), line.GetValue(certificate))),
            custodian, site, rounds, method, witnesses, certificate);
    }

    private static ExampledCommand Adjust(Terminal terminal)
    {
        var (custodian, site, document) = (Whose(), LotOptions.Site(), Document());
        var change = LotOptions.Rounds("--change", "By how many rounds; negative when there are fewer: --change=-10.");
        var reason = LotOptions.Required("--reason", "Why.", "TEXT");
        var approver = LotOptions.Required("--approver", "Who agrees; another person than the officer.", "NAME");
        return Of<LotAdjusted>(
            terminal, "adjust", "adjusted",
            "Change the books to what is there, with a reason and a second person. The difference stays on record.",
            $"{Sample} --custodian Army --site \"Depot 7\" --change=-10 --reason \"miscounted at packing\" --approver chief-01 --document \"order 8\"",
            (line, on, lot) => (LotOptions.Named(lot), new LotAdjusted(
                on, LotOptions.Party("--custodian", line.GetValue(custodian)!), line.GetValue(change),
                line.GetValue(reason), line.GetValue(approver), LotOptions.Place(line.GetValue(site)),
                line.GetValue(document))),
            custodian, site, change, reason, approver, document);
    }

    private static Option<int?> Number(string name, string description) =>
        new(name) { Description = description, HelpName = "NUMBER" };
}
