using TransferLedger.Cli.Import;
using TransferLedger.Custody;

namespace TransferLedger.Cli.Tests.Import;

public sealed class RejectFileTests : ImportTrial
{
    [Fact]
    public async Task Rejected_rows_keep_the_users_layout_behind_three_columns()
    {
        var report = await Import(
            "serial;make;owner;day\r\nA1;\"X; Y\";North;bad\r\n=1+1;X;North;\r\nA3;X;North;1.2.2020\r\n");

        report.RejectFile.ShouldBe(Path.Combine(Folder, "in.rejects.csv"));
        (await File.ReadAllTextAsync(report.RejectFile!)).ShouldBe(
            "ledger_line;ledger_column;ledger_reason;serial;make;owner;day\r\n"
            + "2;day (4);'bad' is not a date written as d.M.uuuu or d.M.yy or MM/uuuu or EDTF;A1;\"X; Y\";North;bad\r\n"
            + "3;day (4);\""
            + "no item_registered can be made of this: it needs 'happened', and there is nothing to fill it; "
            + "no stock_entered can be made of this: it needs 'happened', and there is nothing to fill it\""
            + ";=1+1;X;North;\r\n");
    }

    [Fact]
    public async Task Mended_rows_are_imported_from_the_reject_file_with_the_lines_of_the_first_file()
    {
        var first = await Import("serial,make,owner,day\nA1,X,North,1.2.2020\n\nA2,X,North,bad\nA3,X,North,worse\n");
        var mended = (await File.ReadAllTextAsync(first.RejectFile!))
            .Replace("North,bad", "North,2.2.2020", StringComparison.Ordinal);
        await File.WriteAllTextAsync(first.RejectFile!, mended);
        var second = await ImportFile(first.RejectFile!);

        (second.RowsRecorded, second.RowsRejected).ShouldBe((1, 1));
        (await Log())[^1].Provenance.Source!.Reference.ShouldBe("trial: in.csv, line 4");
        second.RejectFile.ShouldBe(Path.Combine(Folder, "in.rejects-2.csv"));
        (await File.ReadAllTextAsync(second.RejectFile!)).ShouldBe(
            "ledger_line,ledger_column,ledger_reason,serial,make,owner,day\n"
            + "5,day (4),'worse' is not a date written as d.M.uuuu or d.M.yy or MM/uuuu or EDTF,A3,X,North,worse\n");
    }

    [Fact]
    public async Task A_mended_row_equal_to_a_good_one_is_a_weapon_of_its_own_and_the_mended_file_adds_nothing()
    {
        const string Good = "serial,make,owner,day\nnone,X,North,1.2.2020\nnone,X,North,1.2.2020\n";
        var first = await Import(Good + "none,X,North,1.2.202\nnone,X,North,1.2.202\n");
        first.RowsRejected.ShouldBe(2);
        var mended = (await File.ReadAllTextAsync(first.RejectFile!))
            .Replace("North,1.2.202", "North,1.2.2020", StringComparison.Ordinal);
        await File.WriteAllTextAsync(first.RejectFile!, mended);
        var second = await ImportFile(first.RejectFile!);
        var third = await ImportFile(first.RejectFile!);
        var whole = await Import(Good + "none,X,North,1.2.2020\nnone,X,North,1.2.2020\n");

        (second.RowsRecorded, third.RowsRecorded, whole.RowsRecorded).ShouldBe((2, 0, 0));
        (await Log()).Count(it => it.Fact is ItemRegistered).ShouldBe(4);
    }

    [Fact]
    public async Task A_rejected_row_in_quotes_over_several_lines_can_be_mended_too()
    {
        var first = await Import("serial,make,owner,day\nA1,\"X\nY\",\"5\" barrel\",1.2.2020\nA2,X,North,1.2.2020\n");
        first.RowsRejected.ShouldBe(1);
        var mended = (await File.ReadAllTextAsync(first.RejectFile!))
            .Replace("\"5\" barrel\"", "\"5\"\" barrel\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(first.RejectFile!, mended);

        (await ImportFile(first.RejectFile!)).RowsRecorded.ShouldBe(1);
    }

    [Fact]
    public async Task Skipped_rows_are_counted_by_reason_and_not_rejected()
    {
        var report = await Import("serial,make,owner,day,kind\nA1,X,North,1.2.2020,\n,,,,part\n,,,,part\n");

        (report.RowsSkipped, report.RowsRejected).ShouldBe((2, 0));
        report.Skipped.Single().Reason.ShouldBe("a part");
        report.Skipped.Single().FirstLines.ShouldBe([3, 4]);
    }

    [Fact]
    public async Task A_row_of_which_nothing_can_be_made_is_rejected_and_not_lost()
    {
        var profile = Profile.Replace(
            "\"type\": \"item_registered\",",
            "\"type\": \"item_registered\", \"when\": { \"equals\": { \"make\": \"X\" } },",
            StringComparison.Ordinal);
        profile = profile.Replace(
            "\"type\": \"stock_entered\",",
            "\"type\": \"stock_entered\", \"when\": { \"equals\": { \"make\": \"X\" } },",
            StringComparison.Ordinal);
        var report = await Import("serial,make,owner,day\nA1,Y,North,1.2.2020\n", profile);

        report.Problems.Single().Reason.ShouldContain("add a 'skip' rule");
    }
}
