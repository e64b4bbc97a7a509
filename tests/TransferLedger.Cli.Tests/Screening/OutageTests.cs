using System.Runtime.CompilerServices;
using System.Text;
using NodaTime;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Screening;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Screening;
using TransferLedger.Store.Files;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Tests.Screening;

/// <summary>Outages in the middle of a screening: whatever breaks, nobody passes who was not screened.</summary>
public sealed class OutageTests
{
    private const int Outages = 100;
    private static readonly Subject Certificate = Subject.Parse("certificate/xr/1");
    private static readonly Instant Now = Instant.FromUtc(2026, 6, 30, 10, 0);
    private static readonly byte[] File = Encoding.UTF8.GetBytes(
        """
        <CONSOLIDATED_LIST dateGenerated="2026-06-29T10:00:00Z"><ENTITY><FIRST_NAME>HARBOUR TRADING</FIRST_NAME>
        <REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER></ENTITY></CONSOLIDATED_LIST>
        """);

    private static readonly string[] Parties =
        ["Waffenfabrik Süd", "Coast Guard", "Nordfracht", "Иван Петров", "გიორგი"];

    [Fact]
    public async Task A_hundred_outages_and_no_silent_pass()
    {
        var (failed, held, dice) = (0, 0, new Random(1));
        for (var outage = 0; outage < Outages; outage++)
        {
            var store = await Ledger();
            var broken = new Broken(store, outage % 4, dice.Next(1, 6));
            try
            {
                failed += (await Run(broken, broken.File, broken.Latin)).Failed > 0 ? 1 : 0;
            }
            catch (Exception wrong) when (wrong is CommandFailedException or LedgerUnavailableException)
            {
                failed++;
            }

            var (findings, cleared) = await Verdict(store);
            var screened = await Cleared(store);
            cleared.Except(screened, StringComparer.Ordinal).ShouldBeEmpty($"outage {outage}");
            held += findings.Max(it => it.Verdict) >= TransferLedger.Rules.Verdict.Hold ? 1 : 0;

            // When everything works again the same run finishes what is left.
            (await Run(store, Bytes, Transliterator.Latin)).Failed.ShouldBe(0);
            (await Verdict(store)).Findings.ShouldAllBe(it => it.Verdict == TransferLedger.Rules.Verdict.Pass);
        }

        held.ShouldBe(failed);
        failed.ShouldBeGreaterThan(Outages / 2);
    }

    private static Task<byte[]?> Bytes(string hash, CancellationToken cancel) =>
        Task.FromResult(hash == FileStore.HashOf(File) ? File : null);

    private static async Task<MemoryEventStore> Ledger()
    {
        var store = new MemoryEventStore(new Standing());
        var at = Happened.At(Now - Duration.FromHours(1));
        var content = ListReading.Of("un", [File]);
        var list = Screenings.Publish(
            AllFacts.Initial, content, null, [new("un.xml", FileStore.HashOf(File), File.Length)], content.Published!, at,
            acceptShrunk: false);
        var paper = new EndUserCertificate(
            "1", "XR", CertificateUse.OneOff, new Paper(PaperKind.Original), Exporter: new(Parties[0]),
            EndUser: new(new(Parties[1])), OtherParties:
            [
                new(PartyRole.Carrier, new(Parties[2])), new(PartyRole.Broker, new(Parties[3])),
                new(PartyRole.Forwarder, new(Parties[4])),
            ]);
        var facts = list.Facts.Add(new(Certificate, new CertificateCaptured(at, "office", "clerk-07", paper)));
        (await store.Append(new(new(Guid.NewGuid()), facts, Condition.None, new("t")), CancellationToken.None))
            .ShouldBeOfType<AppendOutcome.Appended>();
        return store;
    }

    private static async Task<RunSummary> Run(
        IEventStore store, Func<string, CancellationToken, Task<byte[]?>> file, OtherScripts others)
    {
        var facts = new List<Recorded>();
        await foreach (var one in store.ReadAll(0, CancellationToken.None))
        {
            facts.Add(one);
        }

        return await new ScreeningRun(store, new ListShelf(file), others, "clerk-07", Happened.At(Now), _ => { }).Run(
            facts, facts, facts.Count, ScreeningParameters.Default, CancellationToken.None);
    }

    private static async Task<(List<RuleFinding> Findings, List<string> Cleared)> Verdict(MemoryEventStore store)
    {
        var about = (await store.Read([Certificate], CancellationToken.None)).Facts;
        var facts = (await store.Read([.. CertificateReport.Needs(Certificate, about)], CancellationToken.None)).Facts;
        var report = CertificateReport.Of(
            Certificate, facts, Happened.On(new LocalDate(2026, 6, 30)), null, CertificateParameters.Default)!;
        var findings = report.Findings.Where(it => it.Rule == "EUC-051").ToList();
        return (findings, [.. Parties.Where(name => !findings.Exists(it => it.Values.Contains(name)))]);
    }

    private static async Task<List<string>> Cleared(MemoryEventStore store)
    {
        var found = new List<string>();
        await foreach (var one in store.ReadAll(0, CancellationToken.None))
        {
            if (one.Fact is PartyScreened { Failure: null } it)
            {
                found.AddRange(it.Party.Names);
            }
        }

        return found;
    }

    private sealed class Standing : IClock
    {
        public Instant GetCurrentInstant() => Now;
    }

    /// <summary>
    /// Breaks at the n-th use of one of its parts: reading, recording, the stored file, the transliteration.
    /// </summary>
    private sealed class Broken(IEventStore inner, int part, int after) : IEventStore
    {
        private int _left = after;

        public Task<AppendOutcome> Append(AppendRequest request, CancellationToken cancel) => Breaks(1, every: true)
            ? Task.FromResult<AppendOutcome>(new AppendOutcome.NotRecorded("store.unreachable", null))
            : inner.Append(request, cancel);

        public Task<History> Read(IReadOnlyCollection<Subject> about, CancellationToken cancel) =>
            inner.Read(about, cancel);

        public async IAsyncEnumerable<Recorded> ReadAll(long after, [EnumeratorCancellation] CancellationToken cancel)
        {
            await foreach (var one in inner.ReadAll(after, cancel))
            {
                yield return Breaks(0) ? throw new LedgerUnavailableException("gone") : one;
            }
        }

        public Task<Head> Head(CancellationToken cancel) => inner.Head(cancel);

        public Task<byte[]?> File(string hash, CancellationToken cancel) => Breaks(2, every: true)
            ? Task.FromResult<byte[]?>([])
            : Bytes(hash, cancel);

        public string? Latin(Rune character) =>
            Breaks(3) ? throw new IOException("the table is gone") : Transliterator.Latin(character);

        private bool Breaks(int here, bool every = false) =>
            here == part && (every || Interlocked.Decrement(ref _left) == 0);
    }
}
