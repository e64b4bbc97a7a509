using System.Collections.Immutable;
using TransferLedger.Cli.Import;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Tests.Import;

public sealed class ImportOnceTests : ImportTrial
{
    private const string Rows = """
        serial,make,owner,day
        A1,X,North,1.2.2020
        A2,X,North,1.2.2020
        none,X,North,1.2.2020
        none,X,North,1.2.2020
        A1,X,South,5.2.2020
        none,X,North,2.2.2020
        A3,Y,North,bad
        """;

    [Fact]
    public async Task Importing_twice_records_once()
    {
        var first = await Import(Rows);
        var facts = await Facts();
        var second = await Import(Rows);

        (first.RowsRecorded, first.RowsRejected, first.Facts, first.Weapons).ShouldBe((6, 1, 11, 5));
        (second.RowsRecorded, second.RowsAlreadyThere, second.RowsRejected, second.Facts).ShouldBe((0, 6, 1, 0));
        (await Facts()).ShouldBe(facts);
    }

    [Fact]
    public async Task Rows_without_a_serial_that_say_the_same_are_weapons_of_their_own()
    {
        await Import(Rows);

        (await Log()).Where(it => it.Fact is ItemRegistered { Marks.Count: 0 })
            .Select(it => it.Home).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Sorting_continuing_and_renaming_the_file_or_moving_its_columns_records_nothing_twice()
    {
        await Import(Rows);
        var facts = await Facts();
        var lines = Rows.Split('\n');
        string[] mixed = [lines[0], .. lines.Skip(1).Reverse()];
        await Import(string.Join('\n', mixed), name: "sorted.csv");
        (await Facts()).ShouldBe(facts);

        var turned = lines.Select(it => string.Join(',', it.Split(',').Reverse().Append("")));
        await Import(
            string.Join('\n', turned).Replace("serial,", "serial,remarks", StringComparison.Ordinal),
            name: "turned.csv");
        (await Facts()).ShouldBe(facts);

        var report = await Import(Rows + "\nnone,X,North,1.2.2020\n", name: "longer.csv");
        (report.RowsRecorded, report.Facts).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Killed_anywhere_and_run_again_it_records_each_row_once()
    {
        await Import(Rows);
        var whole = await Facts();
        for (var cut = 0; cut < 16; cut++)
        {
            using var again = new Again();
            var failing = new FailingStore(again.Store, afterAppends: cut, lostAnswer: cut % 2 == 0);
            var file = again.Write("in.csv", Rows);
            var broken = await again.Run(failing, file, Profile, dryRun: false, CancellationToken.None);
            var rest = await again.Import(Rows);

            rest.Outcome.ShouldBe(ImportOutcome.Done);
            (await again.Facts()).ShouldBe(whole);
            if (broken.Outcome != ImportOutcome.Done)
            {
                (broken.Outcome, broken.Message!.Contains("records nothing twice", StringComparison.Ordinal))
                    .ShouldBe((ImportOutcome.Unavailable, true));
            }
        }
    }

    [Fact]
    public async Task A_request_to_stop_is_kept_at_any_row_and_the_rest_follows_later()
    {
        await Import(Rows);
        var whole = await Facts();
        for (var cut = 0; cut < 5; cut++)
        {
            using var again = new Again();
            using var stop = new CancellationTokenSource();
            var store = new FailingStore(again.Store, cut, lostAnswer: false) { Instead = stop.Cancel };
            var stopped = await again.Run(store, again.Write("in.csv", Rows), Profile, dryRun: false, stop.Token);

            stopped.Outcome.ShouldBe(ImportOutcome.Cancelled);
            stopped.RowsRecorded.ShouldBeLessThan(6);
            (await again.Log()).Count.ShouldBe((int)stopped.Facts);
            await again.Import(Rows);
            (await again.Facts()).ShouldBe(whole);
        }
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_asked_for_again_with_the_same_id()
    {
        var store = new FailingStore(Store, afterAppends: 2, lostAnswer: true) { Failures = 3 };
        var report = await Run(store, Write("in.csv", Rows), Profile, dryRun: false, CancellationToken.None);

        (report.Outcome, report.RowsRecorded + report.RowsAlreadyThere).ShouldBe((ImportOutcome.Done, 6));
        (await Log()).Count.ShouldBe(11);
    }

    [Fact]
    public async Task A_second_paper_about_a_weapon_adds_only_what_is_new()
    {
        await Import(Rows);
        var profile = Profile
            .Replace("trial/stock", "trial/returns", StringComparison.Ordinal)
            .Replace("\"{make}\" }", "\"{make} Ltd\" }", StringComparison.Ordinal);
        var report = await Import("serial,make,owner,day\nA1,X,North,1.2.2020\nA1,X,East,9.2.2020\n", profile);

        (report.RowsAlreadyThere, report.RowsRecorded).ShouldBe((1, 1));
        report.FactsByType.ShouldBe(ImmutableSortedDictionary<string, long>.Empty.Add("stock_entered", 1));
    }

    [Fact]
    public async Task What_a_changed_profile_makes_of_a_row_is_recorded_beside_what_it_made_before()
    {
        const string Row = "serial,make,owner,day\nA1,X,North,1.2.2020\n";
        var entered = Profile.Replace(
            "\"item_registered\",",
            "\"item_registered\", \"when\": { \"absent\": \"make\" },",
            StringComparison.Ordinal);
        await Import(Row, entered);
        var changed = entered.Replace("\"{owner}\"", "\"{owner} depot\"", StringComparison.Ordinal);
        var first = await Import(Row, changed);
        var second = await Import(Row, changed);

        (first.RowsRecorded, first.RowsRejected, second.RowsAlreadyThere).ShouldBe((1, 0, 1));
        (await Log()).Select(it => ((StockEntered)it.Fact).Custodian.Name).ShouldBe(["North", "North depot"]);
    }

    [Fact]
    public async Task A_reject_file_that_exists_is_not_written_over()
    {
        var (csv, rejects) = (Write("in.csv", Rows), Write("mine.csv", "mine"));
        var report = await Importer.Run(
            new ImportRequest(csv, Write("profile.json", Profile), RejectPath: rejects),
            Store,
            null,
            CancellationToken.None);

        report.Outcome.ShouldBe(ImportOutcome.BadInput);
        (await File.ReadAllTextAsync(rejects)).ShouldBe("mine");
        (await Log()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registration_that_reads_another_mark_becomes_a_reading_of_a_mark()
    {
        await Import("serial,make,owner,day\nA1,X,North,1.2.2020\n");
        var profile = Profile
            .Replace("trial/stock", "trial/marks", StringComparison.Ordinal)
            .Replace(
                "\"text\": \"{serialRead}\" }",
                "\"text\": \"{serialRead}-B\", \"position\": \"barrel\" }",
                StringComparison.Ordinal);
        var report = await Import("serial,make,owner,day\nA1,X,North,2.2.2020\n", profile);

        report.FactsByType.Keys.ShouldBe(["marking_recorded", "stock_entered"]);
        (await Log()).Single(it => it.Fact is MarkingRecorded).Fact.ShouldBe(
            new MarkingRecorded(Happened.Parse("2020-02-02"), new Mark(MarkKind.Serial, "A1-B", Position: "barrel")));
    }

    [Fact]
    public async Task What_was_retracted_does_not_come_back()
    {
        await Import("serial,make,owner,day\nA1,X,North,1.2.2020\n");
        var sold = (await Log())[1];
        await Store.Append(
            new AppendRequest(
                new CommandId(new Guid("11111111-1111-1111-1111-111111111111")),
                [new NewFact(sold.Home, new RecordRetracted(Happened.Parse("2021"), sold.Position, [], "wrong", "B"))],
                Condition.None,
                new Provenance("A")),
            CancellationToken.None);
        var report = await Import(
            "serial,make,owner,day\nA1,X,North,1.2.2020\n",
            Profile.Replace("trial/stock", "trial/2", StringComparison.Ordinal));

        report.RowsAlreadyThere.ShouldBe(1);
        (await Log()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_dry_run_records_nothing_and_says_what_an_empty_ledger_would_get()
    {
        var dry = await ImportFile(Write("in.csv", Rows), dryRun: true);
        (await Log()).ShouldBeEmpty();
        var real = await Import(Rows);

        (dry.RowsRecorded, dry.RowsRejected, dry.Weapons)
            .ShouldBe((real.RowsRecorded, real.RowsRejected, real.Weapons));
        dry.FactsByType.ShouldBe(real.FactsByType);
    }

    [Fact]
    public async Task Facts_about_one_weapon_are_recorded_in_the_order_of_its_rows()
    {
        var days = Enumerable.Range(1, 28).Select(day => $"A1,X,Unit {day},{day}.2.2020");
        var slow = new SlowStore(Store);
        await Run(
            slow, Write("in.csv", "serial,make,owner,day\n" + string.Join('\n', days)), Profile, dryRun: false,
            CancellationToken.None);

        (await Log()).Select(it => it.Fact).OfType<StockEntered>().Select(it => it.Custodian.Name)
            .ShouldBe(Enumerable.Range(1, 28).Select(day => $"Unit {day}"));
    }

    [Fact]
    public async Task Many_appends_are_under_way_at_once()
    {
        var rows = Enumerable.Range(1, 500).Select(number => $"S{number},X,North,1.2.2020");
        var slow = new SlowStore(Store);
        var report = await Run(
            slow, Write("in.csv", "serial,make,owner,day\n" + string.Join('\n', rows)), Profile, dryRun: false,
            CancellationToken.None);

        report.RowsRecorded.ShouldBe(500);
        slow.Most.ShouldBeGreaterThan(50);
    }

    private sealed class Again : ImportTrial;
}
