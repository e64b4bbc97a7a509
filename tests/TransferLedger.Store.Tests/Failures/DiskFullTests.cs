using System.Diagnostics;
using TransferLedger.Ledger;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Failures;

public sealed class DiskFullTests
{
    /// <summary>
    /// As root with a disk of its own that is really full; another user cannot mount one, so the server is made to
    /// say that it is full. The server is the test's own: while the disk is full no checkpoint of the whole server
    /// succeeds, and dropping or creating any other database asks for one.
    /// </summary>
    [Fact]
    public async Task On_a_full_disk_nothing_is_recorded_and_once_there_is_room_the_same_request_is()
    {
        await using var server = await TestServer.Start();
        await using var disk = await SmallDisk.Mount(server);
        await using var database = await server.NewDatabase(disk.TablespaceClause);
        var store = database.Open();
        await SmallDisk.Fill(database, store);
        await using var auditor = database.Open();
        var end = await store.End();
        var request =
            Ask([.. Enumerable.Range(0, 2_000).Select(number => Linked(Weapon(number), new string('x', 500)))]);

        (await store.Append(request)).ShouldBe(new AppendOutcome.NotRecorded("store.disk-full", "53100"));
        (await store.End()).ShouldBe(end);
        await LogAudit.Check(database, auditor);

        await disk.MakeRoom(database);
        (await store.Append(request)).ShouldBeOfType<AppendOutcome.Appended>().Repeated.ShouldBeFalse();
        await LogAudit.Check(database, auditor);
    }

    /// <summary>A tablespace on a tmpfs of a few megabytes.</summary>
    private sealed class SmallDisk : IAsyncDisposable
    {
        private readonly TestServer _server;
        private readonly string _folder;
        private readonly string _tablespace;

        private SmallDisk(TestServer server, string folder, string tablespace) =>
            (_server, _folder, _tablespace) = (server, folder, tablespace);

        public string TablespaceClause => IsReal ? $"TABLESPACE {_tablespace}" : "";

        private static bool IsReal => Environment.IsPrivilegedProcess;

        public static async Task<SmallDisk> Mount(TestServer server)
        {
            var name = $"small_{Guid.NewGuid():N}";
            var disk = new SmallDisk(server, Path.Combine(Path.GetTempPath(), name), name);
            if (IsReal)
            {
                Directory.CreateDirectory(disk._folder);
                Run("mount", "-t", "tmpfs", "-o", "size=24m,mode=700", "tmpfs", disk._folder);
                Run("chown", "--reference", server.Data, disk._folder);
                await server.Execute("postgres", $"CREATE TABLESPACE {name} LOCATION '{disk._folder}'");
            }

            return disk;
        }

        public static async Task Fill(LedgerDatabase database, IEventStore store)
        {
            await store.Record(Linked(Weapon(1)));
            await database.Execute($"ALTER DATABASE {database.Name} SET work_mem = '64MB'");
            if (!IsReal)
            {
                await database.Execute(
                    """
                    CREATE FUNCTION public.full() RETURNS trigger LANGUAGE plpgsql
                        AS $$ BEGIN RAISE 'No space left on device' USING ERRCODE = '53100'; END $$;
                    CREATE TRIGGER full_disk BEFORE INSERT ON ledger.mt_events EXECUTE FUNCTION public.full();
                    """);
                return;
            }

            for (var room = true; room;)
            {
                var outcome = await store.Append(
                    Ask([.. Enumerable.Range(0, 300)
                        .Select(number => Linked(Weapon(number), new string('y', 1_000)))]));
                room = outcome is AppendOutcome.Appended;
            }
        }

        public async Task MakeRoom(LedgerDatabase database)
        {
            if (IsReal)
            {
                Run("mount", "-o", "remount,size=200m", _folder);
            }
            else
            {
                await database.Execute("DROP TRIGGER full_disk ON ledger.mt_events");
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (IsReal)
            {
                await _server.Execute("postgres", $"DROP TABLESPACE {_tablespace}");
                Run("umount", _folder);
                Directory.Delete(_folder);
            }
        }

        private static void Run(string program, params string[] arguments)
        {
            using var process = Process.Start(program, arguments);
            process.WaitForExit();
            process.ExitCode.ShouldBe(0, program);
        }
    }
}
