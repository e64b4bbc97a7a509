using System.Collections.Frozen;
using System.Collections.Immutable;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Screening;

/// <summary>
/// Compares parties with the entries of some lists. Pure and never changing: the same party, the same matches. What
/// fails throws; whoever calls must take a failure for a party that is not cleared.
/// </summary>
public sealed class Screener
{
    private const int ImoDigits = 7;

    private readonly NameIndex _index;
    private readonly FrozenDictionary<string, ListedEntry[]> _byIdentifier;
    private readonly OtherScripts? _others;
    private readonly ScreeningParameters _parameters;
    private readonly ScoreBound _bound;

    /// <summary>A screener for some entries.</summary>
    /// <param name="entries">All entries of all lists to compare with.</param>
    /// <param name="others">Writes scripts without a table in <see cref="Romanization"/>.</param>
    /// <param name="parameters">The thresholds.</param>
    public Screener(IEnumerable<ListedEntry> entries, OtherScripts? others, ScreeningParameters parameters)
    {
        var all = entries.ToList();
        (_others, _parameters, _index) = (others, parameters, NameIndex.Of(all, others));
        _bound = new(parameters.WarnFrom);
        _byIdentifier = all.SelectMany(entry => entry.Identifiers.Select(it => (Key: KeyOf(it), entry)))
            .Where(it => it.Key is not null).GroupBy(it => it.Key!, it => it.entry, StringComparer.Ordinal)
            .ToFrozenDictionary(it => it.Key, it => it.Distinct().ToArray(), StringComparer.Ordinal);
    }

    /// <summary>How many names it compares with.</summary>
    public int Names => _index.Names.Length;

    /// <summary>
    /// Every entry that may be the party, the likeliest first; entries alike by list and id. Of each entry the name
    /// that is most alike.
    /// </summary>
    /// <exception cref="NameNotComparedException">A name of it cannot be compared, or not whole.</exception>
    public ImmutableArray<ScreeningMatch> Screen(ScreenedParty party)
    {
        ArgumentNullException.ThrowIfNull(party);
        var best = new Dictionary<ListedEntry, (NameComparison How, IndexedName Listed, string Asked)>(
            ReferenceEqualityComparer.Instance);
        foreach (var written in party.Names)
        {
            // Nobody is cleared by a name that was not compared, or not whole.
            if (ScreenedName.Of(written, _others) is not { IsCut: false } name)
            {
                throw new NameNotComparedException(written);
            }

            foreach (var listed in _index.Near(name))
            {
                // A name with vowels is compared with the listed name that has them: it says more.
                if (listed.Name.WithoutVowels && !name.WithoutVowels
                    && listed.Listed.Kind == ListedNameKind.OriginalScript)
                {
                    continue;
                }

                if (!_bound.MayReach(name, listed.Name))
                {
                    continue;
                }

                var needed = _parameters.EnoughBits - Known(party, listed.Entry);
                var how = NameComparison.Of(name, listed, needed);
                if (how.Score >= _parameters.WarnFrom
                    && (!best.TryGetValue(listed.Entry, out var before) || before.How.Score < how.Score))
                {
                    best[listed.Entry] = (how, listed, written);
                }
            }
        }

        var certain = new Dictionary<ListedEntry, PartyIdentifier>(ReferenceEqualityComparer.Instance);
        foreach (var identifier in party.Identifiers)
        {
            foreach (var entry in Having(identifier))
            {
                certain.TryAdd(entry, identifier);
            }
        }

        var asked = party.Names.Count > 0 ? party.Names[0] : "";
        return
        [
            .. best.Select(it => Match(
                    party, it.Key, it.Value.How, it.Value.Listed.Listed, it.Value.Asked,
                    certain.GetValueOrDefault(it.Key)))
                .Concat(certain.Where(it => !best.ContainsKey(it.Key)).Select(it => Match(
                    party, it.Key, new(0, []), it.Key.Names[0], asked, it.Value)))
                .OrderByDescending(it => it.Grade).ThenByDescending(it => it.Score)
                .ThenBy(it => it.List, StringComparer.Ordinal).ThenBy(it => it.Entry, StringComparer.Ordinal),
        ];
    }

    /// <summary>What country and birth say that a party and an entry have in common, in bits.</summary>
    private static double Known(ScreenedParty party, ListedEntry entry) =>
        OfCountries(party, entry) switch
        {
            Agreement.Agrees => ScoreWeights.CountryAgrees, Agreement.Differs => -ScoreWeights.CountryDiffers, _ => 0,
        }
        + OfBirths(party, entry) switch
        {
            Agreement.Agrees => ScoreWeights.BirthAgrees, Agreement.Differs => -ScoreWeights.BirthDiffers, _ => 0,
        };

    private ListedEntry[] Having(PartyIdentifier identifier) =>
        KeyOf(identifier) is { } key && _byIdentifier.TryGetValue(key, out var found) ? found : [];

    private ScreeningMatch Match(
        ScreenedParty party,
        ListedEntry entry,
        NameComparison how,
        ListedName listed,
        string asked,
        PartyIdentifier? identifier)
    {
        var country = OfCountries(party, entry);
        var birth = OfBirths(party, entry);
        return new(
            entry.List, entry.Id, entry.Fingerprint, listed.Name, listed.Kind, asked, how.Score,
            how.Deductions.ToValueList(), country, birth, Grade(how, country, birth, identifier), identifier);
    }

    /// <summary>
    /// A name that is as good as the same holds when country or birth agree. It holds too when neither can be compared:
    /// then the rule lacks what it needs; but not a name that many have and that is written otherwise. A name on a list
    /// with another country and birth is worth a look.
    /// </summary>
    private MatchGrade Grade(NameComparison how, Agreement country, Agreement birth, PartyIdentifier? identifier) =>
        identifier is not null ? MatchGrade.Certain
        : how.Score < _parameters.HoldFrom ? MatchGrade.Possible
        : country == Agreement.Agrees || birth == Agreement.Agrees ? MatchGrade.Likely
        : country == Agreement.NotCompared && birth == Agreement.NotCompared && !how.IsCommon ? MatchGrade.Likely
        : MatchGrade.Possible;

    private static Agreement OfCountries(ScreenedParty party, ListedEntry entry) =>
        party.Countries.Count == 0 || entry.Countries.Count == 0 ? Agreement.NotCompared
        : party.Countries.Any(it => entry.Countries.Contains(it, StringComparer.Ordinal)) ? Agreement.Agrees
        : Agreement.Differs;

    private static Agreement OfBirths(ScreenedParty party, ListedEntry entry) =>
        party.Births.Count == 0 || entry.Births.Count == 0 ? Agreement.NotCompared
        : party.Births.Any(it => entry.Births.Any(it.Overlaps)) ? Agreement.Agrees
        : Agreement.Differs;

    /// <summary>
    /// What an identifier is found by: of an IMO number its seven digits, however it is written, whether of a ship or
    /// a company.
    /// </summary>
    private static string? KeyOf(PartyIdentifier identifier)
    {
        var (scheme, value) = (Subject.Normalise(identifier.Scheme), Subject.Normalise(identifier.Value));
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        return scheme.Length == 0 || value.Length == 0 ? null
            : scheme.Split('-').Contains("imo", StringComparer.Ordinal) && digits.Length == ImoDigits ? $"imo/{digits}"
            : $"{scheme}/{value.Replace("-", "", StringComparison.Ordinal)}";
    }
}
