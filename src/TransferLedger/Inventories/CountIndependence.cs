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
        var persons = Named(counters);
        if (storekeeper is not null && persons.Contains(Subject.Normalise(storekeeper)))
        {
            return (Storekeeper, storekeeper);
        }

        return persons.Count > 1 && before is { } last && persons.SetEquals(Named(last))
            ? (SameCounters, string.Join(", ", counters.Order(StringComparer.Ordinal)))
            : null;
    }

    /// <summary>How many different persons some names are, however they are spelled; a blank is nobody.</summary>
    public static int Persons(ValueList<string> names) => Named(names).Count;

    private static HashSet<string> Named(ValueList<string> names) =>
        names.Select(Subject.Normalise).Where(it => it.Length > 0).ToHashSet(StringComparer.Ordinal);
}
