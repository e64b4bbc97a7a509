using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Lots;

/// <summary>The options of <c>ledger lot</c>, with one wording, and how they are read.</summary>
internal static class LotOptions
{
    public static Argument<string> Lot() =>
        new("lot") { Description = "Maker and lot number: ABC/ABC19E001-001; a part of it: ABC/ABC19E001-001+box-1." };

    public static Option<string> Custodian(string name, string description) =>
        new(name) { Description = description + " A country may follow: Army@XR.", HelpName = "NAME", Required = true };

    public static Option<long> Rounds(string name = "--rounds", string description = "How many rounds.") =>
        new(name) { Description = description, HelpName = "NUMBER", Required = true };

    public static Option<string> Required(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value, Required = true };

    public static Option<string?> Text(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value };

    public static Option<string?> Site(string name = "--site", string description = "The site.") =>
        Text(name, description + " A country may follow: Depot 7@XR.", "PLACE");

    public static Option<string[]> Parts(string name, string description) =>
        new(name) { Description = description, HelpName = "NAME=ROUNDS", Required = true };

    /// <summary>The lot a person names.</summary>
    /// <exception cref="CommandFailedException">The text names none.</exception>
    public static Subject Named(string text) => LotKey.TryRead(text, out var lot)
        ? lot
        : throw new CommandFailedException(
            Exit.BadInput, $"'{Plain.Of(text)}' names no lot. Give maker and number: ABC/ABC19E001-001.");

    /// <summary>A party as <c>NAME</c> or <c>NAME@COUNTRY</c>.</summary>
    /// <exception cref="CommandFailedException">The name holds no letter or digit.</exception>
    public static Custodian Party(string option, string text)
    {
        var (name, country) = Parted(text);
        return name.Any(char.IsLetterOrDigit)
            ? new Custodian(name, country)
            : throw new CommandFailedException(Exit.BadInput, $"{option}: '{Plain.Of(text)}' names nobody.");
    }

    /// <summary>A place as <c>NAME</c> or <c>NAME@COUNTRY</c>; null when there is none.</summary>
    public static Place? Place(string? text) =>
        text is null ? null : new Place(Parted(text).Name, Parted(text).Country);

    /// <summary>A day; null when none is given.</summary>
    /// <exception cref="CommandFailedException">It cannot be read.</exception>
    public static Happened? Day(string option, string? text) =>
        text is null ? null : CertificateCommand.Day(option, text);

    /// <summary>Lots or containers with their rounds.</summary>
    /// <exception cref="CommandFailedException">One of them is not <c>NAME=ROUNDS</c>.</exception>
    public static ValueList<LotPart> PartsOf(
        string option, string[] texts, Func<string, Subject> named, bool containers)
    {
        var parts = new List<LotPart>();
        foreach (var text in texts)
        {
            var at = text.LastIndexOf('=');
            if (at <= 0 || !long.TryParse(text.AsSpan(at + 1), CultureInfo.InvariantCulture, out var rounds))
            {
                throw new CommandFailedException(
                    Exit.BadInput, $"{option}: '{Plain.Of(text)}' is not a name, an equals sign and a number of rounds.");
            }

            parts.Add(new LotPart(named(text[..at]), rounds, containers ? text[..at] : null));
        }

        return parts.ToValueList();
    }

    /// <exception cref="CommandFailedException">What follows @ is not two letters.</exception>
    private static (string Name, string? Country) Parted(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 ? (text, null)
            : text.Length - at == 3 && char.IsAsciiLetter(text[^2]) && char.IsAsciiLetter(text[^1])
                ? (text[..at], text[(at + 1)..].ToUpperInvariant())
            : throw new CommandFailedException(
                Exit.BadInput, $"'{Plain.Of(text)}': after @ stands a country's code of two letters, as in Army@XR.");
    }
}
