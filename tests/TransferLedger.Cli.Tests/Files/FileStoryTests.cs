using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Tests.Import;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Files;

/// <summary>Files behind the hashes, as an officer keeps them.</summary>
public sealed class FileStoryTests : IDisposable
{
    private static readonly string Samples = Path.Combine(SharedData.Root(), "samples", "certificates");
    private readonly Commands.Ledger _ledger = new();
    private readonly string _papers = Directory.CreateTempSubdirectory("papers-").FullName;

    public void Dispose()
    {
        _ledger.Dispose();
        Directory.Delete(_papers, recursive: true);
    }

    [Fact]
    public async Task A_batch_with_bad_files_stores_the_good_ones_and_gives_them_back_as_they_were()
    {
        var (good, other, empty) = (Paper("a.pdf", "%PDF-1.7 a"), Paper("b.png", "no picture"), Paper("empty.png", ""));
        var big = Paper("big.tif", new string('x', (1 << 20) + 1));

        var add = await _ledger.Run(
            "file", "add", good, empty, Path.Combine(_papers, "none.pdf"), big, other, "--officer", "clerk-07", "--max-mib", "1");

        add.ExitCode.ShouldBe(2);
        add.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(it => it[..64]).ShouldBe(
            [Hash(good), Hash(other)]);
        var remarks = add.Remarks.ReplaceLineEndings("");
        remarks.ShouldContain("empty.png: the file is empty");
        remarks.ShouldContain("none.pdf cannot be read");
        remarks.ShouldContain("larger than 1 MiB");
        var again = await _ledger.Run("file", "add", good, "--officer", "clerk-08");
        again.ExitCode.ShouldBe(0);
        again.Output.ShouldContain("on hand before");

        var copy = Path.Combine(_papers, "copy.pdf");
        (await _ledger.Run("file", "get", Hash(good).ToUpperInvariant(), "--out", copy)).Output.ShouldContain("application/pdf");
        Hash(copy).ShouldBe(Hash(good));
        (await _ledger.Run("file", "get", Hash(other), "--out", copy)).ExitCode.ShouldBe(2);
        Hash(copy).ShouldBe(Hash(good), "a file that is there is never overwritten");
        (await _ledger.Run("file", "get", new string('0', 64), "--out", copy + "2")).ExitCode.ShouldBe(1);
        (await _ledger.Run("file", "get", "abc", "--out", copy + "2")).ExitCode.ShouldBe(2);
        (await _ledger.Run("file", "check")).Output.ShouldContain("2 files");
    }

    [Fact]
    public async Task A_signature_copied_from_one_scan_to_another_is_found()
    {
        var (one, two) = (Capture("1", 7), Capture("2", 7));
        (await _ledger.Run([.. one])).Output.ShouldContain("measured as fact");
        (await _ledger.Run([.. two])).Output.ShouldContain("page and signature will be compared");
        (await _ledger.Run([.. Capture("3", 8)])).ExitCode.ShouldBe(0);

        (await Of028("IS/EUC/2/2026")).ShouldBe(["signature-pixels-same is/euc-1-2026"]);
        (await Of028("IS/EUC/1/2026")).ShouldBe(["signature-pixels-same is/euc-2-2026"]);
        (await Of028("IS/EUC/3/2026")).ShouldBeEmpty();
        (await _ledger.Run([.. two])).Output.ShouldContain("had been measured before");
        (await _ledger.Run("certificate", "fingerprint", "--all", "--officer", "clerk-07")).Output
            .ShouldStartWith("0 scans measured in");
        (await _ledger.Run("certificate", "fingerprint", "IS/NO/SUCH", "--officer", "clerk-07")).ExitCode.ShouldBe(1);
        (await _ledger.Run("certificate", "fingerprint", "--officer", "clerk-07")).ExitCode.ShouldBe(2);

        async Task<IEnumerable<string>> Of028(string id) =>
            JObject.Parse((await _ledger.Run("certificate", "verify", id, "--json")).Output)["findings"]!
                .Where(it => ((string)it["code"]!).StartsWith("signature-pixels", StringComparison.Ordinal))
                .Select(it => $"{it["code"]} {it["values"]![0]}");
    }

    /// <summary>The command that captures a certificate of that number, with a scan on the same form.</summary>
    private string[] Capture(string number, int signature)
    {
        var scan = Path.Combine(_papers, $"{number}.png");
        File.WriteAllBytes(scan, PictureDecoderTests.Encode(
            DrawnPage.Of(1, number[0], signature), SkiaSharp.SKEncodedImageFormat.Png));
        var capture = JObject.Parse(File.ReadAllText(Path.Combine(Samples, "genuine.json")));
        capture["certificate"]!["number"] = $"EUC/{number}/2026";
        capture["certificate"]!["paper"]!["scan"]!.Parent!.Remove();
        var it = DrawnPage.Signature;
        capture["regions"] = new JArray(JObject.FromObject(new
        {
            field = it.Field, page = it.Page, left = it.Left, top = it.Top, width = it.Width, height = it.Height,
        }));
        return ["certificate", "capture", Paper($"{number}.json", capture.ToString()), "--scan", scan];
    }

