using TransferLedger.Cli.Import;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Tests.Import;

public sealed class CommandImportTests : ImportTrial
{
    private const string Home = "weapon/0000-0000-0000-0001";

    private const string ByClerk =
        """
        "provenance":{"actor":"clerk","source":{"kind":"document","reference":"book 7"},"grade":"B2"}
        """;

    private static string Line(string members) => $"{{{members.ReplaceLineEndings("")},{ByClerk}}}";

    private static string Found(string day, string extra = "") => Line(
        $$"""
        {{extra}}"home":"{{Home}}","type":"found_recorded",
        "fact":{"happened":"{{day}}","authority":{"name":"police"},"place":{"name":"town"} }
        """);

    private static string Correct(string target, string old, string made, string approver = "chief") => Line(
        $$"""
        "home":"{{Home}}","type":"record_corrected","fact":{
        "happened":"2026-01-02","target":{{target}},"field":"happened","old":"{{old}}","new":"{{made}}",
        "reason":"typed wrong","approver":"{{approver}}"}
        """);

    private Task<ImportReport> Commands(params string[] lines) =>
        ImportFile(Write("in.ndjson", string.Join("\n", lines) + "\n"), profile: null);

    [Fact]
    public async Task A_command_is_recorded_once_with_who_said_it()
    {
        var first = await Commands(Found("2020-05"), Found("2020-06"), "", Found("2020-05"));
        var second = await Commands(Found("2020-06"));

        (first.RowsRecorded, first.RowsAlreadyThere, second.RowsAlreadyThere).ShouldBe((2, 1, 1));
        var entry = (await Log())[0];
        (entry.Home.Key, entry.Fact.Happened.Text).ShouldBe((Home, "2020-05"));
        entry.Provenance.ShouldBe(new Provenance(
            "clerk", null, new SourceReference(SourceKind.Document, "book 7"), SourceGrade.Parse("B2"),
            Channel: EntryChannel.Machine));
    }

    [Fact]
    public async Task What_names_no_source_was_taken_from_the_file_and_is_the_same_in_another_file()
    {
        var bare = Found("2020-05").Replace(
            ",\"source\":{\"kind\":\"document\",\"reference\":\"book 7\"}", ",\"channel\":\"typed\"", StringComparison.Ordinal);
        bare.ShouldContain("typed", Case.Sensitive, "a line may claim what it likes");
        await Commands("", bare);
        (await ImportFile(Write("again.ndjson", bare + "\n"), profile: null)).RowsAlreadyThere.ShouldBe(1);

        (await Log()).ShouldHaveSingleItem().Provenance.ShouldBe(new Provenance(
            "clerk", null, new SourceReference(SourceKind.Document, "in.ndjson, line 2"), SourceGrade.Parse("B2"),
            Channel: EntryChannel.Machine));
    }

    [Theory]
    [InlineData("1000000000001", false)]
    [InlineData("9223372036854775807", false)]
    [InlineData("1000000000000", true)]
    public async Task A_quantity_that_no_paper_says_is_rejected_with_its_place(string quantity, bool taken)
    {
        var report = await Commands(Line(
            $$$"""
            "home":"shipment/de/s-1","type":"goods_returned",
            "fact":{"happened":"2026","receiver":{"name":"b"},"contents":[{"line":1,"quantity":{{{quantity}}} }]}
            """));

        report.Problems.Select(it => it.Column).ShouldBe(taken ? [] : ["$.fact.contents[0].quantity"]);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("0")]
    [InlineData("1000000000001")]
    [InlineData("9223372036854775807")]
    public async Task What_is_no_number_of_rounds_is_rejected_with_its_place(string rounds)
    {
        var report = await Commands(Line(
            $$$"""
            "home":"lot/abc/x-1","type":"lot_received",
            "fact":{"happened":"2020","custodian":{"name":"Army"},"rounds":{{{rounds}}} }
            """));

        report.RowsRejected.ShouldBe(1);
        report.Problems.Single().ShouldBe(new RowProblem(
            1, "$.fact",
            $"{rounds} is no number of rounds; from 1 to 1000000000000 in one fact [lot.rounds-impossible]"));
    }

