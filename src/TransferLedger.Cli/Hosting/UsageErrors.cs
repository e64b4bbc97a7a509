using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace TransferLedger.Cli.Hosting;

/// <summary>What is wrong with a command line, in words of its user.</summary>
internal static partial class UsageErrors
{
    /// <summary>
    /// What is wrong, in the order of saying. An option without its value takes the next one for it, and what is said
    /// of the rest would lead nobody to the place. <c>--not-known</c> takes the name of an option on purpose, and is
    /// doubted only where nothing else explains what is wrong.
    /// </summary>
    public static IReadOnlyList<string> Of(ParseResult line)
    {
        var swallowed = Swallowed(line.CommandResult).ToLookup(it => it.Option.Option.Name == "--not-known");
        var told = line.Errors.Count == 0 || swallowed[false].Any() ? swallowed[false] : swallowed[true];
        List<string> said = [.. told.Select(it => $"{it.Option.Option.Name} has no value: {it.Other} follows it.")];
        return said.Count > 0 ? said : [.. line.Errors.Select(it => Said(it.Message))];
    }

    /// <summary>Options that have the name of another option for their value.</summary>
    private static IEnumerable<(OptionResult Option, string Other)> Swallowed(CommandResult given)
    {
        var names = Above(given).SelectMany(it => it.Command.Options.Where(of => it == given || of.Recursive))
            .SelectMany(it => it.Aliases.Prepend(it.Name)).ToHashSet(StringComparer.Ordinal);
        return from option in given.Children.OfType<OptionResult>()
               from token in option.Tokens
               where names.Contains(token.Value)
               select (option, token.Value);
    }

    /// <summary>An error without the names of our types.</summary>
    private static string Said(string error) => OfType().Replace(
        error, it => it.Groups["type"].Value is "System.Int32" or "System.Int64" ? "as a whole number" : "as one of its values");

    /// <summary>The command as it was given, with those it stands under.</summary>
    public static string Named(CommandResult given)
    {
        var names = Above(given).Reverse().Select(it => it.Parent is null ? "ledger" : it.Command.Name);
        return string.Join(' ', names);
    }

    /// <summary>The command as it was given, and those it stands under.</summary>
    private static IEnumerable<CommandResult> Above(CommandResult given)
    {
        for (SymbolResult? at = given; at is CommandResult it; at = it.Parent)
        {
            yield return it;
        }
    }

    [GeneratedRegex(@"as expected type '(?<type>[^']+)'", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OfType();
}
