using System.Collections.Immutable;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace TransferLedger.Cli.Countries;

/// <summary>
/// A sanctions programme in the YAML of public collections: <c>key</c>, <c>title</c> and the list
/// <c>target_territories</c>, which worldwide programmes lack. Only these are read; a code may be quoted or not, in any
/// case, one a line or in brackets.
/// </summary>
internal sealed record ProgrammeFile(string File, string Key, string Title, ImmutableArray<string> Territories)
{
    private const long MaxBytes = 1L << 20;

    /// <summary>A code that does not fit.</summary>
    internal sealed record Wrong(string File, string Key, string Title, string Code, string Says);

    /// <summary>Reads one.</summary>
    /// <exception cref="CommandFailedException">
    /// It cannot be read, is no YAML of one document, has no key or title, or no list of codes where one should be: a
    /// list that is not understood would look like one without a wrong code.
    /// </exception>
    public static async Task<ProgrammeFile> Read(string path, CancellationToken cancel)
    {
        string text;
        try
        {
            text = new FileInfo(path).Length <= MaxBytes
                ? await System.IO.File.ReadAllTextAsync(path, cancel)
                : throw new CommandFailedException(Exit.BadInput, $"{path}: larger than 1 MiB; that is no such file.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(Exit.BadInput, $"{path} cannot be read: {wrong.Message}");
        }

        try
        {
            return Of(path, text);
        }
        catch (YamlException wrong)
        {
            throw new CommandFailedException(
                Exit.BadInput, FormattableString.Invariant($"{path}, line {wrong.Start.Line}: {wrong.InnerException?.Message ?? wrong.Message}"));
        }
    }

    private static ProgrammeFile Of(string path, string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        if (yaml.Documents.Count > 1)
        {
            throw Unread(yaml.Documents[1].RootNode, "a second document begins here; give each programme a file of its own");
        }

        var members = (yaml.Documents.FirstOrDefault()?.RootNode as YamlMappingNode)?.Children;
        string Text(string name) => Member(members, name) is { } node && Scalar(node) is { } found
            ? found
            : throw new CommandFailedException(
                Exit.BadInput, $"{path}: no {name} in it; that is no sanctions programme.");
        var title = Text("title");
        return new(
            Path.GetFileName(path), Text("key"), title,
            [.. Codes(Member(members, "target_territories")).Select(it => it.ToUpperInvariant())]);
    }

    private static YamlNode? Member(IDictionary<YamlNode, YamlNode>? members, string name) =>
        members?.TryGetValue(new YamlScalarNode(name), out var node) == true ? node : null;

    private static IEnumerable<string> Codes(YamlNode? list) => list switch
    {
        null => [],
        YamlSequenceNode it => it.Children.Select(code => Scalar(code)
            ?? throw Unread(code, "here stands no code; write two letters of ISO 3166-1")),
        _ when Scalar(list) is null => [],
        _ => throw Unread(list, "target_territories is no list; write one code a line, each behind '- '"),
    };

    /// <summary>A text as it is written (NO is Norway); null for a blank, and for what is no text.</summary>
    private static string? Scalar(YamlNode node) => node switch
    {
        YamlScalarNode { Value: not (null or "~" or "null") } it when it.Value.Trim() is { Length: > 0 } text => text,
        YamlScalarNode { Style: not ScalarStyle.Plain, Value: "~" or "null" } it => it.Value,
        _ => null,
    };

    private static YamlException Unread(YamlNode node, string problem) => new(node.Start, node.End, problem);

    /// <summary>It has codes, and its title names no country to hold them against.</summary>
    public bool IsUnnamed => Territories.Length > 0 && CountryNames.NamedIn(Title).IsEmpty;

    /// <summary>The codes that do not fit the title, and those that are none.</summary>
    public IEnumerable<Wrong> Check()
    {
        var named = CountryNames.NamedIn(Title);
        foreach (var code in Territories)
        {
            if (!CountryCodes.InForce(code, Happened.Between(Happened.InYear(1945), null)))
            {
                yield return new(File, Key, Title, code, $"{code} is and was no country's code");
            }
            else if (!CountryNames.Agrees(code, Title))
            {
                var meant = string.Join(", ", named.Select(it => $"{CountryNames.Of(it) ?? it} ({it})"));
                yield return new(
                    File, Key, Title, code, $"{code} is {CountryNames.Of(code) ?? code}; the title names {meant}");
            }
        }
    }
}
