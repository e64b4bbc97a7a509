using System.Globalization;
using System.Security.Cryptography;
using TransferLedger.Certificates;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import.Commands;
using TransferLedger.Cli.Tests.Commands;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Tests.Generate;

/// <summary>The files of a generated set.</summary>
public sealed class GenerateTests : IDisposable
{
    /// <summary>
    /// SHA-256 over the files of the set of <see cref="Pinned"/>, by name. It changes when the generator or the names
    /// of Bogus do; then the figures of docs/quality.md are measured anew.
    /// </summary>
    private const string PinnedHash = "8777b863405e87df04d3265aa743d03150611c40cc2e43671d62ecee1fb86ed1";

    private static readonly string[] Pinned = ["--certificates", "40", "--seed", "7", "--forged", "40", "--single"];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"generated-{Guid.NewGuid():N}");

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_whatever_the_culture()
    {
        var first = await Hash("first", Pinned);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            CultureInfo.CurrentCulture.NumberFormat.NegativeSign = "minus";
            CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture.DateTimeFormat.ShortDatePattern = "dd.MM.yy";
            CultureInfo.CurrentCulture.DateTimeFormat.LongDatePattern = "dd MM yy";
            (await Hash("second", Pinned)).ShouldBe(first);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        first.ShouldBe(PinnedHash);
        (await Hash("other", [.. Pinned.Select(it => it == "7" ? "8" : it)])).ShouldNotBe(first);
    }

    [Fact]
    public async Task Every_line_is_a_command_and_every_single_file_a_certificate()
    {
        var set = await Write("set", "--certificates", "300", "--seed", "3", "--forged", "50", "--single");
        foreach (var name in new[] { SetFiles.Register, SetFiles.Certificates, SetFiles.Checks })
        {
            foreach (var (at, line) in (await File.ReadAllLinesAsync(Path.Combine(set, name))).Index())
            {
                CommandReader.Read(at + 1, System.Text.Encoding.UTF8.GetBytes(line), out var problem);
                problem.ShouldBeNull($"{name}:{at + 1}");
            }
        }

        var papers = Directory.GetFiles(Path.Combine(set, "certificates"));
        papers.Length.ShouldBe(300);
        foreach (var paper in papers)
        {
            FactJson.Read(EventCatalogue.NameOf(typeof(CertificateCaptured)), await File.ReadAllTextAsync(paper));
        }

        (await File.ReadAllTextAsync(Path.Combine(set, SetFiles.Source))).ShouldContain("--certificates 300 --seed 3 --forged 50");
    }

    [Fact]
    public void No_invented_name_holds_what_the_ledger_refuses_to_record()
    {
        var names = new Names();
        var made = Country.Exporters.Concat(Country.Importers).SelectMany(country => Enumerable.Range(0, 2_000)
            .Select(at => names.Town(country, Dice.For(2, country.Code, at)))).ToList();

        made.ShouldAllBe(it => it.Length > 0 && !it.Contains('\uFFFD'));
        made.ShouldContain(it => it.Contains("Salom", StringComparison.Ordinal), "the one that Bogus has broken");
    }

    [Fact]
    public void Every_kind_of_forgery_and_of_oddity_is_labelled_and_genuine_ones_stay_in_the_majority()
    {
        var certificates = new CertificateSet(2_500, 1, 20).Certificates().ToList();
        certificates.Select(it => it.Forgery?.Name).OfType<string>().Distinct()
            .ShouldBe(Forgery.All.Select(it => it.Name), ignoreOrder: true);
        new CertificateSet(5_000, 1, 0).Certificates().Select(it => it.Oddity?.Name).OfType<string>().Distinct()
            .ShouldBe(Oddity.All.Select(it => it.Name), ignoreOrder: true);
        certificates.Count(it => it.Forgery is not null).ShouldBeInRange(425, 575);
        certificates.Where(it => it.Forgery is not null).ShouldAllBe(it => it.Oddity == null);
        foreach (var forged in certificates.Where(it => it.Forgery is not null))
        {
            SetFiles.Label(forged).ShouldContain(string.Join(' ', forged.Forgery!.Rules));
        }
    }

    [Fact]
    public void What_is_said_about_a_forgery_is_true_of_it()
    {
        var set = new CertificateSet(2_000, 2, 40).Certificates().ToList();
        var strengths = new CertificateSet(2_000, 2, 40).Register().Select(it => it.Fact).OfType<PartyRegistered>()
            .ToDictionary(it => it.Name, it => it.Strength, StringComparer.Ordinal);
        var scans = set.ToLookup(it => it.Reading.Certificate.Paper.Scan);
        foreach (var it in set.Where(it => it.Forgery is not null))
        {
            var paper = it.Reading.Certificate;
            var replies = it.Checks.Select(fact => fact.Fact).OfType<ConfirmationReceived>().ToList();
            (it.Forgery!.Name switch
            {
                "bought-blank" => replies[^1].Kind == ReplyKind.NotIssued,
                "figures-altered" or "figures-altered-foreign" => paper.Lines.Any(line => line.QuantityInWords is { } words
                    && NumberWords.Read(words, paper.Paper.Language) is { } read && read != line.Quantity),
                "validity-empty" => paper.ValidTo!.Latest < (paper.ValidFrom ?? paper.IssuedOn)!.Earliest,
                "expired" => paper.ValidTo!.Latest < it.Reading.Happened.Earliest,
                "contract-later" => paper.IssuedOn!.CertainlyBefore(paper.ContractDate!),
                "scan-reused" => scans[paper.Paper.Scan].Count() > 1,
                "number-reused" => set.Count(other => other.Certificate == it.Certificate) == 2,
                "second-exporter" => it.Captures.Length == 2 && paper.Use == CertificateUse.OneOff,
                "altered-elsewhere" => it.Captures.Length == 2,
                "beyond-need" => strengths[paper.EndUser!.Party.Name] * 6 <= paper.Lines.Max(line => line.Quantity),
                "no-original" => paper.Paper.Kind is PaperKind.Fax or PaperKind.Photograph,
                "dealer-uncertified" => paper is { EndUser.Kind: EndUserKind.Reseller, GovernmentCertification: null },
                _ => true,
            }).ShouldBeTrue($"{it.Forgery.Name} {it.Certificate.Key}");
        }
    }

    [Theory]
    [InlineData(1, "one")]
    [InlineData(21, "twenty-one")]
    [InlineData(512, "five hundred and twelve")]
    [InlineData(25_000, "twenty-five thousand")]
    [InlineData(71, "soixante et onze", "fr")]
    [InlineData(380, "trois cent quatre-vingts", "fr")]
    [InlineData(2_091, "deux mille quatre-vingt-onze", "fr")]
    [InlineData(1_100, "mil cien", "es")]
    [InlineData(546, "quinientos cuarenta y seis", "es")]
    [InlineData(1_116, "mil cento e dezasseis", "pt")]
    public void Quantities_are_written_as_clerks_write_them(long number, string words, string language = "en") =>
        NumbersInWords.Of(number, language).ShouldBe(words);

    [Fact]
    public void Words_are_read_as_what_was_written()
    {
        for (var number = 1; number <= 30_000; number++)
        {
            var language = new[] { "en", "fr", "es", "pt" }[number % 4];
            NumberWords.Read(NumbersInWords.Of(number, language, number % 8 == 0)!, language).ShouldBe(number);
        }
    }

    [Fact]
    public async Task A_stopped_run_leaves_nothing_and_a_folder_with_files_is_left_alone()
    {
        var target = Path.Combine(_folder, "stopped");
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => SetFiles.Write(
            new CertificateSet(1_000, 1, 20), target, single: true, "about", _ => stop.Cancel(), stop.Token));
        Directory.GetFileSystemEntries(_folder).ShouldBeEmpty();

        Directory.CreateDirectory(target);
        await File.WriteAllTextAsync(Path.Combine(target, "mine.txt"), "kept");
        var refused = await Commands.Ledger.RunAnywhere("generate", "--certificates", "5", "--out", target);
        (refused.ExitCode, refused.Output).ShouldBe((Exit.BadInput, ""));
        Directory.GetFiles(target).ShouldBe([Path.Combine(target, "mine.txt")]);
    }

    [Theory]
    [InlineData("generate --certificates 5")]
    [InlineData("generate --certificates 0 --out x")]
    [InlineData("generate --certificates 5 --forged 101 --out x")]
    [InlineData("quality --certificates 0")]
    [InlineData("quality --certificates 5 --seeds 0")]
    [InlineData("quality --certificates 5 --as-of someday")]
    public async Task Wrong_usage_ends_with_2(string line)
    {
        var result = await Commands.Ledger.RunAnywhere(line.Split(' '));
        (result.ExitCode, result.Output).ShouldBe((Exit.BadInput, ""));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<string> Write(string name, params string[] options)
    {
        var folder = Path.Combine(_folder, name);
        var made = await Commands.Ledger.RunAnywhere(["generate", .. options, "--out", folder]);
        made.ExitCode.ShouldBe(0, made.Remarks);
        return folder;
    }

    private async Task<string> Hash(string name, string[] options)
    {
        var folder = await Write(name, options);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file).Replace('\\', '/')));
            hash.AppendData(await File.ReadAllBytesAsync(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
