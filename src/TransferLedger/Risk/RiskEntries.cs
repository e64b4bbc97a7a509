using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Risk;

/// <summary>
/// Entries being collected from the facts about one subject, as they stand. Nothing here looks at a day of asking:
/// an entry says from when on it counts, so that any day can be asked later.
/// </summary>
internal sealed class RiskEntries
{
    private readonly HashSet<long> _disputed;

    /// <summary>None yet.</summary>
    /// <param name="known">The facts about the subject that are known, corrections included.</param>
    public RiskEntries(ImmutableArray<Recorded> known)
    {
        if (!known.Any(it => it.Fact is CorrectionEvent))
        {
            // Most subjects were never corrected, and each is gone through after each of its facts.
            (_disputed, Standing) = ([], InOrder(known));
            return;
        }

        var amendments = known.Select(Amendment.Of).OfType<Amendment>().ToImmutableArray().Sort(Amendment.Compare);
        _disputed = Amendment.Standing(amendments).Where(it => it.Kind == AmendmentKind.Dispute)
            .Select(it => it.Target).ToHashSet();
        Standing = InOrder(StandingFacts.Of(known));
    }

    /// <summary>The facts as they stand, in the order in which they happened.</summary>
    public ImmutableArray<Recorded> Standing { get; }

    /// <summary>What was collected.</summary>
    public List<RiskEntry> Made { get; } = [];

    /// <summary>
    /// The first day on which something may have happened; where nobody knows when that is, the last: nothing counts as
    /// held for a thousand years because a source gives no beginning.
    /// </summary>
    public static LocalDate DayOf(Happened happened) =>
        (happened.Earliest == Happened.Beginning ? happened.Latest : happened.Earliest).InUtc().Date;

    /// <summary>
    /// A code of a country as it is kept, that of today where only the code has changed: what is said of <c>ZR</c>
    /// counts for <c>CD</c>. Null for what is none.
    /// </summary>
    public static string? Code(string? country) =>
        country?.Trim().ToUpperInvariant() is { Length: 2 } code && code.All(char.IsAsciiLetterUpper)
            ? CountryCodes.Today(code)
            : null;

    /// <summary>The country in the key of a certificate or shipment.</summary>
    public static string? CountryOf(Subject? home) =>
        home is { } subject ? Code(subject.Rest.Split('/')[0]) : null;

    /// <summary>The party of a custodian; null when nobody is named.</summary>
    public static string? PartyOf(Custodian? custodian) =>
        custodian is { } one && (one.Reference ?? one.Name).Any(char.IsLetterOrDigit) ? one.Party.Rest : null;

    /// <summary>The facts of one kind as they stand, in the order in which they happened.</summary>
    public IEnumerable<(Recorded Entry, T Fact)> All<T>()
        where T : LedgerEvent =>
        Standing.Where(it => it.Fact is T).Select(it => (it, (T)it.Fact));

    private static ImmutableArray<Recorded> InOrder(IEnumerable<Recorded> facts) =>
    [
        .. facts.OrderBy(it => it.Fact.Happened.Earliest).ThenBy(it => it.Fact.Happened.Latest).ThenBy(it => it.Id),
    ];

    /// <summary>Adds an entry; without a country nothing is said about any.</summary>
    public void Add(
        RiskSeries series,
        string? country,
        LocalDate on,
        long position,
        double weight = 1,
        LocalDate? until = null,
        LocalDate? dated = null,
        string? party = null,
        string? site = null,
        ValueList<string> named = default)
    {
        if (country is not null && weight != 0 && (until is not { } end || end > on))
        {
            var age = dated is { } day && day < on ? day : on;
            var thousandths = (long)Math.Round(weight * 1000);
            Made.Add(new(
                country, series, thousandths, on, until, age, position, _disputed.Contains(position), party, site,
                named));
        }
    }
}
