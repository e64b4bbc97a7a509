using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Hosting;

/// <summary>The options that many commands take, with one wording.</summary>
internal static class CommonOptions
{
    public static Option<string?> Data() =>
        new("--data")
        {
            Description =
                "Data folder of the embedded database. Default: LEDGER_CONNECTION if set, else a folder of the user.",
            HelpName = "DIR",
        };

    public static Option<bool> Json() =>
        new("--json") { Description = "Print one JSON document on standard output, and nothing else there." };

    public static Option<string?> HappenedBy() =>
        new("--happened-by")
        {
            Description = "Only what may have happened by the end of this day (2024-06-30), month, year or instant.",
            HelpName = "DATE",
        };

    public static Option<string?> KnownBy() =>
        new("--known-by")
        {
            Description =
                "Only what the ledger had recorded by this instant (2024-06-30T12:00:00Z) or the end of this day (UTC).",
            HelpName = "INSTANT",
        };

    /// <summary>A text that may be left out.</summary>
    public static Option<string?> Optional(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };

    /// <summary>A text that must be given, and not as blanks.</summary>
    public static Option<string> Required(string name, string description, string help)
    {
        var option = new Option<string>(name) { Description = description, HelpName = help, Required = true };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: var text }] && string.IsNullOrWhiteSpace(text))
            {
                given.AddError($"{name} is blank: {description}");
            }
        });
        return option;
    }

    /// <summary>The point on the two clocks that the options name.</summary>
    /// <exception cref="CommandFailedException">One of them cannot be read.</exception>
    public static AsOf AsOf(string? happenedBy, string? knownBy) =>
        new(Instant("--happened-by", happenedBy), Known("--known-by", knownBy));

    /// <summary>
    /// An instant of recording as people write it: to the second, as it is shown, which means the whole second.
    /// </summary>
    public static Instant? Known(string option, string? text) =>
        Instant(option, text) is { } instant
            ? instant.ToUnixTimeTicks() % NodaConstants.TicksPerSecond == 0
                ? instant + Duration.FromSeconds(1) - Duration.FromMilliseconds(0.001)
                : instant
            : null;

    /// <summary>An instant, or the last one of a day, month or year.</summary>
    public static Instant? Instant(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return Happened.TryParse(text, out var date, out var problem)
            ? date!.Latest
            : throw new CommandFailedException(Exit.BadInput, $"{option}: {problem}");
    }

    /// <summary>The instant of asking.</summary>
    public static Instant Now() => SystemClock.Instance.GetCurrentInstant();

    /// <summary>The day of asking (UTC).</summary>
    public static Happened Today() => Happened.On(Now().InUtc().Date);

    /// <summary>The day a picture is of: the last one that may count, else today (UTC).</summary>
    public static Happened DayOf(AsOf asOf) =>
        asOf.HappenedBy is { } by ? Happened.On(by.InUtc().Date) : Today();

    /// <summary>An instant whole, as programs read it and as it can be given back to <c>--known-by</c>.</summary>
    public static string? Exact(Instant? instant) =>
        instant is { } at ? InstantPattern.ExtendedIso.Format(at) : null;

    /// <summary>The point on the two clocks, as programs read it.</summary>
    public static object Json(AsOf asOf) => new { happenedBy = Exact(asOf.HappenedBy), knownBy = Exact(asOf.KnownBy) };

    /// <summary>An instant as people read it.</summary>
    public static string Show(Instant instant) =>
        InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss'Z'").Format(instant);
}
