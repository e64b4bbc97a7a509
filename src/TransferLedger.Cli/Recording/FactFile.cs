using System.Text;
using System.Text.Json.Nodes;

namespace TransferLedger.Cli.Recording;

/// <summary>A fact, or a part of it, that a person wrote into a file.</summary>
internal static class FactFile
{
    private const string StandardInput = "-";
    private const int MaxBytes = 16 << 20;

    /// <summary>The object in a file; null when there is no file, or it is none, which goes to the problems.</summary>
    public static async Task<JsonObject?> Read(string? path, List<string> problems, CancellationToken cancel)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            await using var stream = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var text = await reader.ReadToEndAsync(cancel);
            if (text.Length > MaxBytes)
            {
                problems.Add("--fact: larger than 16 MiB; that is no fact");
            }
            else if (FactText.Json(text) is JsonObject fact)
            {
                return fact;
            }
            else
            {
                problems.Add("--fact: a JSON object is expected, such as those of docs/events.md");
            }
        }
        catch (FormatException wrong)
        {
            problems.Add($"--fact: {wrong.Message}");
        }
        catch (DecoderFallbackException)
        {
            problems.Add("--fact: some bytes are not UTF-8; save the file as UTF-8");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problems.Add($"--fact: {path} cannot be read: {wrong.Message}");
        }

        return null;
    }
}
