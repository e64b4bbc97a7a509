using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using TransferLedger.Rules;

namespace TransferLedger.Screening;

/// <summary>A listed name ready to be compared.</summary>
/// <param name="Entry">Whose it is.</param>
/// <param name="Listed">The name as listed.</param>
/// <param name="Name">The name as compared.</param>
public sealed record IndexedName(ListedEntry Entry, ListedName Listed, ScreenedName Name);

/// <summary>
/// All names of some lists, found by how their words sound: two names are compared only when some word of theirs has
/// the same consonants but for one. Never changes once made; any number of threads may ask it.
/// </summary>
public sealed class NameIndex
{
    private const int ShortestWithGap = 4;
    private const int LongestWithGap = 24;
    private const int MostWords = 1_000;

    /// <summary>So many words of the shorter name may sound altogether different and still make a match.</summary>
    private const int Slack = 1;

    private readonly FrozenDictionary<string, int[]> _byKey;

    /// <summary>How many words lead to each name.</summary>
    private readonly int[] _words;

    private NameIndex(ImmutableArray<IndexedName> names, FrozenDictionary<string, int[]> byKey) =>
        (Names, _byKey, _words) = (names, byKey, [.. names.Select(it => Words(it.Name).Count())]);

    /// <summary>Every name that can be compared.</summary>
    public ImmutableArray<IndexedName> Names { get; }

    /// <summary>The index over all names of some entries.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="others">Writes scripts without a table in <see cref="Romanization"/>.</param>
    public static NameIndex Of(IEnumerable<ListedEntry> entries, OtherScripts? others)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var names = ImmutableArray.CreateBuilder<IndexedName>();
        var byKey = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var listed in entry.Names)
            {
                foreach (var variant in Variants(listed.Name))
                {
                    if (ScreenedName.Of(variant, others) is { } name)
                    {
                        Add(byKey, name, names.Count);
                        names.Add(new(entry, listed, name));
                    }
                }
            }
        }

        return new(
            names.ToImmutable(),
            byKey.ToFrozenDictionary(it => it.Key, it => it.Value.ToArray(), StringComparer.Ordinal));
    }

    /// <summary>The names worth comparing with one, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<IndexedName> Near(ScreenedName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var hits = ArrayPool<ushort>.Shared.Rent(Names.Length);
        var seen = ArrayPool<ushort>.Shared.Rent(Names.Length);
        var touched = new List<int>();
        try
        {
            Array.Clear(hits, 0, Names.Length);
            Array.Clear(seen, 0, Names.Length);
            var words = (ushort)0;
            foreach (var word in Words(name))
            {
                words++;
                foreach (var key in Keys(word))
                {
                    foreach (var at in _byKey.TryGetValue(key, out var found) ? found : [])
                    {
                        if (seen[at] == words)
                        {
                            continue;
                        }

                        if (hits[at]++ == 0)
                        {
                            touched.Add(at);
                        }

                        seen[at] = words;
                    }
                }
            }

            foreach (var at in Wholes(name).SelectMany(key => _byKey.TryGetValue(key, out var whole) ? whole : []))
            {
                if (hits[at] == 0)
                {
                    touched.Add(at);
                }

                hits[at] = MostWords;
            }

            touched.Sort();
            return [.. touched.Where(at => hits[at] >= Math.Min(words, _words[at]) - Slack).Select(at => Names[at])];
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(hits);
            ArrayPool<ushort>.Shared.Return(seen);
        }
    }

    /// <summary>
    /// A listed name, and names within it: lists write <c>AL-QAIDA IN IRAQ (AQI)</c>, <c>AIAI / AL-ITIHAAD</c>. A
    /// place in brackets is none.
    /// </summary>
    private static IEnumerable<string> Variants(string name)
    {
        yield return name;
        var parts = name.Split(['(', ')']);
        if (parts.Length > 1)
        {
            yield return string.Join(' ', parts.Where((_, at) => at % 2 == 0));
            foreach (var part in parts.Where((it, at) => at % 2 == 1 && IsShortForm(it)))
            {
                yield return part;
            }
        }

        var either = parts[0].Split(" / ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var part in either.Length > 1 ? either : [])
        {
            yield return part;
        }
    }

    private static bool IsShortForm(string part) =>
        part.Length > 2 && part.All(char.IsAsciiLetterUpper) && CountryNames.CodeOf(part) is null;

    private static void Add(Dictionary<string, List<int>> byKey, ScreenedName name, int at)
    {
        foreach (var key in Words(name).SelectMany(Keys).Concat(Wholes(name)).Distinct(StringComparer.Ordinal))
        {
            (byKey.TryGetValue(key, out var list) ? list : byKey[key] = []).Add(at);
        }
    }

    /// <summary>The name without spaces: its words, and all that is written.</summary>
    private static IEnumerable<string> Wholes(ScreenedName name)
    {
        yield return Whole(name.Joined);
        if (name.Whole != name.Joined)
        {
            yield return Whole(name.Whole);
        }
    }

    private static string Whole(string joined) => Coarse(SoundOf.Consonants(SoundOf.Word(joined)));

    /// <summary>The words that lead to a name: those that tell it from others, or all when none does.</summary>
    private static IEnumerable<string> Words(ScreenedName name)
    {
        var own = name.Words.Where(it => it.Kind == WordKind.Name).Select(it => it.Consonants).ToList();
        return own.Count > 0 ? own : name.Words.Select(it => it.Consonants);
    }

    /// <summary>Consonants that names exchange are one.</summary>
    private static string Coarse(string consonants) => string.Create(consonants.Length, consonants, (made, from) =>
    {
        for (var at = 0; at < made.Length; at++)
        {
            made[at] = from[at] switch
            {
                'd' => 't',
                'z' or 'S' or 'C' or 'J' or 'j' => 's',
                'g' or 'H' => 'k',
                'p' => 'b',
                var other => other,
            };
        }
    });

    /// <summary>The consonants, and the same with one of them left out.</summary>
    private static IEnumerable<string> Keys(string word)
    {
        var consonants = Coarse(word);
        yield return consonants;
        if (consonants.Length is < ShortestWithGap or > LongestWithGap)
        {
            yield break;
        }

        for (var at = 0; at < consonants.Length; at++)
        {
            yield return consonants.Remove(at, 1);
        }
    }
}
