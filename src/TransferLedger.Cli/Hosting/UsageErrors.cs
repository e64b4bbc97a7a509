using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace TransferLedger.Cli.Hosting;

/// <summary>What is wrong with a command line, in words of its user.</summary>
internal static partial class UsageErrors
{
    /// <summary>An error without the names of our types.</summary>
    public static string Said(string error) => OfType().Replace(
        error, it => it.Groups["type"].Value is "System.Int32" or "System.Int64" ? "as a whole number" : "as one of its values");

    /// <summary>The command as it was given, with those it stands under.</summary>
    public static string Named(CommandResult given)
    {
        var names = new List<string>();
        for (SymbolResult? at = given; at is CommandResult { Parent: not null } it; at = it.Parent)
        {
            names.Insert(0, it.Command.Name);
        }

        return string.Join(' ', names.Prepend("ledger"));
    }

    [GeneratedRegex(@"as expected type '(?<type>[^']+)'", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OfType();
}
