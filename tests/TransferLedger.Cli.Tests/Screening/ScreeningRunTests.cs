using System.Text;
using NodaTime;
using TransferLedger.Cli.Screening;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Screening;
using TransferLedger.Store.Files;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Tests.Screening;

/// <summary>Lists and papers that come and go between two runs: nobody is carried over who was not compared.</summary>
public sealed class ScreeningRunTests
{
    private const string Name = "Nordlicht Reederei";
    private static readonly Instant Now = Instant.FromUtc(2026, 6, 30, 10, 0);
    private static readonly Subject Home = PartyRegister.SubjectOf(Name)!.Value;
    private static readonly byte[] First = List("2026-06-28", "HARBOUR TRADING");
    private static readonly byte[] Second = List("2026-06-29", Name.ToUpperInvariant());
    private readonly MemoryEventStore _store = new(new Standing());

    [Fact]
    public async Task Whom_no_paper_names_while_a_list_changes_is_compared_with_the_change_all_the_same()
    {
        await Publish(First);
        await Append(Home, Registered());
        (await Run()).Screened.ShouldBe(1);
        await Retract(await Last());
        await Append(PartyRegister.SubjectOf("Other")!.Value, new PartyRegistered(At, PartyKind.Company, "Other"));
        (await Run()).Screened.ShouldBe(1);
        await Publish(Second);
        (await Run()).Matches.Select(it => it.Party).ShouldBe([Name]);
        await Append(Home, Registered());
        (await Run()).Unchanged.ShouldBe(2);
        var record = ScreeningFile.Of(await Facts());
        var latest = record.Latest(Name)!;
        record.VersionOf(latest, "un").ShouldBe(record.InForce("un")!.Fact.Version);
        latest.Fact.Matches.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_version_of_a_list_was_retracted_everybody_is_screened_by_the_one_before()
    {
        await Publish(First);
        await Append(Home, Registered());
        await Run();
        await Publish(Second);
        (await Run()).Matches.Count.ShouldBe(1);
        await Retract((await Facts()).Last(it => it.Fact is SanctionsListPublished));
        var after = await Run();
        (after.Screened, after.Matches.Count).ShouldBe((1, 0));
    }

    private static Happened At => Happened.At(Now - Duration.FromHours(1));

    private static byte[] List(string day, string name) => Encoding.UTF8.GetBytes(
        $"""
        <CONSOLIDATED_LIST dateGenerated="{day}T10:00:00Z"><ENTITY><FIRST_NAME>{name}</FIRST_NAME>
        <REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER></ENTITY></CONSOLIDATED_LIST>
        """);

    private static PartyRegistered Registered() => new(At, PartyKind.Company, Name, "DE");

    private async Task Publish(byte[] file)
    {
        var content = ListReading.Of("un", [file]);
        var before = ScreeningFile.Of(await Facts()).InForce("un") is null ? null : ListReading.Of("un", [First]);
        var state = new AllFacts([.. await Facts()]);
        var list = Screenings.Publish(
            state, content, before, [new("un.xml", FileStore.HashOf(file), file.Length)], content.Published!, At,
            acceptShrunk: true);
        (await _store.Append(new(new(Guid.NewGuid()), list.Facts, Condition.None, new("t")), CancellationToken.None))
            .ShouldBeOfType<AppendOutcome.Appended>();
    }

    private async Task Append(Subject home, LedgerEvent fact) =>
        (await _store.Append(
            new(new(Guid.NewGuid()), [new(home, fact)], Condition.None, new("t")), CancellationToken.None))
        .ShouldBeOfType<AppendOutcome.Appended>();

    private Task Retract(Recorded fact) => Append(
        fact.Home, new RecordRetracted(At, fact.Position, [fact.Home], "typed wrong", "chief"));

    private async Task<Recorded> Last() => (await Facts()).Last(it => it.Fact is PartyRegistered);

    private async Task<List<Recorded>> Facts()
    {
        var facts = new List<Recorded>();
        await foreach (var one in _store.ReadAll(0, CancellationToken.None))
        {
            facts.Add(one);
        }

        return facts;
    }

    private async Task<RunSummary> Run()
    {
        var facts = await Facts();
        var shelf = new ListShelf(
            (hash, _) => Task.FromResult<byte[]?>(hash == FileStore.HashOf(First) ? First : Second));
        return await new ScreeningRun(_store, shelf, Transliterator.Latin, "clerk-07", Happened.At(Now), _ => { }).Run(
            facts, facts, facts.Count, ScreeningParameters.Default, CancellationToken.None);
    }

    private sealed class Standing : IClock
    {
        public Instant GetCurrentInstant() => Now;
    }
}
