using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// Quantities written in words, in English, French, Spanish and Portuguese: <c>five hundred and twelve</c>,
/// <c>quatre-vingt-dix-sept mille</c>, <c>un millón doscientas</c>. Capitals, hyphens and accents do not count. Read is
/// only what follows the grammar whole: a word that is not understood leaves the number unread, never half read.
/// </summary>
public static class NumberWords
{
    /// <summary>The number, or null when the words are none below a million million.</summary>
    /// <param name="words">As written.</param>
    /// <param name="language">
    /// ISO 639-1 of the paper's language; null when it is not known: then the words count when all languages that can
    /// read them agree.
    /// </param>
    public static long? Read(string words, string? language = null)
    {
        ImmutableArray<string> parts =
            [.. NameKey.Of(words).Split('-', StringSplitOptions.RemoveEmptyEntries)];
        var readings = NumberVocabulary.All.Where(it => language is null || it.Language == language)
            .Select(it => Read(parts, it)).OfType<long>().Distinct().ToList();
        return readings is [var number] ? number : null;
    }

    /// <summary>Below a thousand, times a million, below a thousand, times a thousand, and so on down.</summary>
    private static long? Read(ImmutableArray<string> parts, NumberVocabulary language)
    {
        if (parts is [var only] && language.Zero == only)
        {
            return 0;
        }

        var (total, at, last) = (0L, 0, long.MaxValue);
        while (at < parts.Length)
        {
            var number = BelowThousand(parts, ref at, language);
            if (at == parts.Length)
            {
                return number == 0 ? null : total + number;
            }

            if (!language.Scales.TryGetValue(parts[at], out var scale) || scale >= last
                || (number == 0 && parts[at] != language.AloneThousand))
            {
                return null;
            }

            total += Math.Max(number, 1) * scale;
            (last, at) = (scale, at + 1);
            if (at == parts.Length)
            {
                return total;
            }

            at += parts[at] == language.And ? 1 : 0;
        }

        return null;
    }

    /// <summary>The number that begins here, hundreds and what is below; 0, and no step, when none does.</summary>
    private static long BelowThousand(ImmutableArray<string> parts, ref int at, NumberVocabulary language)
    {
        var hundreds = Longest(parts, ref at, language.Hundreds);
        if (hundreds == 0)
        {
            return Longest(parts, ref at, language.BelowHundred);
        }

        var next = at + (at < parts.Length && parts[at] == language.And ? 1 : 0);
        var rest = Longest(parts, ref next, language.BelowHundred);
        at = rest == 0 ? at : next;
        return hundreds + rest;
    }

    private static long Longest(ImmutableArray<string> parts, ref int at, ImmutableDictionary<string, long> phrases)
    {
        for (var length = Math.Min(NumberVocabulary.LongestPhrase, parts.Length - at); length > 0; length--)
        {
            if (phrases.TryGetValue(string.Join(' ', parts.Slice(at, length)), out var number))
            {
                at += length;
                return number;
            }
        }

        return 0;
    }
}
