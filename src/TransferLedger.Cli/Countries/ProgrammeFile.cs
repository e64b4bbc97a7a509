using System.Collections.Immutable;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Rules;

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
    /// It cannot be read, has no key or title, or is written in a way that is not read.
    /// </exception>
    public static async Task<ProgrammeFile> Read(string path, CancellationToken cancel)
    {
        string[] lines;
        try
        {
            lines = new FileInfo(path).Length <= MaxBytes
                ? await System.IO.File.ReadAllLinesAsync(path, cancel)
                : throw new CommandFailedException(Exit.BadInput, $"{path}: larger than 1 MiB; that is no such file.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(Exit.BadInput, $"{path} cannot be read: {wrong.Message}");
        }

        var read = new ProgrammeLines(path, lines);
        read.CheckOne();
        var (key, title) = (read.Text("key"), read.Text("title"));
        return title is null || key is null
            ? throw new CommandFailedException(
                Exit.BadInput, $"{path}: no {(title is null ? "title" : "key")} in it; that is no sanctions programme.")
            : new(
                Path.GetFileName(path), key, title,
                [.. read.List("target_territories").Select(it => it.ToUpperInvariant())]);
    }

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
