using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Certificates;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
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

    private static async Task<VerdictInput> Compare(PostgresEventStore store)
    {
        var own = (await store.Read([Certificate], CancellationToken.None)).Facts;
        var needed = CertificateReport.Needs(Certificate, own);
        var whole = (await store.Read([.. needed], CancellationToken.None)).Facts;
        var part = await VerdictReading.Read(store, Certificate, needed, CancellationToken.None);
        Judged(part.Facts, part.Others).Findings.ShouldBe(Judged(whole, null).Findings);
        return part;
    }

    private static CertificateReport Judged(
        IReadOnlyCollection<Recorded> facts, IReadOnlyCollection<OtherReading>? others) =>
        CertificateReport.Of(Certificate, facts, On("2026-06-30"), null, CertificateParameters.Default, others)!;
}
