using System.CommandLine;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Screening;

namespace TransferLedger.Cli.Screening;

/// <summary><c>ledger screen decide</c>: what somebody found out about a match.</summary>
internal static class ScreenDecideCommand
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "The party." };
        var list = CommonOptions.Required("--list", "un or ofac.", "LIST");
        var entry = CommonOptions.Required("--entry", "The entry: QDi.002.", "ENTRY");
        var verdict = CommonOptions.Required("--is", "same: it is the listed party; other: it is not.", "same|other");
        var officer = CommonOptions.Required("--officer", "Who decides.", "NAME");
        var reason = CommonOptions.Required("--reason", "On what grounds.", "TEXT");
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "decide",
            "Record what was found out about a match. It holds for this party and this entry until what is known of either "
                + "changes; then the match is open again.",
            "ledger screen decide \"Ivan Ivanov\" --list un --entry QDi.002 --is other --officer clerk-07 --reason \"born 1990\"")
        {
            name, list, entry, verdict, officer, reason, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (party, listed) = (line.GetValue(name)!, ListCommand.Known(line.GetValue(list)!));
            var found = line.GetValue(verdict) switch
            {
                "same" => MatchVerdict.SameParty,
                "other" => MatchVerdict.OtherParty,
                var wrong => throw new CommandFailedException(Exit.BadInput, $"--is: same or other, not '{wrong}'."),
            };
            var home = ScreeningFile.SubjectOf(party)
                ?? throw new CommandFailedException(Exit.BadInput, $"'{Plain.Of(party)}' is no name.");
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var outcome = await ledger.Store.Transact<AllFacts>(
                new CommandId(Guid.NewGuid()), new Provenance(line.GetValue(officer)!, Channel: EntryChannel.Typed),
                [home],
                state => Screenings.Decide(
                    state, party, listed, line.GetValue(entry)!, found, line.GetValue(officer)!, line.GetValue(reason)!,
                    Happened.At(CommonOptions.Now())),
                cancel);
            var said = Outcomes.Said(outcome, "decided");
            await ledger.CatchUpView("screening", cancel);
            terminal.RawResult.WriteLine(
                $"{Plain.Of(party)} and {listed} {Plain.Of(line.GetValue(entry)!)}: {said}.");
            return Exit.Done;
        });
        return command;
    }
}
