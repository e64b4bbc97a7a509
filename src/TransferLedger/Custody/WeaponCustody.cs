using System.Text.Json;
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
    public static WeaponCustody Apply(string key, WeaponCustody? row, Recorded entry) =>
        new(key, (row?.Timeline ?? CustodyTimeline.Empty).Add(entry));

    /// <summary>The row as compact JSON in UTF-8. Equal rows give equal bytes.</summary>
    public byte[] ToJson() => RowJson.ToBytes(Weapon, Timeline);

    /// <summary>Writes what <see cref="ToJson"/> gives with a writer of the caller, for rows by the thousand.</summary>
    public void Write(Utf8JsonWriter json) => RowJson.Write(json, Weapon, Timeline);

    /// <summary>The row that <see cref="ToJson"/> has written.</summary>
    /// <exception cref="JsonException">The bytes are not such a row.</exception>
    public static WeaponCustody FromJson(ReadOnlySpan<byte> json)
    {
        var (weapon, timeline) = RowJson.Read(json);
        return new(weapon, timeline);
    }
}
