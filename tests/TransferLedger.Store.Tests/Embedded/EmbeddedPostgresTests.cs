using System.Collections.Immutable;
using System.Runtime.Versioning;
using Npgsql;
using TransferLedger.Store.Embedded;

namespace TransferLedger.Store.Tests.Embedded;

[UnsupportedOSPlatform("windows")]
public sealed class EmbeddedPostgresTests(MadeLedger made) : IClassFixture<MadeLedger>, IDisposable
{
    private static readonly ImmutableDictionary<string, string> NoSettings =
        ImmutableDictionary<string, string>.Empty;

    private readonly TemporaryFolder _folder = new();

    private string Ledger => _folder.At("ledger");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Data_survive_a_restart()
    {
        await made.CopyTo(Ledger);
        await using (var first = await Start())
        {
            await Sql.Run(first, "create table kept (n int)", "insert into kept values (42)");
        }

        PostmasterFile.Read(System.IO.Path.Combine(Ledger, "data")).ShouldBeNull();
        await using var second = await Start();
        (await Sql.Ask(second, "select n from kept")).ShouldBe("42");
    }

    [Fact]
    public async Task The_last_user_that_leaves_stops_the_server()
    {
        await made.CopyTo(Ledger);
        var first = await Start();
        var second = await Start();
        second.ConnectionString.ShouldBe(first.ConnectionString);
        await first.DisposeAsync();
        (await Sql.Ask(second, "select 1")).ShouldBe("1");
        await second.DisposeAsync();
        IsRunning.ShouldBeFalse();
        await second.DisposeAsync();
    }

    [Fact]
    public async Task Many_starts_at_once_on_an_empty_folder_make_one_server()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Start()));
        servers.Select(it => it.ConnectionString).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        var processes = await Task.WhenAll(
            servers.Select(it => Sql.Ask(it, "select pg_postmaster_start_time()::text")));
        processes.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        await Task.WhenAll(servers.Select(it => it.DisposeAsync().AsTask()));
        IsRunning.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_is_kept_running_is_shared_by_the_next_user()
    {
        await made.CopyTo(Ledger);
        string startedAt;
        await using (var first = await EmbeddedPostgres.Start(Throwaway with { KeepRunning = true }, default))
        {
            startedAt = await Sql.Ask(first, "select pg_postmaster_start_time()::text");
        }

        IsRunning.ShouldBeTrue();
        await using var second = await Start();
        (await Sql.Ask(second, "select pg_postmaster_start_time()::text")).ShouldBe(startedAt);
    }

    [Fact]
    public async Task Nobody_connects_without_the_password_or_from_the_network()
    {
        await using var server = await Start();
        var right = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false };
        (await Sql.Ask(server, "show listen_addresses")).ShouldBe("");
        (await Sql.Ask(server, "show password_encryption")).ShouldBe("scram-sha-256");
        (await Sql.Ask(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
            .ShouldBe("0");
        File.GetUnixFileMode(right.Host!).ShouldBe(Folders.Private);
        File.GetUnixFileMode(System.IO.Path.Combine(Ledger, "password"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await Should.ThrowAsync<NpgsqlException>(() => Open(new(right.ConnectionString) { Password = null }));
        var refused = await Should.ThrowAsync<PostgresException>(
            () => Open(new(right.ConnectionString) { Password = "guess" }));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_new_ledger_is_durable_checked_and_free_of_locale()
    {
        var options = new EmbeddedOptions(Ledger)
        {
            Settings = NoSettings.Add("shared_buffers", "24MB").Add("application_name", "it's me"),
        };
        await using var server = await EmbeddedPostgres.Start(options, default);
        (string, string)[] expected =
        [
            ("fsync", "on"),
            ("synchronous_commit", "on"),
            ("full_page_writes", "on"),
            ("data_checksums", "on"),
            ("server_encoding", "UTF8"),
            ("timezone", "UTC"),
            ("jit", "off"),
            ("max_wal_size", "2GB"),
            ("max_connections", "100"),
            ("shared_buffers", "24MB"),
            ("application_name", "it's me"),
        ];
        foreach (var (name, value) in expected)
        {
            (await Sql.Ask(server, $"show {name}")).ShouldBe(value, name);
        }

        (await Sql.Ask(server, "show wal_compression")).ShouldBeOneOf("lz4", "pglz");
        (await Sql.Ask(server, "select datcollate || ' ' || datctype from pg_database where datname = 'ledger'"))
            .ShouldBe("C C");
        server.ServerVersion.Major.ShouldBeGreaterThanOrEqualTo(15);
    }

    [Theory]
    [InlineData("listen_addresses")]
    [InlineData("hba_file")]
    [InlineData("fsync=off -c port")]
    [InlineData("")]
    public async Task A_setting_that_would_open_the_server_is_refused(string name)
    {
        var options = Throwaway with { Settings = NoSettings.Add(name, "x") };
        await Should.ThrowAsync<ArgumentException>(() => EmbeddedPostgres.Start(options, default));
        Directory.Exists(Ledger).ShouldBeFalse();
    }

    [Theory]
    [InlineData("with space, comma and 'quote'")]
    [InlineData("a-name-so-long-that-no-socket-fits-into-it-because-the-kernel-leaves-no-more-than-a-hundred-bytes")]
    public async Task A_folder_that_no_socket_fits_into_gets_a_private_one_elsewhere(string name)
    {
        await made.CopyTo(_folder.At(name));
        string socket;
        var options = Throwaway with { DataFolder = _folder.At(name) };
        await using (var server = await EmbeddedPostgres.Start(options, default))
        {
            (await Sql.Ask(server, "select 1")).ShouldBe("1");
            socket = new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!;
            socket.ShouldNotStartWith(_folder.Path);
            File.GetUnixFileMode(socket).ShouldBe(Folders.Private);
        }

        Directory.Exists(socket).ShouldBeFalse();
    }

    private EmbeddedOptions Throwaway => new(Ledger) { Durable = false };

    private bool IsRunning => PostmasterFile.Read(System.IO.Path.Combine(Ledger, "data")) is not null;

    private Task<EmbeddedPostgres> Start() => EmbeddedPostgres.Start(Throwaway, default);

    private static async Task Open(NpgsqlConnectionStringBuilder target)
    {
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync();
    }
}