    [Fact]
    public async Task A_capture_keeps_its_scan_and_the_verdict_says_which_files_are_not_on_hand()
    {
        var scan = Paper("scan.pdf", "%PDF-1.7 the very paper");
        var genuine = JObject.Parse(await File.ReadAllTextAsync(Path.Combine(Samples, "genuine.json")));
        var other = await _ledger.Run(
            "certificate", "capture", Path.Combine(Samples, "genuine.json"), "--scan", scan);
        other.ExitCode.ShouldBe(1);
        Flat(other.Remarks).ShouldContain("paper.scan names 319f");
        ((JArray)JObject.Parse((await _ledger.Run("file", "list", "--json")).Output)["onHand"]!).ShouldBeEmpty();

        ((JObject)genuine["certificate"]!["paper"]!).Remove("scan");
        var unscanned = Paper("certificate.json", genuine.ToString());
        (await _ledger.Run("certificate", "capture", unscanned, "--scan", scan)).Output.ShouldContain("captured as fact 1");
        (await _ledger.Run("certificate", "capture", unscanned, "--scan", scan)).Output.ShouldContain("captured before");
        (await _ledger.Run("file", "add", scan, "--officer", "clerk-07")).Output.ShouldContain("on hand before");

        var list = JObject.Parse((await _ledger.Run("file", "list", "--json")).Output);
        var only = list["onHand"]!.Single();
        ((string)only["hash"]!, (string)only["mentions"]!.Single()["role"]!).ShouldBe((Hash(scan), "scan"));
        ((string)only["mentions"]![0]!["subject"]!).ShouldBe("certificate/is/euc-0017-2026");
        list["notOnHand"]!.Select(it => (string)it["mentions"]![0]!["role"]!).Order().ShouldBe(["layout", "signatureImage"]);
        (await _ledger.Run("file", "list")).Output.ShouldContain("1 files on hand; 2 that facts name are not.");

        var verdict = await _ledger.Run("certificate", "verify", "IS/EUC/0017/2026", "--as-of", "2026-06-30", "--json");
        JObject.Parse(verdict.Output)["findings"]!.SelectMany(it => it["files"]!, (it, file) =>
            $"{it["rule"]} {file["role"]} {file["onHand"]}").ShouldBe(
            ["EUC-016 scan True", "EUC-022 signatureImage False", "EUC-028 scan True", "EUC-033 layout False"]);
        var screen = (await _ledger.Run("certificate", "verify", "IS/EUC/0017/2026")).Output;
        Flat(screen).ShouldContain("Files not on hand: signature image 1a2fc26dc7ea (EUC-022), layout a71f38c731a6 (EUC-033).");
    }

    [Fact]
    public async Task The_verdict_says_where_on_the_scan_a_field_stands_and_a_place_outside_the_page_is_refused()
    {
        var genuine = Path.Combine(Samples, "genuine.json");
        var verdict = await _ledger.Run("certificate", "verify", "--file", genuine, "--as-of", "2026-06-30", "--json");
        var compared = JObject.Parse(verdict.Output)["findings"]!.Single(it => (string)it["code"]! == "not-compared");
        compared["regions"]!.Single().ToString(Newtonsoft.Json.Formatting.None).ShouldBe(
            """{"page":2,"left":540,"top":780,"width":380,"height":140}""", "the signature is part of the signatory's");
        var screen = await _ledger.Run("certificate", "verify", "--file", genuine, "--as-of", "2026-06-30");
        Flat(screen.Output).ShouldContain("[page 2,");

        var text = await File.ReadAllTextAsync(genuine);
        var outside = Paper("outside.json", text.Replace("\"left\": 640", "\"left\": 940", StringComparison.Ordinal));
        foreach (var command in new[] { new[] { "capture" }, ["verify", "--file"] })
        {
            var refused = await _ledger.Run(["certificate", .. command, outside]);
            refused.ExitCode.ShouldBe(2);
            Flat(refused.Remarks).ShouldContain("region 0, number lies outside its page");
        }

        var reading = JObject.Parse(await File.ReadAllTextAsync(outside)).ToString(Newtonsoft.Json.Formatting.None);
        var import = await _ledger.Run("import", Paper("outside.ndjson",
            "{\"home\":\"certificate/is/euc-0017-2026\",\"type\":\"certificate_captured\",\"fact\":" + reading
                + ",\"provenance\":{\"actor\":\"x\"}}\n"));
        Flat(import.Output).ShouldContain("1 rows rejected");
    }

    private static string Flat(string text) =>
        Regex.Replace(text, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(5));

    private string Paper(string name, string content)
    {
        var path = Path.Combine(_papers, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
