using System.Globalization;
using NodaTime;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Quality;

/// <summary>A document of a set, and what the rules that had their inputs made of it.</summary>
/// <param name="Document">The document.</param>
/// <param name="Verdict">The worst, without findings that only say that an input is not there.</param>
/// <param name="Findings">What was found besides PASS, without those.</param>
internal sealed record Judged(GeneratedCertificate Document, Verdict Verdict, IReadOnlyList<RuleFinding> Findings)
{
    /// <summary>The rules that speak at least so gravely.</summary>
    public IEnumerable<string> Rules(Verdict least) =>
        Findings.Where(it => it.Verdict >= least).Select(it => it.Rule).Distinct(StringComparer.Ordinal);
}

/// <summary>
/// Judges a set in memory, by the same reads and the same functions as <c>ledger certificate verify</c>.
/// </summary>
internal static class SetJudging
{
    /// <summary>What a rule says that lacks an input nothing here could give: it counts for nothing.</summary>
    public const string NotAvailable = "not-available";

    /// <summary>
    /// Every document, for the day on which the last answer about it was in, in the order of these days: what is held
    /// is refused, as an office would, and counts for none of the later ones.
    /// </summary>
    /// <param name="set">The set.</param>
    /// <param name="isRecorded">Which facts are recorded; null for all.</param>
    /// <param name="on">Judge every document for this day instead; null for each its own.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<Judged>> Of(
        CertificateSet set, Func<LedgerEvent, bool>? isRecorded, Happened? on, CancellationToken cancel)
    {
        var store = new MemoryEventStore(new Standing());
        var documents = set.Certificates().ToList();
        foreach (var fact in set.Register().Concat(documents.SelectMany(it => it.Captures))
            .Concat(documents.SelectMany(it => it.Checks)).Where(it => isRecorded?.Invoke(it.Fact) ?? true))
        {
            await Record(store, fact, cancel);
        }

        var captures = await Captures(store, cancel);
        var judged = new List<Judged>(documents.Count);
        foreach (var document in documents.OrderBy(it => it.JudgedOn))
        {
            cancel.ThrowIfCancellationRequested();
            var report = await Report(
                    store, document.Certificate, on ?? Happened.On(document.JudgedOn),
                    paper => NumberSeries.Neighbours(paper, document.Certificate, captures), cancel)
                ?? throw new InvalidOperationException($"{document.Certificate.Key} was not captured.");
            if (on is null && isRecorded is null && report.Capture != document.Reading)
            {
                throw new InvalidOperationException($"{document.Certificate.Key}: another reading was judged.");
            }

            var findings = report.Findings
                .Where(it => it.Verdict != Verdict.Pass && it.Code != NotAvailable).ToList();
            var verdict = findings.Select(it => it.Verdict).DefaultIfEmpty().Max();
            judged.Add(new Judged(document, verdict, findings));
            if (on is null && verdict >= Verdict.Hold && Refused(document) is var refused
                && (isRecorded?.Invoke(refused.Fact) ?? true))
            {
                await Record(store, refused, cancel);
            }
        }

        return [.. judged.OrderBy(it => it.Document.Number)];
    }

    /// <summary>The verdict on a certificate on record; null when it had not been captured.</summary>
    /// <param name="store">The log.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="on">The day it is judged for.</param>
    /// <param name="neighbours">Which certificates are next to a paper by number.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<CertificateReport?> Report(
        IEventStore store,
        Subject certificate,
        Happened on,
        Func<EndUserCertificate, IEnumerable<Subject>> neighbours,
        CancellationToken cancel)
    {
        var facts = await CertificateReading.Own(store, certificate, cancel);
        var then = facts.Where(new AsOf(on.Latest, null).Includes).ToList();
        var needed = CertificateReport.Needs(certificate, then)
            .Union(CertificateFile.Of(certificate, then).Captures is [.., var last]
                ? neighbours(last.Fact.Certificate)
                : []);
        var all = (await store.Read([.. needed], cancel)).Facts;
        return CertificateReport.Of(certificate, all, on, null, CertificateParameters.Default);
    }

    private static GeneratedFact Refused(GeneratedCertificate document) => new(
        string.Create(CultureInfo.InvariantCulture, $"refused/{document.Number}"),
        document.Certificate,
        new CertificateRefused(
            Happened.On(document.JudgedOn), "chief-01", "held by the rules",
            document.Reading.Certificate.EndUserSubject),
        new Provenance("chief-01", document.Reading.Office));

    private static async Task<List<Recorded>> Captures(MemoryEventStore store, CancellationToken cancel)
    {
        var captures = new List<Recorded>();
        await foreach (var fact in store.ReadAll(0, cancel))
        {
            if (fact.Fact is CertificateCaptured)
            {
                captures.Add(fact);
            }
        }

        return captures;
    }

    private static async Task Record(MemoryEventStore store, GeneratedFact fact, CancellationToken cancel)
    {
        var request = new AppendRequest(
            RowIdentity.Command("ledger import command", fact.Id),
            [new NewFact(fact.Home, fact.Fact)],
            Condition.None,
            fact.Provenance);
        if (await store.Append(request, cancel) is not AppendOutcome.Appended)
        {
            throw new InvalidOperationException($"{fact.Id} was refused.");
        }
    }

    /// <summary>A clock that stands: when the facts of a set are recorded plays no part.</summary>
    private sealed class Standing : IClock
    {
        public Instant GetCurrentInstant() => NodaConstants.UnixEpoch;
    }
}
