using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Screening;
using TransferLedger.Store.Risk;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Risk;

/// <summary>
/// Names that cards are asked for: an empty card of a name that is on no paper would look like that of a party without
/// a stain.
/// </summary>
internal static class RiskNames
{
    private const int MostKeys = 50_000;
    private const int MostTold = 5;

    /// <summary>A name is told as near from this score on, however common it is.</summary>
    private static readonly ScreeningParameters Near = new(WarnFrom: 500, EnoughBits: 0, Version: "near");

    /// <summary>Refuses a unit that nothing on record names, with the nearest names that something does.</summary>
    /// <exception cref="CommandFailedException">Nothing names it.</exception>
    public static async Task MustBeOnRecord(OpenLedger ledger, RiskUnit unit, CancellationToken cancel)
    {
        if (unit.Kind == RiskUnitKind.Country || await RiskReader.Exists(ledger.Store.Source, unit, cancel)
            || await IsParty(ledger, unit, cancel))
        {
            return;
        }

        var keys = await RiskReader.Keys(ledger.Store.Source, unit.Kind, MostKeys, cancel);
        var near = NearestOf(unit.Key, keys);
        throw new CommandFailedException(
            Exit.Refused,
            $"Nothing on record names the {Word(unit.Kind)} {Shown(unit.Key)}. "
                + (near.Count > 0 ? $"Nearest on record: {string.Join("; ", near.Select(Shown))}."
                    : keys.Count == 0 ? $"No {Word(unit.Kind)} is named at all."
                    : FormattableString.Invariant($"None of the {keys.Count} on record is like it.")));
    }

    /// <summary>The keys that are most like another, the likest first.</summary>
    internal static IReadOnlyList<string> NearestOf(string key, IReadOnlyList<string> keys)
    {
        var screener = new Screener(
            keys.Select(it => new ListedEntry("record", it, ListedKind.Body, [new(Name(it))], [], [], [])),
            Transliterator.Latin, Near);
        return
        [
            .. screener.Screen(ScreenedParty.Of([Name(key)])).OrderByDescending(it => it.Score)
                .ThenBy(it => it.Entry, StringComparer.Ordinal).Take(MostTold).Select(it => it.Entry),
        ];
    }

    /// <summary>A party may stand in the register, or on a paper that counts nothing.</summary>
    private static async Task<bool> IsParty(OpenLedger ledger, RiskUnit unit, CancellationToken cancel) =>
        unit.Kind != RiskUnitKind.Site
        && Subject.TryParse("party/" + unit.Key[(unit.Key.IndexOf('/', StringComparison.Ordinal) + 1)..], out var party)
        && (await ledger.Store.Read([party], cancel)).Facts.Length > 0;

    private static string Name(string key) => key.Replace('/', ' ').Replace('-', ' ')
        .Replace("broker ", "", StringComparison.Ordinal).Replace("carrier ", "", StringComparison.Ordinal);

    private static string Shown(string key) => key.Split('/') switch
    {
        ["broker" or "carrier", var name] => Plain.Of(name),
        [var holder, var site] => $"{Plain.Of(site)} of {Plain.Of(holder)}",
        _ => Plain.Of(key),
    };

    private static string Word(RiskUnitKind kind) => kind switch
    {
        RiskUnitKind.Broker => "broker",
        RiskUnitKind.Carrier => "carrier",
        RiskUnitKind.Site => "site",
        _ => "party",
    };
}
