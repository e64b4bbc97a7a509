using System.Text;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Import;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Tests.Import;

/// <summary>Messages between a licensing system and customs: what is read, and what is refused with its line.</summary>
public sealed class ChiefImportTests : ImportTrial
{
    private const string Usage = """
        1\fileHeader\CHIEF\SPIRE\usageData\201901130300\7\
        2\licenceUsage\LU00007/00001\insert\GBSIE2018/00001\O\
        3\line\1\3.5\0\
        4\usage\O\9GB0001-PE1\R\20190112\3\0\\000262\\\\
        5\usage\O\9GB0001-PE2\R\20190112\0.5\0\\000262\\\\
        6\end\line\4
        7\end\licenceUsage\6
        8\licenceUsage\LU00007/00002\insert\GBSIE2018/00002\E\20190113
        9\line\1\2\10.25\GBP
        10\usage\O\9GB0001-PE3\R\20190111\2\10.25\GBP\000262\\\\
        11\end\line\3
        12\end\licenceUsage\5
        13\fileTrailer\2

        """;

    [Fact]
    public async Task A_use_is_recorded_with_its_exact_quantity_its_declaration_and_where_it_was_told()
    {
        var report = await Read(Usage);

        (report.RowsRead, report.RowsRecorded, report.RowsRejected, report.Facts).ShouldBe((2, 2, 0, 5));
        var log = await Log();
        var use = log.Single(it => it.Fact is LicenceUsageReported { Item: 2 });
        use.Home.Key.ShouldBe("licence/gb/gbsie2018-00001");
        use.Fact.ShouldBe(new LicenceUsageReported(
            Happened.Parse("2019-01-12"), "GB", "GBSIE2018/00001", 1, 2, "O", "9GB0001-PE2", Amount.Parse("0.5"),
            "LU00007/00001", "R", Amount.Zero, null, "000262"));
        use.Provenance.Source!.Reference.ShouldBe(
            "usageData run 7 of 2019-01-13 03:00, CHIEF to SPIRE: in.edi.txt, lines 2 to 7");
        log.Select(it => it.Fact).OfType<LicenceUsageTotalled>().Single(it => it.Status == "E")
            .ShouldBe(new LicenceUsageTotalled(
                Happened.Parse("2019-01-13"), "GB", "GBSIE2018/00002", "LU00007/00002", "E",
                Happened.Parse("2019-01-13"), [new LineTotal(1, Amount.Parse("2"), Amount.Parse("10.25"), "GBP")]));
    }

