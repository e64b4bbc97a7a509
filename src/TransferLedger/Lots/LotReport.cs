using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>
/// Everything a person asks about one lot at one point on the two clocks. Pure: made from its facts alone.
/// </summary>
/// <param name="Lot">The lot.</param>
/// <param name="AsOf">The point on the two clocks.</param>
/// <param name="Description">What it is; null when no fact says.</param>
/// <param name="Number">The parts of its number; null when the number is of no known format.</param>
/// <param name="Books">Where its rounds are.</param>
/// <param name="Findings">What does not fit together, each under its key, with what people decided.</param>
/// <param name="Grades">The Admiralty grades of the facts that have one, by position.</param>
/// <param name="Later">How many facts about it are on record that this point does not see.</param>
/// <param name="StateHash">
/// SHA-256 over balances and findings by the ids of their facts: the same for the same facts in whatever order they
/// came. 64 hexadecimal digits.
/// </param>
public sealed record LotReport(
    Subject Lot,
    AsOf AsOf,
    LotDescription? Description,
    LotNumber? Number,
    LotBooks Books,
    ValueList<Finding> Findings,
    ValueList<FactGrade> Grades,
    int Later,
    string StateHash)
{
    /// <summary>The report, or null when nothing was known of the lot then.</summary>
    /// <param name="lot">The lot.</param>
    /// <param name="history">All facts about it.</param>
    /// <param name="asOf">The point on the two clocks.</param>
    /// <param name="on">The day on which it is asked what is overdue.</param>
    public static LotReport? Of(Subject lot, History history, AsOf asOf, Instant on)
    {
        var books = LotBooks.Of(lot, history.Facts, asOf);
        if (books.Entries.IsEmpty && books.Uncounted.IsEmpty)
        {
            return null;
        }

        var seen = books.Entries.Concat(books.Uncounted).Select(it => it.Position).ToHashSet();
        var described = books.Description();
        var known = history.Facts.Where(it => asOf.KnownBy is not { } by || it.At <= by).ToList();
        var ids = known.DistinctBy(it => it.Position).ToDictionary(it => it.Position, it => it.Id);
        var decided = Finding.DecisionsIn(known);
        var findings = LotRules.Find(books, on, LotParameters.Default)
            .Select(it => (Key: Finding.KeyOf(it, position => ids[position]), What: it))
            .DistinctBy(it => it.Key, StringComparer.Ordinal)
            .Select(it => new Finding(it.Key, it.What, decided.GetValueOrDefault(it.Key))).ToValueList();
        return new LotReport(
            lot,
            asOf,
            described,
            described is null ? null : LotNumber.Read(described.Number),
            books,
            findings,
            known.Where(it => it.Provenance.Grade is not null && seen.Contains(it.Position))
                .Select(it => new FactGrade(it.Position, it.Provenance.Grade!.Value)).ToValueList(),
            Later(LotBooks.Of(lot, history.Facts, AsOf.Now)),
            Hash(books, findings, position => ids[position]));

        int Later(LotBooks now) => now.Entries.Concat(now.Uncounted).Count(it => !seen.Contains(it.Position));
    }

    /// <summary>
    /// What the rules ever found about the lot and no longer do, with when it was first and last known. In the order in
    /// which it was first known.
    /// </summary>
    /// <param name="lot">The lot.</param>
    /// <param name="history">All facts about it.</param>
    /// <param name="now">The instant of asking.</param>
    public static IReadOnlyList<FormerFinding> Former(Subject lot, History history, Instant now) => FormerFinding.Of(
        history.Facts.Select(it => it.At),
        at => Of(lot, history, new AsOf(null, at), Instant.Min(at, now))?.Findings ?? []);

    private static string Hash(LotBooks books, ValueList<Finding> findings, Func<long, Guid> idOf)
    {
        var text = new StringBuilder();
        foreach (var it in books.History())
        {
            CustodyHash.Add(
                text, it.Account.Kind.ToString(), it.Account.Key, it.From.Text, it.To?.Text ?? "",
                it.Rounds.ToString(CultureInfo.InvariantCulture));
            CustodyHash.Add(text, CustodyHash.Ids([it.Ground], idOf));
        }

        foreach (var finding in findings.OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            CustodyHash.Add(text, finding.Key, finding.What.Severity.ToString());
            CustodyHash.Add(text, [.. finding.What.Values]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
