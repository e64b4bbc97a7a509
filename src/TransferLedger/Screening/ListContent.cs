using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Screening;

/// <summary>The sanctions lists that can be read.</summary>
public static class SanctionsLists
{
    /// <summary>The consolidated list of the United Nations Security Council.</summary>
    public const string UnitedNations = "un";

    /// <summary>The list of specially designated nationals of the United States, without its persons.</summary>
    public const string Ofac = "ofac";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [UnitedNations, Ofac];

    /// <summary>The home of the facts about a list.</summary>
    public static Subject SubjectOf(string list) => Subject.Of("list", list);
}

/// <summary>Something in a file of a list that is not as it should be, and was read all the same.</summary>
/// <param name="What">A stable word: <c>territory-unknown</c>, <c>birth-unreadable</c>, <c>imo-wrong</c>.</param>
/// <param name="Text">The text.</param>
/// <param name="Entry">The first entry that has it.</param>
/// <param name="Count">In how many places it stands.</param>
public sealed record ListRemark(string What, string Text, string Entry, int Count);

/// <summary>What a file of a list says.</summary>
/// <param name="List">The list.</param>
/// <param name="Published">When the file says it was made; null when it does not.</param>
/// <param name="Entries">Its entries, by id.</param>
/// <param name="Remarks">What is not as it should be.</param>
public sealed record ListContent(
    string List, Happened? Published, ImmutableArray<ListedEntry> Entries, ImmutableArray<ListRemark> Remarks);

/// <summary>A file that is no list, or one that must not be read.</summary>
/// <param name="place">Where: <c>line 17, column 4</c>.</param>
/// <param name="problem">What is wrong there, without a full stop.</param>
public sealed class ListFileException(string place, string problem) : Exception($"{place}: {problem}")
{
    /// <summary>Where.</summary>
    public string Place { get; } = place;

    /// <summary>What is wrong there.</summary>
    public string Problem { get; } = problem;
}

/// <summary>Gathers remarks on a file, each once with its count.</summary>
public sealed class ListRemarks
{
    private const int MostText = 120;

    private readonly Dictionary<(string What, string Text), (string Entry, int Count)> _found = [];

    /// <summary>One more place.</summary>
    public void Add(string what, string text, string entry)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = (what, text.Length > MostText ? text[..MostText] : text);
        _found[key] = _found.TryGetValue(key, out var before) ? (before.Entry, before.Count + 1) : (entry, 1);
    }

    /// <summary>All of them, by what they are and their text.</summary>
    public ImmutableArray<ListRemark> All() =>
    [
        .. _found.Select(it => new ListRemark(it.Key.What, it.Key.Text, it.Value.Entry, it.Value.Count))
            .OrderBy(it => it.What, StringComparer.Ordinal).ThenBy(it => it.Text, StringComparer.Ordinal),
    ];
}
