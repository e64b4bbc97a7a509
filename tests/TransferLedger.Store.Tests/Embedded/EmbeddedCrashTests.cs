using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.Versioning;
using Npgsql;
using TransferLedger.Store.Embedded;

namespace TransferLedger.Store.Tests.Embedded;

/// <summary>Processes and servers that are killed, and folders that are not what they should be.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class EmbeddedCrashTests(MadeLedger made) : IClassFixture<MadeLedger>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Ledger => _folder.At("ledger");

    private string Data => _folder.At("ledger", "data");

    private EmbeddedOptions Throwaway => new(Ledger) { Durable = false };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_processes_share_one_server_in_either_order_of_leaving()
    {
        await made.CopyTo(Ledger);
        var here = await EmbeddedPostgres.Start(Throwaway, default);
        using var there = await SecondProcess.Start(Ledger);
        there.Greeting.ShouldEndWith("rows 1");
        (await Sql.Ask(here, "select count(*) from seen")).ShouldBe("1");

        await here.DisposeAsync();
        PostmasterFile.Read(Data).ShouldNotBeNull();
        using var third = await SecondProcess.Start(Ledger);
        third.Greeting.ShouldEndWith("rows 2");
        (await there.Leave()).ShouldBe(0);
        PostmasterFile.Read(Data).ShouldNotBeNull();
        (await third.Leave()).ShouldBe(0);
        PostmasterFile.Read(Data).ShouldBeNull();
    }

    [Fact]
    public async Task A_process_that_ends_without_leaving_still_stops_the_server()
    {
        await made.CopyTo(Ledger);
        using var other = await SecondProcess.Start(Ledger);
        other.Greeting.ShouldEndWith("rows 1");
        PostmasterFile.Read(Data).ShouldNotBeNull();
        (await other.EndWithoutLeaving()).ShouldBe(0);
        PostmasterFile.Read(Data).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_left_by_a_killed_process_is_taken_over_and_stopped()
    {
        await made.CopyTo(Ledger);
        using var other = await SecondProcess.Start(Ledger);
        await other.Kill();
        var left = PostmasterFile.Read(Data).ShouldNotBeNull();

        await using (var server = await EmbeddedPostgres.Start(Throwaway, default))
        {
            (await Sql.Ask(server, "select count(*) from seen")).ShouldBe("1");
            PostmasterFile.Read(Data)!.Process.ShouldBe(left.Process);
        }

        PostmasterFile.Read(Data).ShouldBeNull();
        Directory.EnumerateFiles(_folder.At("ledger", "users")).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_the_server_is_killed_the_next_start_has_every_committed_row()
    {
        await made.CopyTo(Ledger);
        await using var before = await EmbeddedPostgres.Start(new EmbeddedOptions(Ledger), default);
        await Sql.Run(before, "create table kept (n int)", "insert into kept values (42)");
        using (var postmaster = Process.GetProcessById(PostmasterFile.Read(Data)!.Process))
        {
            postmaster.Kill();
        }

        await using var after = await EmbeddedPostgres.Start(new EmbeddedOptions(Ledger), default);
        (await Sql.Ask(after, "select n from kept")).ShouldBe("42");
    }

    [Fact]
    public async Task A_stale_process_id_that_now_belongs_to_another_program_does_not_block_the_start()
    {
        await made.CopyTo(Ledger);
        string[] lines = [$"{Environment.ProcessId}", Data, "0", "5432", _folder.At("ledger", "socket"), "", "", ""];
        await File.WriteAllLinesAsync(_folder.At("ledger", "data", "postmaster.pid"), lines);
        await using var server = await EmbeddedPostgres.Start(Throwaway, default);
        (await Sql.Ask(server, "select 1")).ShouldBe("1");
    }

    [Fact]
    public async Task A_half_made_folder_of_a_killed_start_is_cleaned_away()
    {
        var half = _folder.At("ledger", "data.new-killed");
        Directory.CreateDirectory(System.IO.Path.Combine(half, "data", "base"));
        await File.WriteAllTextAsync(System.IO.Path.Combine(half, "data", "PG_VERSION"), "15\n");
        File.SetUnixFileMode(Ledger, Folders.Passable);

        await using var server = await EmbeddedPostgres.Start(Throwaway, default);
        (await Sql.Ask(server, "select current_database()")).ShouldBe("ledger");
        Directory.Exists(half).ShouldBeFalse();
    }

    [Fact]
    public async Task A_ledger_whose_first_start_died_before_the_database_was_made_gets_it_now()
    {
        await made.CopyTo(Ledger);
        await using (var first = await EmbeddedPostgres.Start(Throwaway, default))
        {
            var beside = new NpgsqlConnectionStringBuilder(first.ConnectionString) { Database = "postgres" };
            await using var connection = new NpgsqlConnection(beside.ConnectionString);
            await connection.OpenAsync();
            await using var drop = new NpgsqlCommand("drop database ledger with (force)", connection);
            await drop.ExecuteNonQueryAsync();
        }

        await using var server = await EmbeddedPostgres.Start(Throwaway, default);
        (await Sql.Ask(server, "select current_database()")).ShouldBe("ledger");
    }

    [Fact]
    public async Task Data_of_another_major_version_are_refused_and_left_alone()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(System.IO.Path.Combine(Data, "PG_VERSION"), "9\n");
        GiveToServer();
        var refused = await Refused(Throwaway);
        refused.ShouldContain("made by PostgreSQL 9");
        refused.ShouldContain("Install PostgreSQL 9");
        Directory.GetFileSystemEntries(Data).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_data_folder_that_holds_something_else_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(System.IO.Path.Combine(Data, "letter.txt"), "Dear authority");
        GiveToServer();
        (await Refused(Throwaway)).ShouldContain("not the data of PostgreSQL");
        Directory.GetFileSystemEntries(Data).Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_data_folder_of_another_server_is_refused()
    {
        await File.WriteAllTextAsync(_folder.At("PG_VERSION"), "15\n");
        (await Refused(Throwaway with { DataFolder = _folder.Path })).ShouldContain("another PostgreSQL server");
    }

    [Fact]
    public async Task Data_without_their_password_are_refused()
    {
        await made.CopyTo(Ledger);
        File.Delete(_folder.At("ledger", "password"));
        (await Refused(Throwaway)).ShouldContain("password is missing");
        PostmasterFile.Read(Data).ShouldBeNull();
    }

    [Fact]
    public async Task A_password_file_of_other_data_is_refused_and_the_server_is_not_left_running()
    {
        await made.CopyTo(Ledger);
        await File.WriteAllTextAsync(_folder.At("ledger", "password"), "of another ledger");
        (await Refused(Throwaway)).ShouldContain("does not take the password");
        PostmasterFile.Read(Data).ShouldBeNull();
    }

    [Fact]
    public async Task A_setting_that_PostgreSQL_refuses_is_told_with_its_own_words()
    {
        await made.CopyTo(Ledger);
        var settings = ImmutableDictionary<string, string>.Empty.Add("max_wal_size", "much");
        (await Refused(Throwaway with { Settings = settings })).ShouldContain("max_wal_size");
    }

    [Fact]
    public async Task A_full_disk_is_named_as_the_cause()
    {
        var programs = _folder.FakePrograms(
            "17.1", "echo 'initdb: error: could not write to file: No space left on device' >&2; exit 1");
        var refused = await Refused(Throwaway with { BinariesFolder = programs });
        refused.ShouldContain($"The disk that holds {Ledger} is full");
        refused.ShouldContain("initdb: error");
        Directory.Exists(Data).ShouldBeFalse();
        Directory.EnumerateDirectories(Ledger, "data*").ShouldBeEmpty();
    }

    /// <summary>What a person put there by hand would belong to the person who runs the server.</summary>
    private void GiveToServer()
    {
        File.SetUnixFileMode(Ledger, Folders.Passable);
        File.SetUnixFileMode(Data, Folders.Private | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
    }

    private static async Task<string> Refused(EmbeddedOptions options) =>
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.Start(options, default))).Message;
}
