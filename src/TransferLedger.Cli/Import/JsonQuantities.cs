using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace TransferLedger.Cli.Import;

/// <summary>
/// Quantities that no paper says: beyond a million million. Sums of such numbers leave what a whole number holds, and
/// everything that reads them would fail with them.
/// </summary>
internal static class JsonQuantities
{
    /// <summary>The greatest quantity of one line, in its unit; as many rounds as a lot may have.</summary>
    public const long Most = TransferLedger.Shipments.UncountedQuantity.Most;

    /// <summary>The first such quantity: its path, and what is wrong with it; null when there is none.</summary>
    /// <param name="root">The document.</param>
    /// <param name="path">Where it stands: <c>$</c>.</param>
    public static (string Path, string Reason)? Wrong(JsonElement root, string path) =>
        HasLongNumber(JsonMarshal.GetRawUtf8Value(root)) ? Walk(root, path, "") : null;

    /// <summary>The same for a text of JSON, which is read only when it holds so long a number.</summary>
    /// <param name="json">A whole document.</param>
    public static (string Path, string Reason)? Wrong(string json)
    {
        if (!HasLongNumber(json))
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return Walk(document.RootElement, "$", "");
    }

    private static bool HasLongNumber(ReadOnlySpan<char> json)
    {
        var digits = 0;
        foreach (var it in json)
        {
            digits = char.IsAsciiDigit(it) ? digits + 1 : 0;
            if (digits > 12)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Most documents have no number of thirteen digits at all, and need no walk.</summary>
    private static bool HasLongNumber(ReadOnlySpan<byte> json)
    {
        var digits = 0;
        foreach (var it in json)
        {
            digits = it is >= (byte)'0' and <= (byte)'9' ? digits + 1 : 0;
            if (digits > 12)
            {
                return true;
            }
        }

        return false;
    }

    private static (string Path, string Reason)? Walk(JsonElement it, string path, string member)
    {
        switch (it.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var inner in it.EnumerateObject())
                {
                    if (Walk(inner.Value, $"{path}.{inner.Name}", inner.Name) is { } wrong)
                    {
                        return wrong;
                    }
                }

                return null;
            case JsonValueKind.Array:
                foreach (var (index, inner) in it.EnumerateArray().Index())
                {
                    var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
                    if (Walk(inner, at, member) is { } wrong)
                    {
                        return wrong;
                    }
                }

                return null;
            default:
                return member == "quantity" && it.ValueKind == JsonValueKind.Number
                    && it.TryGetDecimal(out var number) && Math.Abs(number) > Most
                        ? (path, string.Create(
                            CultureInfo.InvariantCulture,
                            $"a quantity of {number} is no paper's (at most {Most}); read the paper again"))
                        : null;
        }
    }
}