    [Fact]
    public async Task An_id_may_be_a_uuid_or_any_text_and_is_not_used_for_two_things()
    {
        var report = await Commands(
            Found("2020-05", "\"id\":\"0192f0c1-0000-7000-8000-000000000001\","),
            Found("2020-06", "\"id\":\"receipt 17\","),
            Found("2020-07", "\"id\":\"receipt 17\","));

        (report.RowsRecorded, report.RowsRejected).ShouldBe((2, 1));
        (await Log())[0].Command.Value.ShouldBe(new Guid("0192f0c1-0000-7000-8000-000000000001"));
        report.Problems.Single().ShouldBe(new RowProblem(
            3,
            "$",
            "the id was used before for other content; give this command an id of its own [ledger.command-reused]"));
    }

    [Fact]
    public async Task Several_facts_of_one_command_are_recorded_together()
    {
        var report = await Commands(Line(
            $$$"""
            "home":"{{{Home}}}","facts":[
            {"type":"found_recorded","fact":{"happened":"2020","authority":{"name":"police"},"place":{"name":"town"}} },
            {"home":"weapon/0000-0000-0000-0002","type":"destroyed",
            "fact":{"happened":"2021","authority":{"name":"police"},"method":"melted"} }]
            """));

        report.Facts.ShouldBe(2);
        var log = await Log();
        (log[0].Command, log[1].Home.Key).ShouldBe((log[1].Command, "weapon/0000-0000-0000-0002"));
    }

    [Fact]
    public async Task What_was_seen_is_a_condition()
    {
        var report = await Commands(
            Found("2020-05", $"\"seen\":{{\"{Home}\":0}},"), Found("2020-06", $"\"seen\":{{\"{Home}\":0}},"));

        (report.RowsRecorded, report.RowsRejected).ShouldBe((1, 1));
        report.Problems.Single().Reason.ShouldContain("something newer is on record (weapon/0000-0000-0000-0001, 1)");
    }

