using System.Runtime.Versioning;
using TransferLedger.Store.Embedded;

namespace TransferLedger.Store.Tests.Embedded;

[UnsupportedOSPlatform("windows")]
public sealed class BinariesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private EmbeddedOptions Throwaway => new(_folder.At("ledger")) { Durable = false };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15)]
    [InlineData("postgres (PostgreSQL) 18beta1", 18)]
    [InlineData("postgres (PostgreSQL) 17.10\n", 17)]
    [InlineData("postgres: not found", null)]
    [InlineData("postgres (PostgreSQL) devel", null)]
    [InlineData("", null)]
    public void The_major_version_is_read_from_what_postgres_prints(string printed, int? major) =>
        Binaries.MajorOf(printed).ShouldBe(major);

    [Fact]
    public async Task A_version_that_is_too_old_is_refused_with_a_remedy()
    {
        var refused = await Refused(Throwaway with { BinariesFolder = _folder.FakePrograms("14.9", "exit 0") });
        refused.ShouldContain("it is version 14, and 15 or newer is needed");
        refused.ShouldContain("apt-get install postgresql");
    }

    [Fact]
    public async Task A_folder_without_the_programs_is_refused()
    {
        (await Refused(Throwaway with { BinariesFolder = _folder.Path })).ShouldContain("it has no postgres");
    }

    [Fact]
    public async Task The_environment_may_name_the_programs_or_their_source()
    {
        (await Greeting("LEDGER_POSTGRES_BIN", _folder.Path)).ShouldContain("it has no postgres");
        (await Greeting("LEDGER_POSTGRES_SOURCE", "cloud")).ShouldContain("it may be any, machine or npm");
    }

    [FactAsRoot]
    public async Task A_folder_closed_to_the_user_of_the_server_is_named_with_a_remedy()
    {
        var closed = _folder.At("closed");
        Directory.CreateDirectory(closed);
        File.SetUnixFileMode(closed, Folders.Private);
        var refused = await Refused(Throwaway with { DataFolder = Path.Combine(closed, "a", "ledger") });
        refused.ShouldContain($"may not enter {closed}.");
        refused.ShouldContain("/var/lib/transferledger");
    }

    [FactAsRoot]
    public async Task An_ordinary_user_starts_a_server_of_their_own()
    {
        File.SetUnixFileMode(
            _folder.Path,
            Folders.Private | UnixFileMode.OtherExecute | UnixFileMode.OtherWrite | UnixFileMode.OtherRead);
        var setpriv = Command.Find("setpriv").ShouldNotBeNull();
        var ledger = _folder.At("ledger");
        string[] asNobody = [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", "--"];
        using var server = await SecondProcess.Start([ledger], asNobody, it => it.Remove("HOME"));
        server.Greeting.ShouldEndWith("rows 1");
        File.GetUnixFileMode(ledger).ShouldBe(Folders.Private);

        (await Refused(Throwaway)).ShouldContain($"may not enter {ledger}.");
        (await server.Leave()).ShouldBe(0);
        using var again = await SecondProcess.Start([ledger], asNobody, it => it.Remove("HOME"));
        again.Greeting.ShouldEndWith("rows 2");
        (await again.Leave()).ShouldBe(0);
    }

    [FactAsRoot]
    public async Task A_folder_of_root_is_refused_to_an_ordinary_user()
    {
        await using var server = await EmbeddedPostgres.Start(Throwaway, default);
        string[] asNobody =
            [Command.Find("setpriv").ShouldNotBeNull(), "--reuid=65534", "--regid=65534", "--clear-groups", "--"];
        using var other = await SecondProcess.Start([_folder.At("ledger")], asNobody, it => it.Remove("HOME"));
        other.Greeting.ShouldContain("cannot be used");
        (await Sql.Ask(server, "select 1")).ShouldBe("1");
    }

    private async Task<string> Greeting(string variable, string value)
    {
        using var other = await SecondProcess.Start([_folder.At("ledger")], [], it => it[variable] = value);
        return other.Greeting;
    }

    private static async Task<string> Refused(EmbeddedOptions options) =>
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.Start(options, default))).Message;
}
