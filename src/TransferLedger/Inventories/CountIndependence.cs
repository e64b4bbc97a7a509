using TransferLedger.Ledger;

namespace TransferLedger.Inventories;

/// <summary>Did somebody count who should not have? Unnamed counters say nothing.</summary>
internal static class CountIndependence
{
    public const string Storekeeper = "storekeeper";
    public const string SameCounters = "same-counters";

    /// <summary>What is wrong and who it is; null when nothing is.</summary>
    /// <param name="counters">Who counted.</param>
    /// <param name="storekeeper">Who keeps the store; null when nobody says.</param>
    /// <param name="before">Who counted it the time before; null when it never was.</param>
    public static (string What, string Who)? Wrong(
        ValueList<string> counters, string? storekeeper, ValueList<string>? before)
    {
        var persons = Persons(counters);
        if (storekeeper is not null && persons.Contains(Subject.Normalise(storekeeper)))
        {
            return (Storekeeper, storekeeper);
        }

        return persons.Count > 1 && before is { } last && persons.SetEquals(Persons(last))
            ? (SameCounters, string.Join(", ", counters.Order(StringComparer.Ordinal)))
            : null;
    }

    private static HashSet<string> Persons(ValueList<string> names) =>
        names.Select(Subject.Normalise).ToHashSet(StringComparer.Ordinal);
}
