using System.CommandLine;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Files;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Store.Files;

namespace TransferLedger.Cli.Registers;

/// <summary><c>ledger register</c>: the registers as they stand on a date, as known at an instant.</summary>
internal static class RegisterCommand
{
    public static Command Make(Terminal terminal) =>
        new("register", "Look at the registers: authorities, parties, vessels and aircraft.")
        {
            Authority(terminal), Party(terminal),
        };

    private static ExampledCommand Authority(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "Country and short name: IS/moj." };
        var (on, known, data, json) = (OnOption(), CommonOptions.KnownBy(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "authority",
            "An authority: what it may certify, how it numbers, who signs for it, its forms, keys, contact points and lost "
                + "blanks. What had ended or had not begun on the day is shown as such.",
            "ledger register authority IS/moj",
            "ledger register authority IS/moj --on 2023-06-30 --known-by 2024-01-01 --json")
        {
            id, on, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var subject = DocumentFile.Named("authority", line.GetValue(id)!);
            var day = CertificateCommand.Day("--on", line.GetValue(on));
            var knownBy = CommonOptions.Known("--known-by", line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var facts = (await Known(ledger, [subject], knownBy, cancel)).Where(it => it.Home == subject).ToList();
            var register = AuthorityRegister.Of(facts);
            if (!facts.Exists(it => it.Fact is AuthorityEvent))
            {
                throw new CommandFailedException(Exit.Refused, $"Nothing is on record about {subject.Key} at that point.");
            }

            var onHand = await new FileStore(ledger.Store.Source).OnHand(
                facts.SelectMany(FileMention.In).Select(it => it.Hash), cancel);
            var screen = new AuthorityScreen(subject, register, day, knownBy, onHand);
            if (line.GetValue(json))
            {
                terminal.Json(screen.Json());
            }
            else
            {
                screen.Show(terminal.Result);
            }

            return Exit.Done;
        });
        return command;
    }

    private static ExampledCommand Party(Terminal terminal)
    {
        var name = new Argument<string?>("name")
        {
            Description = "A name or alias, the IMO number of a vessel, the registration of an aircraft, or SCHEME:VALUE.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var identifier = new Option<string?>("--identifier")
        {
            Description = "An identifier: IMO:9074729, or a number of a register of companies.", HelpName = "SCHEME:VALUE",
        };
        var (on, known, data, json) = (OnOption(), CommonOptions.KnownBy(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "party",
            "A party: names, identifiers, mandate, strength, registration as a broker, what it operates; or a vessel, "
                + "aircraft or vehicle with its flags. What had ended or had not begun on the day is shown as such.",
            "ledger register party \"Coast Guard, 2nd Squadron\"",
            "ledger register party --identifier IMO:9074729 --on 2026-04-20")
        {
            name, identifier, on, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (named, by) = (line.GetValue(name), line.GetValue(identifier));
            if ((named is null) == (by is null))
            {
                throw new CommandFailedException(Exit.BadInput, "Give a name, or --identifier, not both.");
            }

            var asked = by is null ? null : Identifier(by)
                ?? throw new CommandFailedException(Exit.BadInput, "An identifier is SCHEME:VALUE, such as IMO:9074729.");
            var day = CertificateCommand.Day("--on", line.GetValue(on));
            var knownBy = CommonOptions.Known("--known-by", line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var (found, facts) = await Find(ledger, named, asked, knownBy, cancel);
            if (found.Count == 0)
            {
                throw new CommandFailedException(
                    Exit.Refused, $"The registers know nobody as {Plain.Of(named ?? by!)} at that point.");
            }

            var screen = new PartyScreen(found, facts, day, knownBy);
            if (line.GetValue(json))
            {
                terminal.Json(screen.Json());
            }
            else
            {
                screen.Show(terminal.Result);
            }

            return Exit.Done;
        });
        return command;
    }

    private static Option<string?> OnOption() =>
        new("--on") { Description = "As it stands on this day. Default: today.", HelpName = "DATE" };

    private static PartyIdentifier? Identifier(string text) =>
        text.Split(':', 2) is [var scheme, var value]
            && scheme.Any(char.IsLetterOrDigit) && value.Any(char.IsLetterOrDigit)
            ? new PartyIdentifier(scheme, value)
            : null;

    /// <summary>Whom a name or an identifier leads to, and the facts about them and what they operate.</summary>
    private static async Task<(List<Subject> Found, List<Recorded> Facts)> Find(
        OpenLedger ledger, string? name, PartyIdentifier? identifier, Instant? knownBy, CancellationToken cancel)
    {
        identifier ??= Identifier(name ?? "");
        Subject?[] asked =
        [
            name is null ? null : PartyRegister.SubjectOf(name),
            ConveyanceId.SubjectOf(name ?? $"{identifier!.Scheme} {identifier.Value}"),
            identifier is null ? null : PartyRegister.SubjectOf(identifier),
        ];
        var first = await Known(ledger, [.. asked.OfType<Subject>()], knownBy, cancel);
        var found = Homes(first, asked.OfType<Subject>()).ToList();
        var facts = await Known(ledger, found, knownBy, cancel);
        var register = PartyRegister.Of(facts);
        var operated = found.SelectMany(it => register.OperatedBy(it)).Except(found).ToList();
        facts.AddRange(await Known(ledger, operated, knownBy, cancel));
        return (found, [.. facts.DistinctBy(it => it.Position)]);
    }

    /// <summary>
    /// Whom facts about what was asked for are about: whoever has the name, alias or identifier; the operator that a
    /// registration names is what was asked for itself.
    /// </summary>
    private static IEnumerable<Subject> Homes(List<Recorded> facts, IEnumerable<Subject> asked) =>
        asked.SelectMany(subject => StandingFacts.Of(facts)
            .Where(it => it.Fact is PartyEvent && it.IsAbout(subject))
            .Select(it => it.Fact is ConveyanceEvent ? subject : it.Home)).Distinct();

    private static async Task<List<Recorded>> Known(
        OpenLedger ledger, List<Subject> about, Instant? knownBy, CancellationToken cancel) =>
        about.Count == 0
            ? []
            : [.. (await ledger.Store.Read(about, cancel)).Facts.Where(new AsOf(null, knownBy).Includes)];
}
