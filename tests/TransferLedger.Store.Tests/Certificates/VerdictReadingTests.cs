using NodaTime;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Store.Certificates;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Store.Views;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Store.Tests.Certificates;

/// <summary>What is read for a verdict gives the verdict that everything gives.</summary>
public sealed class VerdictReadingTests : IAsyncLifetime
{
    private LedgerDatabase? _database;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await _database!.DisposeAsync();

    [Fact]
    public async Task Read_in_part_the_verdict_is_the_same_and_custody_is_not_read()
    {
        var store = _database!.Open();
        var trial = new Trial { Paper = InOrder with { Lines = [InOrder.Lines[0] with { Description = "Rifles" }] } };
        var retracted = (await store.Record(new NewFact(
            Subject.Parse("certificate/is/other"),
            Captured(SignedAnew(trial.Paper with { Number = "OTHER" }), "2026-04-01", "Partner")))).First;
        foreach (var fact in trial.RegisterFacts().Concat(trial.Facts()))
        {
            await store.Record(new NewFact(fact.Home, fact.Fact));
        }

        var guard = new Custodian(InOrder.EndUser!.Party.Name, "IS");
        await store.Record(new NewFact(
            WeaponId.Issue("trial", "W-1").Subject,
            new IssuedToUser(On("2026-04"), guard, "post 1", "patrol", On("2026-05"))));
        (await Compare(store)).ShouldSatisfyAllConditions(
            it => it.Others.Length.ShouldBe(9),
            it => it.Facts.ShouldNotContain(one => one.Fact is IssuedToUser));

        await store.Record(new NewFact(
            Subject.Parse("certificate/is/other"),
            new RecordRetracted(On("2026-05"), retracted, [InOrder.EndUserSubject!.Value], "another paper", "chief")));
        (await Compare(store)).ShouldSatisfyAllConditions(
            it => it.Others.Length.ShouldBe(8),
            it => it.Facts.ShouldContain(one => one.Position == retracted && one.Fact is CertificateCaptured));
    }

    [Fact]
    public async Task Neighbours_by_number_are_found_in_the_log_as_they_are_among_facts_and_are_read_for_a_verdict()
    {
        var store = _database!.Open();
        var trial = new Trial();
        foreach (var fact in trial.RegisterFacts().Concat(trial.Facts()))
        {
            await store.Record(new NewFact(fact.Home, fact.Fact));
        }

        var last = 0L;
        foreach (var (number, day, authority) in Enumerable.Range(1, 24).Select(it => (20 + it, $"2026-02-{it:00}", "moj"))
            .Append((60, "2026-03-01", "MOJ")).Append((61, "2026-03-01", "mod")).Append((62, "2026-03", "moj"))
            .Append((70, "2026-04-01", "moj")))
        {
            var paper = SignedAnew(InOrder with
            {
                Number = $"EUC/{number:0000}/2026", IssuedOn = On(day), Authority = authority,
                EndUser = InOrder.EndUser! with { Party = new($"Somebody {number}") }, Paper = new(PaperKind.Original),
            });
            last = (await store.Record(new NewFact(paper.Subject, Captured(paper)))).First;
        }

        ViewTables[] views = [new CertificateSeriesTables()];
        await ViewSchema.Ensure(store.Source, views, CancellationToken.None);
        await using (var runner = await ViewRunner.Start(store.Source, views, CancellationToken.None))
        {
            await runner.WaitFor(last, TimeSpan.FromMinutes(1), CancellationToken.None);
        }

        Recorded[] all = [.. (await store.ReadAll(0, CancellationToken.None).ToListAsync())];
        var found = await CertificateSeriesTables.Neighbours(store, InOrder, Certificate, null, CancellationToken.None);
        found.ToHashSet().ShouldBe(NumberSeries.Neighbours(InOrder, Certificate, all), ignoreOrder: true);
        found.Length.ShouldBe(11);
        (await CertificateSeriesTables.Neighbours(store, InOrder, Certificate, null, CancellationToken.None, last - 1))
            .Length.ShouldBe(10);
        var before = all[^1].At - Duration.FromTicks(10);
        (await CertificateSeriesTables.Neighbours(store, InOrder, Certificate, before, CancellationToken.None))
            .Length.ShouldBe(10);
        var nobodys = InOrder with { Authority = null };
        (await CertificateSeriesTables.Neighbours(store, nobodys, Certificate, null, CancellationToken.None))
            .ShouldBeEmpty();

        var needed = CertificateReport.Needs(Certificate, all);
        var input = await VerdictReading.Read(store, Certificate, needed, found, CancellationToken.None);
        var finding = Judged(input.Facts, input.Others).Findings.Single(it => it.Code == "number-out-of-order");
        finding.Values.ShouldBe(["EUC/0017/2026", "EUC/0060/2026", "2026-03-01", "9", "10"]);

        var wrong = all.Single(it => it.Home == Subject.Parse("certificate/is/euc-0060-2026"));
        await store.Record(new NewFact(wrong.Home, new RecordRetracted(
            On("2026-05"), wrong.Position, [.. wrong.Subjects().Skip(1)], "another paper", "chief")));
        await ViewRebuild.Run(store.Source, views, null, CancellationToken.None);
        (await CertificateSeriesTables.Neighbours(store, InOrder, Certificate, null, CancellationToken.None))
            .ShouldBe(found, ignoreOrder: true, "what was retracted is found as before, and read with what retracts it");
        input = await VerdictReading.Read(store, Certificate, needed, found, CancellationToken.None);
        input.Facts.ShouldContain(it => it.Position == wrong.Position);
        Judged(input.Facts, input.Others).Findings.Single(it => it.Code == "number-out-of-order")
            .Facts.ShouldNotContain(wrong.Position);
    }

