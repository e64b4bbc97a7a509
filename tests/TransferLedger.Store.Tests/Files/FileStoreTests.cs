using Npgsql;
using TransferLedger.Files;
using TransferLedger.Ledger;
using TransferLedger.Store.Files;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Store.Views;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Files;

/// <summary>Files by their hashes: in once, out as they were, and nothing under a hash that is not its own.</summary>
public sealed class FileStoreTests : IAsyncLifetime
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7 of a certificate"u8];
    private LedgerDatabase? _database;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await _database!.DisposeAsync();

    [Fact]
    public async Task A_file_goes_in_once_and_comes_out_as_it_was()
    {
        var files = Files();
        var (hash, first) = await files.Add(Pdf, "clerk-07", CancellationToken.None);
        first.ShouldBeTrue();
        (await files.Add(Pdf, "clerk-08", CancellationToken.None)).ShouldBe((hash, false));

        (await files.Get(hash, CancellationToken.None)).ShouldBe(Pdf);
        (await files.Get(new string('0', 64), CancellationToken.None)).ShouldBeNull();
        var only = (await files.List(CancellationToken.None)).Single();
        (only.Hash, only.Length, only.MediaType, only.StoredBy).ShouldBe((hash, Pdf.Length, "application/pdf", "clerk-07"));
        (await files.OnHand([hash, new string('0', 64)], CancellationToken.None)).ShouldBe([hash]);
        (await files.OnHand([], CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SELECT ledger.add_file('\\x00', 'bytes', 'text/plain', 'x')")]
    [InlineData("SELECT ledger.add_file(sha256('other'), 'bytes', 'text/plain', 'x')")]
    [InlineData("SELECT ledger.add_file(sha256(''), '', 'text/plain', 'x')")]
    public async Task Nothing_gets_in_under_a_hash_that_is_not_its_own(string sql)
    {
        var files = Files();
        (await Should.ThrowAsync<PostgresException>(() => _database!.Execute(sql))).SqlState
            .ShouldBe(PostgresErrorCodes.CheckViolation);
        (await files.List(CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_changed_behind_the_ledgers_back_is_found()
    {
        var files = Files();
        await files.Add(Pdf, "clerk-07", CancellationToken.None);
        var (bad, _) = await files.Add([1, 2, 3], "clerk-07", CancellationToken.None);
        (await Differing(files)).ShouldBeEmpty();

        await _database!.Execute(
            $"""
            ALTER TABLE ledger.files DISABLE TRIGGER ALL;
            ALTER TABLE ledger.files DROP CONSTRAINT files_hash_is_of_bytes;
            UPDATE ledger.files SET bytes = '\x010204' WHERE hash = '\x{bad}';
            """);

        (await Differing(files)).ShouldBe([bad]);
    }

    [Fact]
    public async Task The_files_that_facts_name_stand_in_a_view_fact_by_fact_and_rebuilt()
    {
        var store = _database!.Open();
        var home = Subject.Parse("certificate/is/all");
        var seen = new Provenance("clerk-07", Evidence: [new Evidence(new string('a', 64), "scan")]);
        var dispute = new RecordDisputed(Happened.Parse("2026"), 1, [], "b", "c");
        foreach (var (facts, by) in new (IEnumerable<LedgerEvent>, Provenance)[]
        {
            (EventSamples.All, new("clerk-07")), ([dispute], seen),
        })
        {
            (await store.Append(
                new(new(Guid.NewGuid()), [.. facts.Select(it => new NewFact(home, it))], Condition.None, by),
                CancellationToken.None)).ShouldBeOfType<AppendOutcome.Appended>();
        }

        var whole = new List<Recorded>();
        await foreach (var fact in store.ReadAll(0, CancellationToken.None))
        {
            whole.Add(fact);
        }

        ViewTables[] views = [new FileMentionTables()];
        await ViewSchema.Ensure(store.Source, views, CancellationToken.None);
        await using (var runner = await ViewRunner.Start(store.Source, views, CancellationToken.None))
        {
            await runner.WaitFor(whole.Count, TimeSpan.FromMinutes(1), CancellationToken.None);
        }

        var found = await FileMentionTables.Read(store.Source, CancellationToken.None);
        NamedFile[] told =
        [
            .. whole.SelectMany(it => FileMention.In(it).Select(file => new NamedFile(
                file.Hash, file.Role, it.Home, EventCatalogue.NameOf(it.Fact.GetType()), it.Position))),
        ];
        found.ShouldBe(told, ignoreOrder: true);
        found.Single(it => it.Position == whole.Count).Role.ShouldBe(FileRole.Scan);

        await ViewRebuild.Run(store.Source, views, null, CancellationToken.None);
        (await FileMentionTables.Read(store.Source, CancellationToken.None)).ShouldBe(found);
    }

    private static async Task<List<string>> Differing(FileStore files)
    {
        var found = new List<string>();
        await foreach (var (file, asStored) in files.Check(CancellationToken.None))
        {
            if (!asStored)
            {
                found.Add(file.Hash);
            }
        }

        return found;
    }

    private FileStore Files() => new(_database!.Open().Source);
}
