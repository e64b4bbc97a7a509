using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Shipments;
using TransferLedger.Store.Custody;
using TransferLedger.Store.Files;
using TransferLedger.Store.Inventories;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Tests.Custody;

/// <summary>What is read around a weapon, and what the rules say of it (H19 with it).</summary>
public sealed class WeaponSurroundingsTests : IAsyncLifetime
{
    private static readonly Happened Day = Happened.Parse("2020-05-01");
    private static readonly Custodian Army = new("Army", "XR");
    private static readonly Custodian Guard = new("Guard", "XB");
    private static readonly Place Depot = new("Depot", "XR");
    private static readonly WeaponId One = Requests.WeaponIdOf(1);
    private static readonly WeaponId Two = Requests.WeaponIdOf(2);

    private LedgerDatabase _database = null!;
    private PostgresEventStore _store = null!;

    public async Task InitializeAsync()
    {
        _database = await (await TestServer.Shared).NewDatabase();
        _store = _database.Open();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Namesakes_shipments_inspections_and_files_are_found()
    {
        var (hash, _) = await new FileStore(_store.Source).Add([1, 2, 3], "clerk", CancellationToken.None);
        await _store.Record(
            Registered(One, "AB-123", Army, hash), Registered(Two, "АВ123", Guard, new string('f', 64)),
            new(One.Subject, new StockEntered(Day, Army, Depot)),
            new(StoreInspected.SubjectOf(Army, Depot), new StoreInspected(Day, Army, Depot, "list 3", ["one"], false)));
        var shipment = Subject.Of("shipment", "XR", "S-1");
        await _store.Record(
            new(shipment, new ShipmentDeparted(
                Happened.Parse("2020-06-01"), Army, Guard, Contents: [new(1, 1, ["AB-123"], [One])])),
            new(shipment, new TransitEntered(Happened.Parse("2020-06-02"), new("Port", "XZ"))),
            new(TransitRuleStated.SubjectOf("XZ"), new TransitRuleStated(Happened.Parse("2019"), "XZ", true, "law")));
        await Rebuild();

        (await Rules(One)).ShouldBe(
            ["COC-002", "COC-038", "COC-051", "COC-060"], ignoreOrder: true);
        (await Rules(Two)).ShouldBe(["COC-002", "COC-091"], ignoreOrder: true);
    }

    [Fact]
    public async Task Of_many_with_the_same_number_the_nearest_are_compared_and_the_rest_counted()
    {
        var others = Enumerable.Range(2, 45).Select(it => Registered(Requests.WeaponIdOf(it), "AB 123", Guard, null));
        await _store.Record([Registered(One, "AB-123", Army, null), .. others]);
        await Rebuild();

        var report = await Report(One);
        report.NotCompared.ShouldBe(5);
        report.Findings.ShouldContain(it => it.What.Rule == CustodyRule.SerialCollision);
    }

    [Fact]
    public async Task Permits_what_makers_made_and_what_was_recorded_at_once_are_found()
    {
        await Migrator.MakeReplay(_database.ConnectionString, CancellationToken.None);
        var many = Enumerable.Range(2, 49).Select(it => Registered(Requests.WeaponIdOf(it), $"X-{it}", Guard, null));
        var second = NodaTime.Instant.FromUtc(2026, 5, 1, 12, 0);
        foreach (var weapon in many.Prepend(Registered(One, "AB-123", Army, null)))
        {
            await _store.Record(Requests.Ask(weapon) with { ReplayedAt = second });
        }

        // One command about as many weapons is no batch.
        var packed = Enumerable.Range(60, 50).Select(it => Registered(Requests.WeaponIdOf(it), $"Y-{it}", Guard, null));
        await _store.Record(Requests.Ask([.. packed]) with { ReplayedAt = second + NodaTime.Duration.FromSeconds(5) });

        // Nor are as many that came in a file, as what was recorded before channels were is told; nor by a machine, nor
        // what the program found. What was typed from a paper is.
        var paper = new SourceReference(SourceKind.Document, "in.ndjson, line 1");
        (int From, SourceReference? Source, EntryChannel? Channel)[] doors =
        [
            (120, paper, null), (180, null, EntryChannel.Machine), (240, paper, EntryChannel.Typed),
            (300, null, EntryChannel.Computed),
        ];
        foreach (var (from, source, channel) in doors)
        {
            foreach (var number in Enumerable.Range(from, 50))
            {
                var read = Requests.Ask(Registered(Requests.WeaponIdOf(number), $"Z-{number}", Guard, null));
                await _store.Record(read with
                {
                    ReplayedAt = second + NodaTime.Duration.FromSeconds(from),
                    Provenance = read.Provenance with { Source = source, Channel = channel },
                });
            }
        }

        var later = Happened.Parse("2022-01-01");
        await _store.Record(
            new(HoldingPermitGranted.SubjectOf("XR", "W-1"), new HoldingPermitGranted(later, Army, "XR", "W-1")),
            new(TransitRuleStated.SubjectOf("XB"), new PermitRegisterOpened(Day, "XB", "register")),
            new(
                ProductionListed.SubjectOf("Works of Example"),
                new ProductionListed(Day, "Works of Example", [new("M 2")], true, "book", ["EW", "Maker"])));
        await Rebuild();

        (await Rules(One)).ShouldBe(["COC-006", "COC-029", "COC-035"], ignoreOrder: true);
        (await Rules(Requests.WeaponIdOf(2))).ShouldBe(["COC-006", "COC-029", "COC-035"], ignoreOrder: true);
        (await Rules(Requests.WeaponIdOf(60))).ShouldBe(["COC-006", "COC-035"], ignoreOrder: true);
        (await Rules(Requests.WeaponIdOf(120))).ShouldBe(["COC-006", "COC-035"], ignoreOrder: true);
        (await Rules(Requests.WeaponIdOf(180))).ShouldBe(["COC-006", "COC-035"], ignoreOrder: true);
        (await Rules(Requests.WeaponIdOf(240))).ShouldBe(["COC-006", "COC-029", "COC-035"], ignoreOrder: true);
        (await Rules(Requests.WeaponIdOf(300))).ShouldBe(["COC-006", "COC-035"], ignoreOrder: true);
    }

    [Fact]
    public async Task Of_a_site_only_what_was_ever_there_is_read_and_its_lots_with_it()
    {
        var lot = Subject.Of("lot", "abc", "7-19");
        await _store.Record(
            Registered(One, "AB-1", Army, null), new(One.Subject, new StockEntered(Day, Army, Depot)),
            Registered(Two, "AB-2", Army, null), new(Two.Subject, new StockEntered(Day, Army, new("Camp", "XR"))),
            new(One.Subject, new MarkingRecorded(Day, new Mark(MarkKind.Import, "XR 20"))),
            new(Two.Subject, new MarkingRecorded(Day, new Mark(MarkKind.Import, "XR 20"))),
            new(lot, new LotReceived(Day, Army, 900, Depot)),
            new(lot, new LotIssued(Happened.Parse("2020-06-01"), Army, "post 7", 100, Depot)));

        var facts = await GroupHistory.OfSite(_store, Army, Depot, CancellationToken.None);
        facts.Where(it => it.Fact is MarkingRecorded).ShouldHaveSingleItem().Home.ShouldBe(One.Subject);
        var site = GroupCustody.OfSite(Army, Depot, facts, AsOf.Now);
        site.Weapons.ShouldHaveSingleItem().Weapon.ShouldBe(One);
        site.Lots.ShouldHaveSingleItem().Rounds.ShouldBe(800);
        GroupCustody.OfSite(Army, Depot, facts, new(Day.Latest, null)).Lots[0].Rounds.ShouldBe(900);
    }

    [Fact]
    public async Task H19_one_character_changed_in_an_old_fact_breaks_the_chain_from_there_on()
    {
        await _store.Record(Registered(One, "AB-123", Army, null));
        await _store.Record(
            new(One.Subject, new StockEntered(Day, Army, Depot)), new(Two.Subject, new StockEntered(Day, Army, Depot)));
        await _store.Record(new NewFact(One.Subject, new LossReported(Happened.Parse("2021-05-01"), Army)));
        await Rebuild();
        (await Broken()).ShouldBe([]);

        await _database.Execute(
            """
            ALTER TABLE ledger.mt_events DISABLE TRIGGER USER;
            UPDATE ledger.mt_events SET data = jsonb_set(data, '{custodian,name}', '"Amry"') WHERE seq_id = 3;
            """);

        // The fact of the other weapon was told in one request with one of its own.
        (await Broken()).ShouldBe([[2L, 4L]]);
        (await Rules(One)).ShouldNotContain(CustodyRule.PrunedTooEarly);
        await _database.Execute("DELETE FROM ledger.mt_events WHERE seq_id = 1");
        (await Broken()).ShouldBe([[2L, 4L]]);
        var pruned = (await Report(One)).Findings.Single(it => it.What.Rule == CustodyRule.PrunedTooEarly).What;
        pruned.Positions.ShouldBe([2L]);
        pruned.Values.ShouldBe(["1", "1", ""]);
    }

    private static NewFact Registered(WeaponId weapon, string number, Custodian by, string? picture) => new(
        weapon.Subject, new ItemRegistered(
            Day, new("pistol", "Maker", Model: "M 1", Calibre: "9 mm"),
            [new Mark(MarkKind.Serial, number, PictureSha256: picture)], by));

    private async Task<long[][]> Broken() =>
    [
        .. (await Report(One)).Findings.Where(it => it.What.Rule == CustodyRule.BrokenHashChain)
            .Select(it => it.What.Positions.ToArray()),
    ];

    private async Task<string[]> Rules(WeaponId weapon) =>
    [
        .. (await Report(weapon)).Findings.Select(it => it.What.Rule).Distinct().Where(it => it is not (
            CustodyRule.LateRecording or CustodyRule.NeverArrived or CustodyRule.WeakIdentity
            or CustodyRule.IllegalStateChange)),
    ];

    private Task Rebuild() => ViewRebuild.Run(
        _store.Source, [new WeaponTables(), new InventoryTables()], null, CancellationToken.None);

    private async Task<CustodyReport> Report(WeaponId weapon)
    {
        var dossier = await WeaponHistory.Read(_store, weapon, CancellationToken.None);
        return CustodyReport.Of(weapon, dossier, AsOf.Now, Happened.Parse("2026-01-01").Latest)!;
    }
}