    /// <summary>As in the files of papers: with such a number it would be another certificate.</summary>
    [Theory]
    [InlineData("certificate/is/euc-1", "\u0415UC/1", "$.fact.certificate.number", "the number '\u0415UC/1' mixes scripts within a word")]
    [InlineData("certificate/is/euc-1", "EUC\u200F/1", "$.fact.certificate.number", "the number holds the invisible character U+200F")]
    [InlineData("certificate/is/\u0435uc-1", "EUC/1", "$", "a certificate of this number is kept in certificate/is/euc-1")]
    public async Task A_number_that_mixes_scripts_or_hides_a_character_is_refused_with_its_place(
        string home, string number, string path, string says)
    {
        var report = await Commands(Line(
            $$$"""
            "home":"{{{home}}}","type":"certificate_captured","fact":{"happened":"2026-03-09","office":"o","officer":"c",
            "certificate":{"number":"{{{number}}}","issuingCountry":"IS","use":"oneOff","paper":{"kind":"original"}} }
            """));

        report.RowsRejected.ShouldBe(1);
        report.Problems.Single().Reason.ShouldContain(says);
        report.Problems.Single().Column.ShouldStartWith(path);
        (await Log()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("certificate/is/\u0435uc-1", "the number 'is/\u0435uc-1' mixes scripts within a word")]
    [InlineData("certificate/is/euc\u200B-1", "the number holds the invisible character U+200B")]
    public async Task Nor_does_a_fact_go_to_the_history_of_such_a_number(string home, string says)
    {
        var report = await Commands(Line(
            $$"""
            "home":"{{home}}","type":"certificate_revoked","fact":{"happened":"2026-03-09","by":"ministry","notice":"N 1"}
            """));

        report.Problems.Single().Reason.ShouldContain(says);
        (await Log()).ShouldBeEmpty();
    }

    /// <summary>Whoever reads a weapon in another script writes down what was seen.</summary>
    [Fact]
    public async Task A_serial_that_others_read_may_mix_scripts()
    {
        var report = await Commands(Line(
            """
            "home":"shipment/de/s-1","type":"delivery_verified","fact":{"happened":"2026-03-09","issuingCountry":"IS",
            "issuer":"customs","number":"DVC-1","contents":[{"line":1,"quantity":1,"serials":["AB-012\u041745"]}]}
            """));

        report.RowsRecorded.ShouldBe(1, report.Problems.FirstOrDefault()?.Reason);
    }

    [Theory]
    [InlineData("{", "$", "this is not JSON at byte")]
    [InlineData("[1]", "$", "a command is a JSON object")]
    [InlineData("{\"type\":\"found_recorded\"}", "$", "'provenance' is missing")]
    [InlineData(
        "{\"provenance\":{\"actor\":\"a\",\"x\":1},\"type\":\"found_recorded\"}",
        "$.provenance.x",
        "Could not find member 'x'")]
    [InlineData("{\"provenance\":{},\"type\":\"found_recorded\"}", "$.provenance", "it needs 'actor'")]
    [InlineData(
        "{\"provenance\":{\"actor\":\"a\"},\"type\":\"x\",\"home\":\"weapon/1\",\"fact\":{}}",
        "$.fact",
        "'x' is not a kind of fact")]
    [InlineData(
        "{\"provenance\":{\"actor\":\"a\"},\"type\":\"destroyed\",\"home\":\"weapon\",\"fact\":{}}",
        "$.home",
        "'weapon' is no subject")]
    [InlineData(
        "{\"provenance\":{\"actor\":\"a\"},\"type\":\"destroyed\",\"home\":\"weapon/1\",\"fact\":{"
            + "\"happened\":\"yesterday\"}}",
        "$.fact.happened",
        "yesterday")]
    [InlineData(
        "{\"provenance\":{\"actor\":\"a\"},\"type\":\"destroyed\",\"home\":\"weapon/1\",\"fact\":{"
            + "\"happened\":\"2020\",\"authority\":{\"name\":\"!\"},\"method\":\"m\"}}",
        "$.fact",
        "subject key")]
    [InlineData(
        "{\"provenance\":{\"actor\":\" \"},\"type\":\"destroyed\",\"home\":\"weapon/1\",\"fact\":{"
            + "\"happened\":\"2020\",\"authority\":{\"name\":\"A\"},\"method\":\"m\"}}",
        "$",
        "ledger.actor-missing")]
    [InlineData(
        "{\"provenance\":{\"actor\":\"a\"},\"type\":\"destroyed\",\"home\":\"weapon/1\",\"fact\":{"
            + "\"happened\":\"2020\",\"authority\":{\"name\":\"A\\u202Eb\"},\"method\":\"m\"}}",
        "$.fact.authority.name",
        "U+202E")]
    [InlineData("{\"provenance\":{\"actor\":\"a\"},\"typ\":1}", "$.typ", "there is no such member")]
    [InlineData(
        "{\"provenance\":{\"actor\":\"a\"},\"facts\":[{\"type\":\"record_disputed\"}]}",
        "$.facts[0].type",
        "give it its own line")]
    [InlineData(
        "{\"provenance\":{\"actor\":\"a\"},\"type\":\"record_disputed\",\"fact\":{\"happened\":\"2020\","
            + "\"target\":{\"type\":\"x\"}}}",
        "$.fact.target.type",
        "'x' is not a kind of fact")]
    [InlineData(
        "{\"provenance\":{\"actor\":\"a\"},\"type\":\"record_disputed\",\"fact\":{\"happened\":\"2020\","
            + "\"target\":0}}",
        "$.fact.target",
        "an object is expected here")]
    [InlineData(
        "{\"provenance\":{\"actor\":\"a\"},\"seen\":{\"weapon/1\":-1},\"type\":\"destroyed\",\"home\":\"weapon/1\","
            + "\"fact\":{\"happened\":\"2020\",\"authority\":{\"name\":\"A\"},\"method\":\"m\"}}",
        "$.seen['weapon/1']",
        "a position from 0")]
    public async Task A_malformed_line_is_rejected_with_its_number_and_json_path(string line, string path, string says)
    {
        var report = await Commands(Found("2020-05"), line, Found("2020-06"));

        (report.RowsRecorded, report.RowsRejected).ShouldBe((2, 1));
        var problem = report.Problems.Single();
        (problem.Line, problem.Column).ShouldBe((2, path));
        problem.Reason.ShouldContain(says);
    }

    [Fact]
    public async Task Rejected_lines_can_be_mended_and_imported_again()
    {
        var bad = Found("2020-05").Replace("town", "to\"wn", StringComparison.Ordinal);
        var first = await Commands(bad, Found("202O-06"), Found("2020-07"));
        first.RowsRejected.ShouldBe(2);
        var text = await File.ReadAllTextAsync(first.RejectFile!);
        text.ShouldStartWith("{\"ledger_line\":1,\"ledger_path\":\"$\",\"ledger_reason\":");
        await File.WriteAllTextAsync(first.RejectFile!, text
            .Replace("202O-06", "2020-06", StringComparison.Ordinal)
            .Replace("to\\\"wn", "town", StringComparison.Ordinal));
        var second = await ImportFile(first.RejectFile!, profile: null);

        (second.RowsRecorded, second.RowsRejected).ShouldBe((2, 0), string.Join('\n', second.Problems));
    }

    [Fact]
    public async Task A_correction_names_its_target_by_home_type_and_date_and_the_ledger_fills_in_the_rest()
    {
        const string Target = "{\"type\":\"found_recorded\",\"happened\":\"2020-05\"}";
        var report = await Commands(Found("2020-04"), Found("2020-05"), Correct(Target, "2020-05", "2020-05-17"));
        var again = await Commands(Correct(Target, "2020-05", "2020-05-17"));

        (report.RowsRecorded, again.RowsAlreadyThere).ShouldBe((3, 1), string.Join('\n', report.Problems));
        var entry = (await Log())[2];
        entry.Home.Key.ShouldBe(Home);
        entry.Fact.ShouldBe(new RecordCorrected(
            Happened.Parse("2026-01-02"),
            2,
            [Subject.Parse(Home), Subject.Parse("party/police")],
            "happened",
            "2020-05",
            "2020-05-17",
            "typed wrong",
            "chief"));
    }

    [Fact]
    public async Task A_target_may_be_a_position_and_then_needs_no_home()
    {
        var report = await Commands(
            Found("2020-04"),
            Line("""
                "type":"record_disputed","fact":{"happened":"2026","target":1,"reason":"not ours","by":"ministry"}
                """),
            Line("""
                "type":"record_retracted","fact":{"happened":"2026","target":9,"reason":"not ours","approver":"chief"}
                """.Trim()));

        (report.RowsRecorded, report.RowsRejected).ShouldBe((2, 1));
        (await Log())[1].Fact.ShouldBeOfType<RecordDisputed>().Target.ShouldBe(1);
        report.Problems.Single().Reason.ShouldContain("correction.target-unknown");
    }

    [Theory]
    [InlineData("2020-05", "2020-05-17", "clerk", "correction.same-person")]
    [InlineData("2020-06", "2020-05-17", "chief", "correction.old-value-differs")]
    [InlineData("2020-05", "2020-05-77", "chief", "correction.new-value-unreadable")]
    public async Task A_correction_the_rules_refuse_is_rejected_with_the_code(
        string old, string made, string approver, string code)
    {
        var report = await Commands(
            Found("2020-05"), Correct("{\"type\":\"found_recorded\",\"happened\":\"2020-05\"}", old, made, approver));

        report.Problems.Single().Reason.ShouldContain(code);
        (await Log()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_decides_corrections_and_records_nothing()
    {
        await Commands(Found("2020-05"));
        var file = Write("more.ndjson", Found("2020-07") + "\n"
            + Correct("{\"type\":\"found_recorded\",\"happened\":\"2020-05\"}", "2020-05", "2020-06"));
        var report = await ImportFile(file, profile: null, dryRun: true);

        report.FactsByType.Keys.ShouldBe(["found_recorded", "record_corrected"]);
        (await Log()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Windows_line_ends_and_a_byte_order_mark_do_no_harm()
    {
        var file = Write("in.ndjson", "\uFEFF" + Found("2020-05") + "\r\n\r\n" + Found("2020-06"));

        (await ImportFile(file, profile: null)).RowsRecorded.ShouldBe(2);
    }
}
