namespace TransferLedger.Cli.Quality.Screening;

/// <summary>How a listed name comes to be written otherwise on a paper.</summary>
/// <param name="Name">Short name of it.</param>
/// <param name="Apply">The name so written; the same when there is nothing to change.</param>
internal sealed record NameCorruption(string Name, Func<string, Random, string> Apply)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly (string From, string To)[] Spellings =
    [
        ("kh", "h"), ("q", "k"), ("ou", "u"), ("ee", "i"), ("y", "i"), ("w", "v"), ("dh", "d"), ("aa", "a"),
        ("mm", "m"), ("ss", "s"), ("ph", "f"), ("c", "k"), ("o", "u"), ("e", "i"), ("j", "dj"), ("sh", "ch"),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NameCorruption> All { get; } =
    [
        new("as listed", (name, _) => name),
        new("one letter wrong", (name, dice) => AtLetter(name, dice, (text, at) =>
            string.Concat(text.AsSpan(0, at), Letters[dice.Next(Letters.Length)].ToString(), text.AsSpan(at + 1)))),
        new("one letter left out", (name, dice) => AtLetter(name, dice, (text, at) => text.Remove(at, 1))),
        new("two letters swapped", (name, dice) => AtLetter(name, dice, (text, at) => at + 1 < text.Length
            ? string.Concat(text.AsSpan(0, at), text[at + 1].ToString(), text[at].ToString(), text.AsSpan(at + 2))
            : text)),
        new("another spelling", Respelled),
        new("words in another order", (name, dice) => Words(name, dice, words => [.. words.Skip(1), words[0]])),
        new("a middle word left out", (name, dice) => Words(name, dice, words => words.Count < 4
            ? words
            : [.. words.Where((_, at) => at != words.Count / 2)])),
        new("without spaces", (name, dice) => Words(name, dice, words => [string.Concat(words)])),
        new("a word more", (name, _) => $"{name} Junior"),
    ];

    private static string AtLetter(string name, Random dice, Func<string, int, string> change)
    {
        var places = Enumerable.Range(1, Math.Max(0, name.Length - 1)).Where(it => char.IsLetter(name[it])).ToList();
        return places.Count < 5 ? name : change(name, places[dice.Next(places.Count)]);
    }

    private static string Respelled(string name, Random dice)
    {
        var text = name.ToLowerInvariant();
        var possible = Spellings.Where(it => text.Contains(it.From, StringComparison.Ordinal)).ToArray();
        dice.Shuffle(possible);
        return possible.Take(2).Aggregate(text, (all, it) => all.Replace(it.From, it.To, StringComparison.Ordinal));
    }

    private static string Words(string name, Random _, Func<List<string>, IEnumerable<string>> change)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        return words.Count < 2 ? name : string.Join(' ', change(words));
    }
}
