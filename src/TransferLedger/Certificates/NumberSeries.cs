using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// Where a certificate stands among those of its authority by the day of issue: numbers grow with the days (EUC-023).
/// Which papers are its neighbours is told by the captures on record alone, so that the same facts give the same.
/// </summary>
/// <param name="Authority">The subject of the issuing authority's register.</param>
/// <param name="IssuedOn">The day of issue.</param>
public sealed record NumberSeries(Subject Authority, Happened IssuedOn)
{
    /// <summary>How many captures before and how many after are looked for.</summary>
    public const int Nearest = 10;

    /// <summary>The place of a certificate; null when it names no authority or no day of issue.</summary>
    public static NumberSeries? Of(EndUserCertificate paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return Of(paper.IssuingCountry, paper.Authority, paper.IssuedOn);
    }

    /// <summary>
    /// The certificates issued next before and next after one by the same authority, as their captures say: of each
    /// side the <see cref="Nearest"/> captures, those recorded last first where days are the same.
    /// </summary>
    /// <param name="paper">The certificate.</param>
    /// <param name="own">Its subject, which is left out; null when it has none.</param>
    /// <param name="facts">Captures; other facts do no harm.</param>
    public static ImmutableHashSet<Subject> Neighbours(
        EndUserCertificate paper, Subject? own, IEnumerable<Recorded> facts)
    {
        if (Of(paper) is not { } series)
        {
            return [];
        }

        var day = series.IssuedOn.Text;
        var others = facts.Where(it => it.Home != own)
            .Select(it => (
                it.Home, it.Position, Series: it.Fact is CertificateCaptured read ? Of(read.Certificate) : null))
            .Where(it => it.Series?.Authority == series.Authority)
            .Select(it => (it.Home, it.Position, Day: it.Series!.IssuedOn.Text)).ToList();
        return
        [
            .. others.Where(it => string.CompareOrdinal(it.Day, day) < 0)
                .OrderByDescending(it => it.Day, StringComparer.Ordinal).ThenByDescending(it => it.Position)
                .Take(Nearest)
                .Concat(others.Where(it => string.CompareOrdinal(it.Day, day) > 0)
                    .OrderBy(it => it.Day, StringComparer.Ordinal).ThenByDescending(it => it.Position)
                    .Take(Nearest))
                .Select(it => it.Home),
        ];
    }

    /// <summary>The facts about neighbours that count: what was captured, and what corrects or retracts it.</summary>
    internal static bool Counts(LedgerEvent fact) => fact is CertificateCaptured or CorrectionEvent;

    private static NumberSeries? Of(string country, string? authority, Happened? issued) =>
        issued is not null && !string.IsNullOrWhiteSpace(authority)
        && Subject.TryParse(
            $"authority/{Subject.Normalise(country)}/{Subject.Normalise(authority)}", out var subject)
            ? new(subject, issued)
            : null;
}
