using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Shipments;

namespace TransferLedger.Risk;

/// <summary>
/// One row of the view <c>country_risk_fact</c>: the facts about one weapon, lot, certificate, shipment, check, count,
/// trace, finding or declared surplus, and what they say about countries. Made from that subject's own history alone.
/// </summary>
/// <param name="Subject">The subject.</param>
/// <param name="Facts">The facts about it, in the order of recording, corrections included.</param>
public sealed record RiskRow(Subject Subject, ImmutableList<Recorded> Facts) : IView<RiskRow>
{
    private const string Finding = "finding";
    private const string Weapon = "weapon";
    private const string Party = "party";

    private static readonly string[] Kinds =
        [Weapon, "lot", "certificate", "shipment", "check", "inventory", "trace", Finding, "surplus"];

    /// <summary>
    /// What the facts say, each with the time for which it was known so: after each recording the entries are made
    /// anew, and what has gone is closed.
    /// </summary>
    public ImmutableArray<RiskFact> Made => Of(Subject, [.. Facts], RiskWindows.Default);

    /// <inheritdoc/>
    public static IEnumerable<string> KeysOf(Recorded entry) => entry.Subjects()
        .Where(it => Kinds.Contains(it.Kind, StringComparer.Ordinal) || IsDeclared(it, entry)).Select(it => it.Key)
        .Distinct(StringComparer.Ordinal);

    /// <inheritdoc/>
    public static Subject SubjectOf(string key) => Subject.Parse(key);

    /// <inheritdoc/>
    public static RiskRow? Apply(string key, RiskRow? row, Recorded entry) =>
        !Says(key, entry.Fact) || (row is null && IsAboutOther(key, entry)) ? row
        : row is null ? new RiskRow(SubjectOf(key), [entry])
        : row with { Facts = row.Facts.Add(entry) };

    /// <summary>What some facts about a subject say about countries, over all the time the ledger knew them.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="facts">The facts about it, in the order of recording.</param>
    /// <param name="windows">The periods of the model.</param>
    public static ImmutableArray<RiskFact> Of(
        Subject subject, ImmutableArray<Recorded> facts, RiskWindows windows)
    {
        var made = ImmutableArray.CreateBuilder<RiskFact>();
        var standing = new Dictionary<RiskEntry, RiskFact>();
        var timeline = CustodyTimeline.Empty;

        // Of a shipment nothing is said before it leaves, however many boxes are sealed until then.
        var packing = subject.Kind == "shipment";
        for (var at = 0; at < facts.Length; at++)
        {
            timeline = subject.Kind == Weapon ? timeline.Add(facts[at]) : timeline;
            packing = packing && facts[at].Fact is ShipmentPacked;
            if (packing || (at + 1 < facts.Length && facts[at + 1].At == facts[at].At))
            {
                continue;
            }

            var now = facts[at].At;
            var entries = Entries(subject, facts[..(at + 1)], timeline, windows);
            foreach (var (entry, gone) in standing.Where(it => !entries.Contains(it.Key)).ToList())
            {
                made.Add(gone with { KnownUntil = now });
                standing.Remove(entry);
            }

            foreach (var entry in entries)
            {
                standing.TryAdd(entry, new RiskFact(entry, now, null));
            }
        }

        made.AddRange(standing.Values);
        return
        [
            .. made.OrderBy(it => it.KnownFrom).ThenBy(it => it.Entry.On).ThenBy(it => it.Entry.Position)
                .ThenBy(it => it.Entry.Series.Name, StringComparer.Ordinal)
                .ThenBy(it => it.Entry.Country, StringComparer.Ordinal).ThenBy(it => it.Entry.Weight),
        ];
    }

    /// <summary>What a party declares of itself; not the thousands of facts that name it.</summary>
    private static bool IsDeclared(Subject subject, Recorded entry) =>
        subject == entry.Home && subject.Kind == Party && entry.Fact is PartyRegistered or CorrectionEvent;

    /// <summary>A correction of something else that a party said makes no row of it.</summary>
    private static bool IsAboutOther(string key, Recorded entry) =>
        key.StartsWith("party/", StringComparison.Ordinal) && entry.Fact is CorrectionEvent;

    /// <summary>
    /// A lot's thousand postings and a shipment's boxes without seals say nothing here, and are not kept in hand.
    /// </summary>
    private static bool Says(string key, LedgerEvent fact) =>
        key.StartsWith("lot/", StringComparison.Ordinal) ? fact is DiversionEvent or CorrectionEvent
        : !key.StartsWith("shipment/", StringComparison.Ordinal) || fact is not ShipmentPacked { Seals.Count: 0 };

    private static HashSet<RiskEntry> Entries(
        Subject subject, ImmutableArray<Recorded> known, CustodyTimeline timeline, RiskWindows windows)
    {
        var into = new RiskEntries(known);
        switch (subject.Kind)
        {
            case Weapon:
                WeaponRisk.Collect(subject, timeline, into, windows);
                FindingRisk.CollectItem(into);
                break;
            case "lot":
                FindingRisk.CollectItem(into);
                break;
            case "certificate":
                CertificateRisk.Collect(subject, into, windows);
                break;
            case "shipment":
                ShipmentRisk.Collect(subject, into, windows);
                break;
            case "check":
                CheckRisk.Collect(into);
                break;
            case "inventory":
                CheckRisk.CollectCounts(into);
                break;
            case "trace":
                TraceRisk.Collect(into, windows);
                break;
            case Party:
                StrengthRisk.Collect(into);
                break;
            case "surplus":
                SurplusRisk.Collect(subject, into, windows);
                break;
            case Finding:
                FindingRisk.Collect(into);
                break;
        }

        return [.. into.Made];
    }
}
