namespace TransferLedger.Cli.Tests.Lots;

/// <summary>Rounds turn up at a border, and an analyst asserts from whom they came.</summary>
public sealed class LotDiversionStoryTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    private const string Lot = "ABC/ABC26B001-001";

    private static readonly string[] Asserted =
    [
        "diversion", "assert-lot", Lot, "--reference", "D-2026-5", "--grade", "B2", "--grounds", "seized at the border",
        "--owner", "desk-east", "--officer", "analyst-03",
    ];

    [Fact]
    public async Task Rounds_seen_outside_are_asserted_to_have_left_one_of_those_who_had_some()
    {
        await Recorded("produce", "--custodian", "Works@DE", "--rounds", "9000", "--on", "2026-02-01", "--not-known", "site");
        (await Told(1, Asserted)).ShouldContain("show no rounds seized outside lawful custody");
        await Recorded(
            "move", "--from", "Works@DE", "--to", "Army@XR", "--rounds", "8000", "--on", "2026-03-01", "--not-known",
            "from-site", "--not-known", "to-site");
        await Recorded("seize", "--authority", "Customs@XB", "--place", "Border@XB", "--rounds", "60", "--on", "2026-06-01");

        (await Told(1, Asserted)).ShouldContain(
            "Several had rounds of lot/abc/abc26b001-001 before 2026-06-01: Army@XR; Works@DE. Say from whom");
        (await Told(1, [.. Asserted, "--custodian", "Navy"])).ShouldContain("Navy is not among those");
        (await Told(1, [.. Asserted, "--sighting", "1"])).ShouldContain("On record: fact 3, 2026-06-01.");
        (await Told(2, ["diversion", "assert", Lot, .. Asserted[3..]])).ShouldContain(
            "lot/abc/abc26b001-001 is a lot of ammunition: ledger diversion assert-lot");
        await Told(0, [.. Asserted, "--custodian", "army"]);
        (await Told(1, [.. Asserted, "--custodian", "Army"])).ShouldContain("the reference was used");

        var shown = await Told(0, "diversion", "show", "D-2026-5");
        shown.ShouldContain("lot/abc/abc26b001-001, 60 rounds");
        shown.ShouldContain("Army");
        shown.ShouldContain("in end user stock");
        (await Told(0, "diversion", "list", "--country", "XR")).ShouldContain("d-2026-5");
    }

    private Task<string> Recorded(string command, params string[] options) => Told(
        0, ["lot", command, Lot, .. options, .. command == "seize" ? ["--case"] : (string[])["--document"], "P-1",
            "--officer", "clerk-07"]);

    private async Task<string> Told(int code, params string[] arguments)
    {
        var result = await ledger.Run(arguments);
        result.ExitCode.ShouldBe(code, result.Output + result.Remarks);
        return result.Output + result.Remarks;
    }
}
