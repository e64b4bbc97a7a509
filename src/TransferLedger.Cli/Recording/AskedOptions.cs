using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Recording;

/// <summary>
/// What a command of its own asks for as <c>ledger record</c> does for the other kinds: whoever records a fact states
/// it, or that nobody knows it.
/// </summary>
internal sealed class AskedOptions
{
    private readonly IReadOnlyList<(FactMember Member, string Option)> _asked;

    /// <summary>Marks the options asked for as such.</summary>
    /// <param name="fact">The kind of fact that the command records.</param>
    /// <param name="options">The options of the command.</param>
    /// <param name="called">Options that are called otherwise than the member they say, by its stored name.</param>
    public AskedOptions(
        Type fact, IReadOnlyCollection<Option> options, params (string Member, string Option)[] called)
    {
        var names = called.ToDictionary(it => it.Member, it => it.Option, StringComparer.Ordinal);
        var given = options.Select(it => it.Name).ToHashSet(StringComparer.Ordinal);
        _asked =
        [
            .. FactMember.Of(fact).Where(it => it.AskedFor is { Count: 0 })
                .Select(it => (Member: it, Option: names.GetValueOrDefault(it.Name, it.Option)))
                .Where(it => given.Contains(it.Option)),
        ];
        foreach (var option in options.Where(it => _asked.Any(one => one.Option == it.Name)))
        {
            option.Description = $"Asked for. {option.Description}";
        }

        NotKnown = new Option<string[]>("--not-known")
        {
            Description = "What is asked for and nobody knows, by the name of its option: "
                + string.Join(", ", _asked.Select(it => it.Option[2..])) + ".",
            HelpName = "NAME",
        };
    }

    /// <summary>What was asked for and is not known.</summary>
    public Option<string[]> NotKnown { get; }

    /// <summary>Is everything asked for stated, or said not to be known?</summary>
    /// <param name="line">The command line.</param>
    /// <param name="fact">The fact it says.</param>
    /// <exception cref="CommandFailedException">No; every lack is told at once.</exception>
    public void Check(ParseResult line, LedgerEvent fact)
    {
        var said = JsonNode.Parse(FactJson.Write(fact))!.AsObject();
        var notKnown = (line.GetValue(NotKnown) ?? []).Select(it => "--" + it.TrimStart('-'))
            .ToHashSet(StringComparer.Ordinal);
        string[] problems =
        [
            .. _asked.Where(it => !notKnown.Contains(it.Option) && !it.Member.IsSettled(said)).Select(it =>
                $"{it.Option} is asked for: {it.Member.Comment} Say --not-known {it.Option[2..]} where nobody knows."),
            .. _asked.Where(it => notKnown.Contains(it.Option) && said[it.Member.Name] is not null)
                .Select(it => $"--not-known {it.Option[2..]}: it is given all the same."),
            .. notKnown.Where(it => !_asked.Any(one => one.Option == it)).Order(StringComparer.Ordinal).Select(it =>
                $"--not-known: '{Plain.Of(it[2..])}' is not asked for; it is one of "
                    + $"{string.Join(", ", _asked.Select(one => one.Option[2..]))}."),
        ];
        if (problems.Length > 0)
        {
            throw new CommandFailedException(Exit.BadInput, string.Join(Environment.NewLine, problems));
        }
    }
}
