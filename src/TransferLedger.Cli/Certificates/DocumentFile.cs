using System.Globalization;
using System.Text;
using System.Text.Json;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Certificates;

/// <summary>Single documents as files: JSON of a fact, or of a rule pack.</summary>
internal static class DocumentFile
{
    private const long MaxBytes = 16L << 20;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions OneOfEach = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The fact in a file, and the file's text.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read, or is not that document.</exception>
    public static Task<(T Fact, string Text)> Read<T>(string path, CancellationToken cancel)
        where T : LedgerEvent =>
        Read(path, text => Dated((T)FactJson.Read(EventCatalogue.NameOf(typeof(T)), text)), cancel);

    /// <summary>The document in a file that is no fact of its own, and the file's text.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read, or is not that document.</exception>
    public static Task<(T Document, string Text)> ReadDocument<T>(string path, CancellationToken cancel)
        where T : class =>
        Read(path, text => Dated(FactJson.ReadRecord<T>(text)), cancel);

    /// <summary>What a file says, and its text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parse">Reads its text; what it cannot read it tells by <see cref="FactJsonException"/>.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="CommandFailedException">The file cannot be read, or is not that document.</exception>
    public static async Task<(T Value, string Text)> Read<T>(
        string path, Func<string, T> parse, CancellationToken cancel)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw new CommandFailedException(Exit.BadInput, $"{path}: larger than 16 MiB; that is no such document.");
            }

            var text = Text(await File.ReadAllBytesAsync(path, cancel));
            return (parse(text), text);
        }
        catch (DecoderFallbackException)
        {
            throw new CommandFailedException(
                Exit.BadInput, $"{path}: some bytes are not UTF-8; save the file as UTF-8.");
        }
        catch (JsonException wrong)
        {
            // A member named twice has no place in the exception.
            var place = wrong.LineNumber is null ? "" : string.Create(
                CultureInfo.InvariantCulture, $", at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}");
            throw new CommandFailedException(
                Exit.BadInput,
                $"{path}: not one JSON document{place}: " + wrong.Message.Split(" LineNumber:")[0].Split(" Path:")[0]);
        }
        catch (FactJsonException wrong)
        {
            var place = wrong.Path.Length == 0 ? "$" : "$." + wrong.Path;
            throw new CommandFailedException(
                Exit.BadInput, $"{path}: {FactBuilder.Explain(wrong)} at {place} (see docs/certificates.md, docs/shipments.md)");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(Exit.BadInput, $"{path} cannot be read: {wrong.Message}");
        }
    }

    /// <summary>
    /// The text, if it is one JSON document whose objects name no member twice: which of two quantities was meant,
    /// nobody may guess.
    /// </summary>
    private static string Text(byte[] bytes)
    {
        var marked = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        var json = bytes.AsMemory(marked ? Encoding.UTF8.Preamble.Length : 0);
        var text = StrictUtf8.GetString(json.Span);
        using var document = JsonDocument.Parse(json, OneOfEach);
        return (JsonTexts.Wrong(document.RootElement, "$", transcribed: true)
            ?? JsonQuantities.Wrong(document.RootElement, "$")) is var (place, reason)
            ? throw new FactJsonException(place[1..].TrimStart('.'), reason)
            : text;
    }

    private static T Dated<T>(T document)
        where T : class =>
        PaperDates.Wrong(document) is var (place, reason) ? throw new FactJsonException(place, reason) : document;

    /// <summary>What a document names at some place.</summary>
    /// <exception cref="CommandFailedException">It names nothing that can be a subject.</exception>
    public static T Checked<T>(string path, string place, Func<T> named)
    {
        try
        {
            return named();
        }
        catch (FormatException wrong)
        {
            throw new CommandFailedException(
                Exit.BadInput, $"{path}: country and number at {place} must hold letters or digits: {wrong.Message}");
        }
    }

    /// <summary>The subject that a person names by country and number, or by its key.</summary>
    /// <exception cref="CommandFailedException">The text names none.</exception>
    public static Subject Named(string kind, string text)
    {
        var parts = text.Split('/', 2);
        try
        {
            return text.StartsWith(kind + "/", StringComparison.Ordinal)
                ? Subject.Parse(text)
                : Subject.Of(kind, parts[0], parts.ElementAtOrDefault(1) ?? "");
        }
        catch (FormatException)
        {
            throw new CommandFailedException(
                Exit.BadInput, $"'{Plain.Of(text)}' names no {kind}. Give country and number: {(kind == "shipment" ? "DE/S-2026-31" : "IS/EUC/0017/2026")}.");
        }
    }
}