    [Fact]
    public async Task The_same_file_again_and_under_another_name_records_nothing()
    {
        await Read(Usage);
        var before = await Facts();
        var again = await Read(Usage);
        var copy = await ImportFile(Write("copy.txt", Usage.ReplaceLineEndings("\r\n")), profile: null);

        (again.RowsAlreadyThere, again.RowsRecorded).ShouldBe((2, 0));
        (copy.RowsAlreadyThere, copy.RowsRecorded).ShouldBe((2, 0));
        (await Facts()).ShouldBe(before);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_recorded_and_records_nothing()
    {
        var report = await ImportFile(Write("in.edi.txt", Usage), profile: null, dryRun: true);

        (report.RowsRead, report.Facts).ShouldBe((2, 5));
        (await Log()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(@"5\usage", @"9\usage", 5, "'9' stands where record 5 is due")]
    [InlineData(@"5\usage", @"x\usage", 5, "'no number' stands where record 5 is due")]
    [InlineData(@"6\end\line\4", @"6\end\line\3", 6, "it counts '3' records from its beginning to here; there are 4")]
    [InlineData(@"7\end\licenceUsage\6", @"7\end\licenceUsage\5", 7, "it counts '5' records")]
    [InlineData(@"6\end\line\4", @"6\end\lime\4", 6, "no 'lime' is open here")]
    [InlineData(@"5\usage", @"5\usages", 5, "'usages' is no type of record")]
    [InlineData(@"5\usage", @"5\trader", 5, "a record 'trader' does not belong into 'licenceUsage'")]
    [InlineData(@"7\end\licenceUsage\6", @"7\usage\O\X\R\20190112\0\0", 2, "'licenceUsage' has no end record")]
    [InlineData(@"\20190112\0.5", @"\20190230\0.5", 5, "'20190230' is no day")]
    [InlineData(@"\20190112\0.5", @"\20190112\0,5", 5, "'0,5' is no number")]
    [InlineData(@"3\line\1\", @"3\line\0\", 3, "'0' is no number from 1")]
    [InlineData(@"GBSIE2018/00001\O", @"///\O", 2, "is not a subject key")]
    [InlineData(@"\\000262\\\\", @"\\000262\\\\\\\\\\\", 4, "'usage' has 19 fields after its type; at most 15 are known")]
    public async Task What_is_wrong_is_told_with_its_line_and_the_other_block_is_recorded(
        string from, string to, long line, string reason)
    {
        var at = Usage.IndexOf(from, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0);
        var report = await Read(Usage[..at] + to + Usage[(at + from.Length)..]);

        report.Problems.ShouldContain(
            it => it.Line == line && it.Reason.Contains(reason, StringComparison.Ordinal),
            string.Join('\n', report.Problems));
        (report.RowsRecorded, report.RowsRejected).ShouldBe((1, 1));
        (await Log()).ShouldAllBe(it => it.Home.Key == "licence/gb/gbsie2018-00002");
    }

    [Fact]
    public async Task A_wrong_trailer_is_told_and_the_blocks_are_recorded()
    {
        var report = await Read(Usage.Replace(@"fileTrailer\2", @"fileTrailer\3", StringComparison.Ordinal));

        report.Problems.ShouldHaveSingleItem().Reason
            .ShouldBe("the trailer counts '3' of 'licenceUsage', the file has 2: ask its sender for it again");
        (report.RowsRecorded, report.RowsRejected, report.RejectFile).ShouldBe((2, 1, null));
    }

    [Fact]
    public async Task A_file_cut_off_anywhere_records_whole_blocks_or_nothing_and_says_that_it_is_cut_off()
    {
        var end = Usage.IndexOf(@"13\fileTrailer\2", StringComparison.Ordinal) + @"13\fileTrailer\2".Length;
        var first = Usage.IndexOf(@"7\end\licenceUsage\6", StringComparison.Ordinal) + @"7\end\licenceUsage\6".Length;
        var second = Usage.IndexOf(@"12\end\licenceUsage\5", StringComparison.Ordinal) + @"12\end\licenceUsage\5".Length;
        for (var length = 60; length < end; length += 7)
        {
            using var own = new ChiefImportTests();
            var report = await own.Read(Usage[..length]);

            report.Outcome.ShouldBe(ImportOutcome.Done);
            report.RowsRejected.ShouldBeGreaterThan(0, $"cut at {length}");
            report.RowsRecorded.ShouldBe(length < first ? 0 : length < second ? 1 : 2, $"cut at {length}");
            (await own.Log()).Count.ShouldBe(length < first ? 0 : length < second ? 3 : 5);
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_a_record_of_ten_megabytes_spoil_their_own_block_alone()
    {
        var parts = Usage.Split(@"PE1");
        var bytes = (byte[])[.. Encoding.UTF8.GetBytes(parts[0]), 0xFF, 0xC3, .. Encoding.UTF8.GetBytes(parts[1])];
        var report = await ImportFile(Write("in.edi.txt", bytes), profile: null);
        var large = await Read(
            Usage.Replace("PE1", new string('x', 10_000_000), StringComparison.Ordinal), "large.txt");

        (report.Problems.Single().Line, report.RowsRecorded, report.RowsRejected).ShouldBe((4, 1, 1));
        large.Problems.ShouldHaveSingleItem().Reason.ShouldStartWith("the record is 10000");
        (large.RowsAlreadyThere, large.RowsRejected).ShouldBe((1, 1));
        File.ReadAllBytes(report.RejectFile!).AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC3]).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(@"1\licence\1")]
    [InlineData(@"2\fileHeader\CHIEF\SPIRE\usageData\201901130300\7\")]
    [InlineData(@"1\fileHeader\CHIEF\SPIRE\wageData\201901130300\7\")]
    [InlineData(@"1\fileHeader\CHIEF\SPIRE\usageData\201913130300\7\")]
    [InlineData(@"1\fileHeader\CHIEF\SPIRE")]
    public async Task Without_a_header_nothing_is_read(string text)
    {
        var report = await Read(text, format: ImportFormat.Chief);

        report.Outcome.ShouldBe(ImportOutcome.BadInput);
        report.Message.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_reject_file_mended_is_recorded_as_if_the_file_had_been_right()
    {
        using var right = new ChiefImportTests();
        await right.Read(Usage);
        var report = await Read(Usage.Replace(@"\20190112\0.5", @"\20190230\0.5", StringComparison.Ordinal));
        var rejects = await File.ReadAllTextAsync(report.RejectFile!);
        rejects.ShouldContain(@"5\control date (field 6)\control date (field 6) '20190230' is no day");
        var mended = await ImportFile(
            Write("in.edi.rejects-9.txt", rejects.Replace("20190230\\0.5", "20190112\\0.5", StringComparison.Ordinal)), null);

        (mended.RowsRecorded, mended.RowsRejected).ShouldBe((1, 0), string.Join('\n', mended.Problems));
        (await Facts()).ShouldBe(await right.Facts());
    }

    [SharedDataFact("uk-chief-licence-usage/license_usage_file.edi.txt")]
    public async Task The_usage_file_of_customs_is_recorded_use_by_use()
    {
        var path = SharedData.Find("uk-chief-licence-usage/license_usage_file.edi.txt");
        var report = await ImportFile(path, profile: null);
        var lines = (await File.ReadAllLinesAsync(path)).Select(it => it.Split('\\')).ToArray();

        // By another way than the reader's: awk -F'\\' '$2=="usage"{n++; q+=$7} END{print n, q}' gives 11 and 3.
        var uses = (await Log()).Select(it => it.Fact).OfType<LicenceUsageReported>().ToArray();
        (report.RowsRecorded, report.RowsRejected).ShouldBe((lines.Count(it => it[1] == "licenceUsage"), 0));
        uses.Select(it => (it.Declaration, it.Part, it.Quantity.ToString(), it.Trader)).ShouldBe(
            lines.Where(it => it[1] == "usage").Select(it => (it[3], (string?)it[4], it[6], (string?)it[9])),
            ignoreOrder: true);
        (report.RowsRecorded, uses.Length, uses.Sum(it => it.Quantity.Value)).ShouldBe((7, 11, 3));
    }

    [SharedDataFact("uk-chief-licence-usage/license_update_file.edi.txt")]
    public async Task The_record_that_runs_into_the_next_is_told_and_the_licence_is_not_half_recorded()
    {
        var text = await File.ReadAllTextAsync(SharedData.Find("uk-chief-licence-usage/license_update_file.edi.txt"));
        var report = await Read(text);

        report.Outcome.ShouldBe(ImportOutcome.Done);
        (report.RowsRead, report.RowsRecorded, report.RowsRejected).ShouldBe((1, 0, 1));
        report.Problems.ShouldContain(it => it.Line == 7 && it.Column == "controlled by (field 9)");
        report.Problems.ShouldContain(it => it.Line == 8
            && it.Reason == "record 18, 'line', begins inside this one: a line break is missing");
        (await Log()).ShouldBeEmpty();

        // The records as they must have been: '7\line\1…type 1 R8 Professional…' and '8\line\2…'.
        var rejects = (await File.ReadAllTextAsync(report.RejectFile!)).Split('\n').ToList();
        var at = rejects.FindIndex(it => it.EndsWith("type 1 R", StringComparison.Ordinal));
        rejects[at] = @"7\\\7\line\1\\\\\type 1 R8 Professional Success Rifle stock only\Q\\17\\1";
        var second = rejects[at + 1].LastIndexOf(@"\line\2\", StringComparison.Ordinal);
        rejects[at + 1] = @"8\\\8" + rejects[at + 1][second..];
        var mended = await ImportFile(Write("mended.rejects.txt", string.Join('\n', rejects)), profile: null);

        mended.RowsRejected.ShouldBe(0, string.Join('\n', mended.Problems));
        var licence = (await Log()).ShouldHaveSingleItem().Fact.ShouldBeOfType<LicenceReported>();
        licence.Lines.Select(it => $"{it.Number} {it.Quantity}").ShouldBe(["1 1", "2 1", "3 1", "4 1", "5 1", "6 2", "7 2"]);
        (licence.Holder!.Reference, licence.ForeignTrader!.Name, licence.ValidTo!.Text)
            .ShouldBe(("631158462000", "trader-1", "2020-01-02"));
    }

    [SharedDataFact("uk-chief-licence-usage/license_update_reply_file.edi.txt")]
    public async Task Answers_are_recorded_about_the_messages_they_name()
    {
        foreach (var file in new[] { "license_update_reply_file", "usage_data_reply_file" })
        {
            var report = await ImportFile(SharedData.Find($"uk-chief-licence-usage/{file}.edi.txt"), profile: null);
            (report.RowsRecorded, report.RowsRejected).ShouldBe((5, 0), string.Join('\n', report.Problems));
        }

        var log = await Log();
        log.Single(it => it.Home.Key == "licence-message/gb/237998").Fact
            .ShouldBeOfType<LicenceMessageAnswered>().Outcome.ShouldBe(MessageOutcome.Accepted);
        log.First(it => it.Home.Key == "licence-message/gb/abc12347").Fact.ShouldBeOfType<LicenceMessageAnswered>()
            .Errors.ShouldBe(
            [
                new MessageError("1234", "Invalid thingy"),
                new MessageError("76543", "Invalid commodity ?1234A6? in line 23"),
            ]);
        log.Count(it => it.Fact is LicenceMessageAnswered { Outcome: MessageOutcome.FileError }).ShouldBe(2);
    }

    private Task<ImportReport> Read(string text, string name = "in.edi.txt", ImportFormat? format = null) => Importer.Run(
        new ImportRequest(Write(name, text), null) { Format = format }, Store, null, CancellationToken.None,
        (_, _) => Task.CompletedTask);
}
