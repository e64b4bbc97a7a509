using System.Text;
using TransferLedger.Cli.Import;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Custody;

namespace TransferLedger.Cli.Tests.Import;

public sealed class HostileCsvTests : ImportTrial
{
    private const string Header = "serial,make,owner,day\n";

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("\n\n\n", "The file is empty")]
    [InlineData("serial,make,owner\nA,B,C\n", "The column 'day' is missing.")]
    [InlineData("serial,Make,owner,day\nA,B,C,1.2.2020\n", "the file has 'Make': rename it")]
    [InlineData("serial,make,owner,day,make\nA,B,C,1.2.2020,D\n", "The column 'make' is there twice")]
    [InlineData("serial,ma\"ke,owner,day\nA,B,C,1.2.2020\n", "The header line is malformed")]
    [InlineData(
        "serial,make,owner,day\nA,B,C,1.2.2020\nB,\"C,D,1.2.2020\nE,F,G,1.2.2020\n",
        "starts on line 3 and never closed")]
    public async Task A_file_that_is_no_table_is_refused_as_a_whole(string csv, string says)
    {
        var report = await Import(csv);

        report.Outcome.ShouldBe(ImportOutcome.BadInput);
        report.Message!.ShouldContain(says);
        (await Log()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_header_alone_is_an_import_of_nothing()
    {
        var report = await Import(Header);

        (report.Outcome, report.RowsRead, report.RejectFile).ShouldBe((ImportOutcome.Done, 0, null));
    }

    [Theory]
    [InlineData("A1,B,C", "(4)", "the row has 3 cells and the header 4")]
    [InlineData("A1,B,C,1.2.2020,E", "(5)", "the row has 5 cells and the header 4")]
    [InlineData("A1,5\" barrel,C,1.2.2020", "", "a quote stands inside a cell that is not quoted")]
    [InlineData("A1,\"B\"x,C,1.2.2020", "", "text follows a closing quote")]
    [InlineData("A1,B\0,C,1.2.2020", "make (2)", "NUL")]
    [InlineData("A1,B\u0007,C,1.2.2020", "make (2)", "U+0007")]
    [InlineData("A1,B,C\u202Egpj,1.2.2020", "owner (3)", "U+202E")]
    [InlineData("A1\u200F,B,C,1.2.2020", "serial (1)", "the serial holds the invisible character U+200F")]
    [InlineData("\"A\n1\",B,C,1.2.2020", "serial (1)", "the serial holds the invisible character U+000A")]
    [InlineData("A1,B\uFFFD,C,1.2.2020", "make (2)", "could not be decoded")]
    [InlineData("A1,B,C,31.2.2020", "day (4)", "'31.2.2020' is not a date written as d.M.uuuu")]
    [InlineData("A1,B,C,1.2.2031", "day (4)", "2031-02-01 lies after 2025-12-31")]
    [InlineData("A1,B,???,1.2.2020", "owner (3)", "no stock_entered can be made of this")]
    [InlineData("A1,B,,1.2.2020", "owner (3)", "no stock_entered can be made of this")]
    [InlineData("A1,B,C,=cmd|' /C calc'!A0", "day (4)", "is not a date")]
    public async Task A_bad_row_is_rejected_with_line_column_and_reason_and_the_rows_around_it_are_recorded(
        string row, string column, string says)
    {
        var report = await Import($"{Header}X1,B,C,1.2.2020\n{row}\nX2,B,C,1.2.2020\n");

        (report.Outcome, report.RowsRecorded, report.RowsRejected).ShouldBe((ImportOutcome.Done, 2, 1));
        report.Problems[0].Line.ShouldBe(3);
        (report.Problems.Any(it => (it.Column ?? "").Contains(column, StringComparison.Ordinal))
            || column.StartsWith('(')).ShouldBeTrue(report.Problems[0].ToString());
        report.Problems.ShouldContain(it => it.Reason.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_problems_of_a_row_are_listed_together()
    {
        var report = await Import(Header + "A\u200F,B,C,99.99.9999\n");

        report.RowsRejected.ShouldBe(1);
        report.Problems.Select(it => it.Column).ShouldBe(["serial (1)", "day (4)"]);
    }

    [Fact]
    public async Task A_cell_of_a_megabyte_is_rejected_and_the_next_row_is_read()
    {
        var report = await Import($"{Header}A1,{new string('x', 1 << 20)},C,1.2.2020\nA2,B,C,1.2.2020\n");

        (report.RowsRecorded, report.RowsRejected).ShouldBe((1, 1));
        report.Problems[0].Reason.ShouldBe(
            "the cell has 1048576 bytes, more than the 65536 that csv.maxCellBytes allows");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Every_kind_of_line_break_is_understood_and_lines_are_counted_as_an_editor_counts_them(string end)
    {
        var report = await Import(
            $"serial,make,owner,day{end}A1,\"B{end}b\",C,1.2.2020{end}{end}A2,B,C,bad{end}A3,B,C,1.2.2020");

        (report.RowsRecorded, report.RowsRejected).ShouldBe((2, 1));
        report.Problems[0].Line.ShouldBe(5);
    }

    [Fact]
    public async Task Line_breaks_may_be_mixed()
    {
        var report = await Import("serial,make,owner,day\rA1,B,C,1.2.2020\nA2,B,C,1.2.2020\r\nA3,B,C,bad");

        (report.RowsRecorded, report.Problems[0].Line).ShouldBe((2, 4));
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public async Task Encodings_with_a_mark_and_plain_utf8_are_recognised(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = encoding.GetBytes("serial,make,owner,day\r\nКА 1,Молот,Ünal,1.2.2020\r\n");
        var report = await ImportFile(Write("in.csv", mark ? [.. encoding.GetPreamble(), .. text] : text));

        (report.Outcome, report.RowsRecorded).ShouldBe((ImportOutcome.Done, 1));
        (await Log())[0].Fact.ShouldBeOfType<ItemRegistered>().Item.Maker.ShouldBe("Молот");
    }

    [Fact]
    public async Task The_fallback_encoding_is_taken_for_a_file_that_is_not_utf8()
    {
        var windows = TextEncodings.Find("windows-1252")!;
        var file = Write("in.csv", windows.GetBytes(Header + "A1,Œuvre,Zürich,1.2.2020\nA2,É,Ö,bad\n"));
        var profile = Profile.Replace(
            "\"columns\"",
            "\"csv\": { \"fallbackEncoding\": \"windows-1252\" }, \"columns\"",
            StringComparison.Ordinal);
        var report = await ImportFile(file, profile);

        (await Log())[0].Fact.ShouldBeOfType<ItemRegistered>().Item.Maker.ShouldBe("Œuvre");
        windows.GetString(await File.ReadAllBytesAsync(report.RejectFile!)).ShouldContain("A2,É,Ö,bad");
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_rejected_with_their_cell_and_kept_byte_for_byte()
    {
        byte[] row = [.. "A1,B"u8, 0xFF, .. ",C,1.2.2020\n"u8];
        var report = await ImportFile(Write("in.csv", [.. Encoding.UTF8.GetBytes(Header), .. row]));

        report.Problems[0].Column.ShouldBe("make (2)");
        report.Problems[0].Reason.ShouldContain("csv.fallbackEncoding");
        (await File.ReadAllBytesAsync(report.RejectFile!)).AsSpan().EndsWith(row).ShouldBeTrue();
    }

    [Fact]
    public async Task Utf16_without_a_mark_is_told_from_text()
    {
        var report = await ImportFile(Write("in.csv", Encoding.Unicode.GetBytes(Header + "A,B,C,1.2.2020\n")));

        (report.Outcome, report.Message!.Contains("utf-16le", StringComparison.Ordinal))
            .ShouldBe((ImportOutcome.BadInput, true));
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task The_delimiter_is_found_out(char delimiter)
    {
        var report = await Import((Header + "A1,B,C,1.2.2020\nA2,B,C,bad\n").Replace(',', delimiter));

        report.RowsRecorded.ShouldBe(1);
        (await File.ReadAllTextAsync(report.RejectFile!)).ShouldContain($"A2{delimiter}B{delimiter}C{delimiter}bad");
    }

    [Fact]
    public async Task No_bytes_make_it_throw()
    {
        var random = new Random(20260301);
        var text = Encoding.UTF8.GetBytes(Header + "A1,\"B\nb\",C,1.2.2020\nA2,B,\"C\"\"c\",2.2.2020\n");
        for (var round = 0; round < 300; round++)
        {
            var bytes = (byte[])text.Clone();
            for (var change = 0; change <= round % 6; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var report = await ImportFile(Write("in.csv", bytes), dryRun: round % 2 == 0);
            if (report.Outcome == ImportOutcome.Done)
            {
                (report.RowsRecorded + report.RowsAlreadyThere + report.RowsRejected + report.RowsSkipped)
                    .ShouldBe(report.RowsRead);
            }
            else
            {
                report.Outcome.ShouldBe(ImportOutcome.BadInput);
                report.Message.ShouldNotBeNullOrWhiteSpace();
            }
        }
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_bad_input() =>
        (await ImportFile(Path.Combine(Folder, "nothing.csv"))).Outcome.ShouldBe(ImportOutcome.BadInput);
}
