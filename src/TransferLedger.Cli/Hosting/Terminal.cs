using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using Spectre.Console;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Hosting;

/// <summary>
/// Where output goes: results to standard output, everything else (progress, remarks, errors) to standard error, so
/// that <c>--json</c> gives one document and nothing more.
/// </summary>
internal sealed class Terminal
{
    private const int PipeWidth = 120;

    // Made once: what a resolver has learnt of a type it need not look up again.
    private static readonly JsonSerializer Documents = JsonSerializer.Create(DocumentSettings());

    public Terminal(TextWriter result, TextWriter remarks, bool interactive)
    {
        Result = Console(result, interactive && !System.Console.IsOutputRedirected);
        Remarks = Console(remarks, interactive && !System.Console.IsErrorRedirected);
        RawResult = result;
    }

    /// <summary>Tables for people, on standard output.</summary>
    public IAnsiConsole Result { get; }

    /// <summary>Progress and remarks, on standard error.</summary>
    public IAnsiConsole Remarks { get; }

    /// <summary>Standard output for machines.</summary>
    public TextWriter RawResult { get; }

    public static Terminal Standard() => new(System.Console.Out, System.Console.Error, interactive: true);

    /// <summary>One JSON document.</summary>
    public void Json(object document)
    {
        // In pieces: a document may be megabytes, and as one text each would cost a collection of all. Not token by
        // token, because standard output goes to the system with every write. All of it, or nothing when it fails.
        var text = new StringBuilder();
        using (var json = new JsonTextWriter(new StringWriter(text, CultureInfo.InvariantCulture))
        {
            Formatting = Formatting.Indented,
        })
        {
            Documents.Serialize(json, document);
        }

        foreach (var piece in text.GetChunks())
        {
            RawResult.Write(piece.Span);
        }

        RawResult.WriteLine();
    }

    private static JsonSerializerSettings DocumentSettings()
    {
        var settings = FactJson.Settings();
        settings.ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() };
        settings.NullValueHandling = NullValueHandling.Include;
        return settings;
    }

    /// <summary>A remark in plain words.</summary>
    public void Say(string text) => Remark(text, Color.Grey);

    /// <summary>What went wrong, in plain words.</summary>
    public void Complain(string text) => Remark(text, Color.Red);

    /// <summary>Not as markup: that would break a line after the bracket before a code.</summary>
    private void Remark(string text, Color colour)
    {
        Remarks.Write(new Text(text, new Style(colour)));
        Remarks.WriteLine();
    }

    private static IAnsiConsole Console(TextWriter writer, bool interactive)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
            Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
        });
        if (!interactive)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }
}
