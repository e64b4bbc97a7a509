using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import;

/// <summary>
/// Texts in JSON that do not belong into a record: a file pasted into a field, characters that nobody sees or that turn
/// the rest of a line round. As in the cells of a CSV file.
/// </summary>
internal static class JsonTexts
{
    /// <summary>How many bytes of UTF-8 a text may have, as it stands in the file: some twenty pages.</summary>
    public const int MaxBytes = 64 << 10;

    private const string HalfACharacter =
        "the text holds one half of a character (a surrogate escape without its other half); write it whole";

    /// <summary>The kinds of subject that are papers, known by a number.</summary>
    private static readonly string[] Papers = ["certificate", "authorization", "shipment", "check", "clearance"];

    /// <summary>All bytes of JSON in which no such character can stand, plain or escaped.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range(0, 0x7F).Select(it => (byte)it).Where(it => it != '\\')]);

    /// <summary>The first such text: its path, and what is wrong with it; null when there is none.</summary>
    /// <param name="root">The document.</param>
    /// <param name="path">Where it stands: <c>$</c>.</param>
    /// <param name="transcribed">
    /// Was it typed here from a paper? Then a serial whose words mix scripts was mistyped. What others read on a
    /// weapon is kept as they read it; the number of a paper never mixes them, whoever wrote it down.
    /// </param>
    public static (string Path, string Reason)? Wrong(JsonElement root, string path, bool transcribed = false) =>
        Wrong(root, path, "", transcribed);

    private static (string Path, string Reason)? Wrong(
        JsonElement it, string path, string member, bool transcribed)
    {
        var raw = JsonMarshal.GetRawUtf8Value(it);
        if (raw.Length <= MaxBytes && !raw.ContainsAnyExcept(Plain))
        {
            return null;
        }

        switch (it.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var inner in it.EnumerateObject())
                {
                    if (NameOf(inner) is not { } name)
                    {
                        return (path, HalfACharacter);
                    }

                    if (Wrong(inner.Value, $"{path}.{name}", name, transcribed) is { } wrong)
                    {
                        return wrong;
                    }
                }

                return null;
            case JsonValueKind.Array:
                foreach (var (index, inner) in it.EnumerateArray().Index())
                {
                    var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
                    if (Wrong(inner, at, member, transcribed) is { } wrong)
                    {
                        return wrong;
                    }
                }

                return null;
            default:
                return OfText(it, raw.Length, member, transcribed) is { } reason ? (path, reason) : null;
        }
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? OfText(JsonElement it, int bytes, string member, bool transcribed)
    {
        if (bytes > MaxBytes)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{bytes:N0} bytes are no field of a paper (at most {MaxBytes:N0}); keep the file by itself, ledger file add");
        }

        if (it.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        string text;
        try
        {
            text = it.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return HalfACharacter;
        }

        return text.AsSpan().IndexOfAny(CodePoints.NoneOfARecord) is >= 0 and var at
            ? CodePoints.Unwelcome(text[at], "the text")
            : member is "serial" or "serials" or "number" ? OfNumber(text, member, transcribed) : null;
    }

    /// <summary>
    /// What is wrong with the numbers of the papers that a fact is about: its own and those it refers to. <c>EUC</c>
    /// with a Cyrillic letter would be another certificate, which nobody has seen before. Null when nothing is.
    /// </summary>
    public static string? WrongNumber(IEnumerable<Subject> subjects) => subjects
        .Where(it => !Ascii.IsValid(it.Key) && Papers.Contains(it.Kind, StringComparer.Ordinal))
        .Select(it => OfNumber(it.Rest, "number", transcribed: true)).FirstOrDefault(it => it is not null);

    private static string? OfNumber(string text, string member, bool transcribed)
    {
        var what = member == "number" ? "number" : "serial";
        if (CodePoints.Invisible(text) is { } hidden)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"the {what} holds the invisible character U+{(int)hidden:X4}; remove it");
        }

        return transcribed || member == "number" ? MixedScripts(what, text) : null;
    }

    private static string? MixedScripts(string what, string text) => CodePoints.OfAnotherScript(text) is { } other
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"the {what} '{text}' mixes scripts within a word: '{other}' is U+{(int)other:X4}; type the word in one script")
        : null;
}
