using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// What the ledger holds about one weapon: everything reported, and from it what it is, its marks and its chain of
/// custody. One row for every weapon, keyed by its id.
/// </summary>
/// <param name="Weapon">The weapon's id.</param>
/// <param name="Timeline">Everything reported.</param>
public sealed record WeaponCustody(string Weapon, CustodyTimeline Timeline) : IView<WeaponCustody>
{
    /// <summary>What the weapon is: of each feature what the first fact says that says anything. Never null.</summary>
    public ItemDescription Description
    {
        get
        {
            var known = new ItemDescription();
            foreach (var entry in Timeline.Entries)
            {
                if (entry.Item is { } item)
                {
                    known = new ItemDescription(
                        known.Kind ?? item.Kind,
                        known.Maker ?? item.Maker,
                        known.CountryOfManufacture ?? item.CountryOfManufacture,
                        known.Model ?? item.Model,
                        known.Calibre ?? item.Calibre,
                        known.Year ?? item.Year);
                }
            }

            return known;
        }
    }

    /// <summary>The marks as read, in the order in which they were read.</summary>
    public ValueList<MarkReading> Marks => MarkReading.Of(Timeline);

    /// <summary>
    /// The chain of custody with the default thresholds, as of now. Derived anew at every call; keep the result.
    /// </summary>
    public CustodyChain Chain => CustodyChain.Of(Timeline);

    /// <inheritdoc/>
    public static IEnumerable<string> KeysOf(Recorded entry) => WeaponFacts.KeysOf(entry);

    /// <inheritdoc/>
    public static Subject SubjectOf(string key) => WeaponFacts.SubjectOf(key);

    /// <inheritdoc/>
    public static WeaponCustody? Apply(string key, WeaponCustody? row, Recorded entry)
    {
        var before = row?.Timeline ?? CustodyTimeline.Empty;
        var after = before.Add(entry);
        return ReferenceEquals(after, before) ? row : new(key, after);
    }
}
