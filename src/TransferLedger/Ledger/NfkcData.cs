using System.Collections.Frozen;
using System.Globalization;

namespace TransferLedger.Ledger;

/// <summary>The tables of <see cref="Nfkc"/>, read once from the text embedded beside it.</summary>
internal sealed class NfkcData
{
    private static readonly Lazy<NfkcData> Loaded = new(() => new NfkcData());

    private NfkcData()
    {
        using var stream = typeof(NfkcData).Assembly.GetManifestResourceStream("TransferLedger.Ledger.Nfkc.txt")
            ?? throw new InvalidOperationException("The normalisation data is not part of this build.");
        using var reader = new StreamReader(stream);
        var (decompositions, classes) = (new Dictionary<int, int[]>(), new Dictionary<int, byte>());
        var compositions = new Dictionary<long, int>();
        var part = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('[') || line.StartsWith('#'))
            {
                part = line;
                continue;
            }

            var words = line.Split(' ');
            switch (part)
            {
                case "[decompositions]":
                    AddRange(words, decompositions);
                    break;
                case "[classes]":
                    AddRange(words[0], byte.Parse(words[1], CultureInfo.InvariantCulture), classes);
                    break;
                default:
                    compositions.Add(((long)Hex(words[0]) << 21) | (uint)Hex(words[1]), Hex(words[2]));
                    Mark(Hex(words[1]));
                    break;
            }
        }

        Decompositions = decompositions.ToFrozenDictionary();
        Classes = classes.ToFrozenDictionary();
        Compositions = compositions.ToFrozenDictionary();
        MarkJamoAndSurrogates();
    }

    public static NfkcData Instance => Loaded.Value;

    /// <summary>Full compatibility decompositions, Hangul syllables excepted.</summary>
    public FrozenDictionary<int, int[]> Decompositions { get; }

    /// <summary>Canonical combining classes other than 0.</summary>
    public FrozenDictionary<int, byte> Classes { get; }

    /// <summary>Primary composites, keyed by the first code point shifted left by 21 bits and the second.</summary>
    public FrozenDictionary<long, int> Compositions { get; }

    /// <summary>One bit for each UTF-16 unit: a text with none of these is in form KC as it stands.</summary>
    public ulong[] Unstable { get; } = new ulong[1024];

    private static int Hex(string text) =>
        int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static (int First, int Last) Range(string text) =>
        text.IndexOf("..", StringComparison.Ordinal) is var dots and > 0
            ? (Hex(text[..dots]), Hex(text[(dots + 2)..]))
            : (Hex(text), Hex(text));

    private void AddRange(string[] words, Dictionary<int, int[]> decompositions)
    {
        var (first, last) = Range(words[0]);
        var parts = Array.ConvertAll(words[1..], Hex);
        for (var point = first; point <= last; point++)
        {
            decompositions.Add(point, first == last ? parts : [parts[0] + (point - first)]);
            Mark(point);
        }
    }

    private void AddRange(string range, byte value, Dictionary<int, byte> classes)
    {
        var (first, last) = Range(range);
        for (var point = first; point <= last; point++)
        {
            classes.Add(point, value);
            Mark(point);
        }
    }

    // Jamo may combine with the one before; a surrogate may be half of anything, or alone.
    private void MarkJamoAndSurrogates()
    {
        for (var point = 0x1161; point <= 0x11C2; point++)
        {
            Mark(point);
        }

        for (var point = 0xD800; point <= 0xDFFF; point++)
        {
            Mark(point);
        }
    }

    private void Mark(int point)
    {
        if (point <= char.MaxValue)
        {
            Unstable[point >> 6] |= 1UL << (point & 63);
        }
    }
}
