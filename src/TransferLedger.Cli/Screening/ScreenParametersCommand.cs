using System.CommandLine;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Screening;

namespace TransferLedger.Cli.Screening;

/// <summary><c>ledger screen parameters</c>: the thresholds by which this office screens and weighs.</summary>
internal static class ScreenParametersCommand
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var file = new Argument<string?>("file")
        {
            Description = "Thresholds to decide on, as JSON (docs/screening.md). Default: show those that hold.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var officer = CommonOptions.Optional("--officer", "Who decides.", "NAME");
        var approver = CommonOptions.Optional("--approver", "Who agrees: another person.", "NAME");
        var reason = CommonOptions.Optional("--reason", "Why these.", "TEXT");
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "parameters",
            "Show the thresholds of screening that hold in this office, or decide on others (two persons). Screening and the "
                + "verdicts on certificates (EUC-051) go by them from then on; whoever was screened by looser ones holds until "
                + "the next run.",
            "ledger screen parameters",
            "ledger screen parameters samples/screening/thresholds.json --officer chief-01 --approver chief-02 --reason \"names of our region\"")
        {
            file, officer, approver, reason, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asked = line.GetValue(file) is { } path ? await ScreeningParameterFile.Read(path, cancel) : null;
            var (who, other, why) = (line.GetValue(officer), line.GetValue(approver), line.GetValue(reason));
            if (asked is null != (who ?? other ?? why) is null || (asked is not null && (who ?? other) is null))
            {
                throw new CommandFailedException(
                    Exit.BadInput, "To decide, give a file, --officer, --approver and --reason; to look, none of them.");
            }

            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var now = Happened.At(CommonOptions.Now());
            if (asked is not null)
            {
                var fact = new ScreeningParametersSet(now, asked, who ?? "", other ?? "", why ?? "");
                var outcome = await ledger.Store.Transact<AllFacts>(
                    new CommandId(Guid.NewGuid()), new Provenance(fact.Officer, Channel: EntryChannel.Typed),
                    [ScreeningFile.ParametersSubject],
                    state => Screenings.Set(state, fact), cancel);
                terminal.Say($"The thresholds {Plain.Of(asked.Version)} {Outcomes.Said(outcome, "decided")}. "
                    + "Screen by them: ledger screen run --officer NAME");
            }

            var read = await ledger.Store.Read([ScreeningFile.ParametersSubject], cancel);
            Show(terminal, ScreeningFile.Of(read.Facts), now, line.GetValue(json));
            return Exit.Done;
        });
        return command;
    }

    private static void Show(Terminal terminal, ScreeningFile record, Happened now, bool json)
    {
        var (decided, limits) = (record.ParametersDecided(now), record.ParametersOn(now));
        if (json)
        {
            terminal.Json(new { thresholds = limits, decided = decided?.Fact, fact = decided?.Position });
            return;
        }

        terminal.RawResult.WriteLine(decided is { Fact: var by }
            ? FormattableString.Invariant(
                $"Thresholds {Plain.Of(limits.Version)}, decided {by.Happened.Text} by {Plain.Of(by.Officer)} and {Plain.Of(by.Approver)} (fact {decided.Position}): {Plain.Of(by.Reason)}")
            : $"Thresholds {limits.Version}: the proposals of the rules; this office has decided on none.");
        terminal.RawResult.WriteLine(FormattableString.Invariant(
            $"  worth a look from a score of {limits.WarnFrom / 1000m:0.000}, HOLD from {limits.HoldFrom / 1000m:0.000}"));
        terminal.RawResult.WriteLine(FormattableString.Invariant(
            $"  names that differ have {limits.EnoughBits} bits in common; lists used {limits.StaleHours} hours after a look"));
        terminal.RawResult.WriteLine($"  lists that must be there: {string.Join(", ", limits.Needed)}");
    }
}
