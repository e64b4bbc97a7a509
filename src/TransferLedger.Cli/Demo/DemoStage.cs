using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;

namespace TransferLedger.Cli.Demo;

/// <summary>Runs commands as a user would and tells what they say.</summary>
internal sealed class DemoStage(string folder, Terminal terminal, CancellationToken cancel)
{
    /// <summary>A file of the samples, by its path there.</summary>
    public static string Sample(string name) =>
        Path.Combine([AppContext.BaseDirectory, "samples", .. name.Split('/')]);

    /// <summary>Shows all that a command prints.</summary>
    public async Task Aloud(int code, params string[] line) =>
        terminal.RawResult.Write(await Run(code, line, echo: true));

    /// <summary>Shows what a command says last.</summary>
    public async Task Quiet(int code, params string[] line)
    {
        var said = await Run(code, line, echo: true);
        if (line[0] != "import")
        {
            terminal.RawResult.WriteLine(said.TrimEnd().Split('\n')[^1]);
        }
    }

    /// <summary>Shows what the rules come to in the middle of the story, and the gravest findings.</summary>
    public Task Verdict(string what, params string[] asked) =>
        VerdictToday(what, [.. asked, "--as-of", "2026-06-30"]);

    /// <summary>Shows what the rules come to, and the gravest findings.</summary>
    public async Task VerdictToday(string what, params string[] asked)
    {
        string[] line = ["certificate", "verify", .. asked, "--json"];
        var report = JObject.Parse(await Run(1, line, echo: false));
        var verdict = (string)report["verdictOfEvaluated"]!;
        terminal.Result.MarkupLineInterpolated($"  {what}: [bold]{verdict}[/]");
        var grave = report["findings"]!.Where(it => (string)it["verdict"]! is "REJECT" or "HOLD"
            && (string)it["code"]! != CertificateRules.NotAvailable);
        foreach (var found in grave.Take(3))
        {
            terminal.Result.MarkupLineInterpolated($"    {(string)found["rule"]!}: {Plain.Of((string)found["found"]!)}");
        }
    }

    /// <summary>The JSON document of a query.</summary>
    public async Task<JObject> Ask(int code, params string[] line) =>
        JObject.Parse(await Run(code, [.. line, "--json"], echo: true));

    private async Task<string> Run(int code, string[] line, bool echo)
    {
        if (echo)
        {
            // Written past the console, which would break the line.
            terminal.RawResult.WriteLine($"$ ledger {string.Join(' ', line.Select(Short))}");
        }

        var output = new StringWriter(CultureInfo.InvariantCulture);
        var remarks = new StringWriter(CultureInfo.InvariantCulture);
        var ended = await LedgerCommand.Run(
            [.. line, "--data", folder], new Terminal(output, remarks, interactive: false), cancel);
        return ended == code
            ? output.ToString()
            : throw new CommandFailedException(
                ended, $"The demonstration stopped at ledger {string.Join(' ', line)}: {output}{remarks}");
    }

    /// <summary>As somebody would type it at the root of the project.</summary>
    private static string Short(string argument) =>
        argument.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal)
            ? argument[AppContext.BaseDirectory.Length..]
            : argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;
}