    [Fact]
    public async Task An_end_user_with_very_many_facts_is_kept_in_memory_and_what_is_recorded_later_is_seen()
    {
        var store = _database!.Open();
        var trial = new Trial();
        foreach (var fact in trial.RegisterFacts().Concat(trial.Facts()))
        {
            await store.Record(new NewFact(fact.Home, fact.Fact));
        }

        NewFact Another(int number) => new(
            Subject.Parse($"certificate/is/n-{number}"),
            Captured(SignedAnew(InOrder with
            {
                Number = $"N/{number}", IssuedOn = On("2025-01-10"), Paper = new(PaperKind.Original),
                Lines = [InOrder.Lines[0] with { Quantity = number }],
            })));
        for (var request = 0; request < 3; request++)
        {
            (await store.Append(
                new(
                    new(Guid.NewGuid()), [.. Enumerable.Range(1_000 + (200 * request), 200).Select(Another)],
                    Condition.None, new("clerk-07")),
                CancellationToken.None)).ShouldBeOfType<AppendOutcome.Appended>();
        }

        var first = await Compare(store);
        store.Parties.Of(InOrder.EndUserSubject!.Value)!.Count.ShouldBeGreaterThan(600);
        (await Compare(store)).ShouldSatisfyAllConditions(
            it => it.Facts.ShouldBe(first.Facts),
            it => it.Others.Order(Positions).ShouldBe(first.Others.Order(Positions)));

        var party = InOrder.EndUserSubject!.Value;
        var renewed = await store.Record(new NewFact(party, new PartyRegistered(
            On("2026-05"), PartyKind.StateBody, InOrder.EndUser!.Party.Name, "IS", ["Patrouille Nord"])));
        (await VerdictReading.Registered(store, [party], CancellationToken.None)).Select(it => it.Position)
            .ShouldBe([6, renewed.First]);
        var later = await store.Record(Another(17));
        var gone = first.Others[3];
        await store.Record(new NewFact(gone.Certificate, new RecordRetracted(
            On("2026-05"), gone.Position, [InOrder.EndUserSubject!.Value], "another paper", "chief")));
        (await Compare(store)).ShouldSatisfyAllConditions(
            it => it.Others.ShouldContain(one => one.Position == later.First),
            it => it.Others.ShouldNotContain(one => one.Position == gone.Position));
    }

    private static Comparer<OtherReading> Positions { get; } =
        Comparer<OtherReading>.Create((one, other) => one.Position.CompareTo(other.Position));

    private static async Task<VerdictInput> Compare(PostgresEventStore store)
    {
        var own = (await store.Read([Certificate], CancellationToken.None)).Facts;
        var needed = CertificateReport.Needs(Certificate, own);
        var whole = (await store.Read([.. needed], CancellationToken.None)).Facts;
        var part = await VerdictReading.Read(store, Certificate, needed, [], CancellationToken.None);
        Judged(part.Facts, part.Others).Findings.ShouldBe(Judged(whole, null).Findings);
        return part;
    }

    private static CertificateReport Judged(
        IReadOnlyCollection<Recorded> facts, IReadOnlyCollection<OtherReading>? others) =>
        CertificateReport.Of(Certificate, facts, On("2026-06-30"), null, CertificateParameters.Default, others)!;
}
