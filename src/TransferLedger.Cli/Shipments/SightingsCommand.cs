using System.CommandLine;
using System.Globalization;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Certificates;

namespace TransferLedger.Cli.Shipments;

/// <summary><c>ledger retransfer sightings</c>: what turned up elsewhere of what was delivered.</summary>
internal static class SightingsCommand
{
    /// <summary>Histories in memory at once.</summary>
    private const int WeaponsAtOnce = 1_000;

    public static ExampledCommand Make(Terminal terminal)
    {
        var id = new Argument<string?>("certificate")
        {
            Description = "The certificate the goods came under: IS/EUC/0017/2026.", Arity = ArgumentArity.ZeroOrOne,
        };
        var officer = RetransferCommand.Required("--officer", "Who looks.", "NAME");
        var every = new Option<bool>("--all")
        {
            Description = "Look through every certificate under which something was delivered: after an import of sightings.",
        };
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "sightings",
            "Look through the custody of every weapon delivered under a certificate, and hold against the undertaking "
                + "(EUC-073) what turned up in another state or with another force. What is held already is not again.",
            "ledger retransfer sightings IS/EUC/0017/2026 --officer clerk-07",
            "ledger retransfer sightings --all --officer clerk-07")
        {
            id, every, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (named, all, who) = (line.GetValue(id), line.GetValue(every), line.GetValue(officer)!);
            if ((named is null) != all)
            {
                throw new CommandFailedException(Exit.BadInput, "Name a certificate, or every one with --all, not both.");
            }

            var one = named is null ? default : DocumentFile.Named("certificate", named);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return all ? await All(ledger, terminal, who, cancel) : await Deciding.Record<AuthorizationState>(
                ledger, terminal, one, await About(ledger, one, cancel), who, null, "held against the undertaking",
                state => Sightings.Hold(state, one, who), cancel, "retransfer");
        });
        return command;
    }

    /// <summary>One after the other: each is a decision of its own, and what is recorded stays recorded.</summary>
    private static async Task<int> All(OpenLedger ledger, Terminal terminal, string who, CancellationToken cancel)
    {
        await ledger.CatchUp(terminal, cancel);
        var (looked, found) = (0, 0);
        foreach (var certificate in await CertificatesOnFile.Delivered(ledger.Store.Source, cancel))
        {
            var outcome = await ledger.Store.Transact<AuthorizationState>(
                new CommandId(Guid.NewGuid()), new Provenance(who, Channel: EntryChannel.Computed),
                await About(ledger, certificate, cancel), state => Sightings.Hold(state, certificate, who), cancel);
            looked++;
            if (outcome is not TransactionOutcome.Done { Receipt: null })
            {
                found++;
                terminal.RawResult.WriteLine(
                    $"{certificate.Key} {Outcomes.Said(outcome, "held against the undertaking")}. See: ledger retransfer show {certificate.Rest}");
            }
        }

        terminal.RawResult.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{looked:N0} certificates with deliveries looked through; something new under {found:N0}."));
        return Exit.Done;
    }

    /// <summary>The certificate, and the weapons about which a fact says that they turned up somewhere.</summary>
    private static async Task<IReadOnlyList<Subject>> About(
        OpenLedger ledger, Subject certificate, CancellationToken cancel)
    {
        var balance = CertificateBalance.Of((await ledger.Store.Read([certificate], cancel)).Facts);
        var found = new HashSet<Subject>();
        foreach (var some in Sightings.WeaponsOf(balance).Select(it => it.Subject).Chunk(WeaponsAtOnce))
        {
            var wanted = some.ToHashSet();
            var facts = (await ledger.Store.Read(some, cancel)).Facts;
            found.UnionWith(facts.Where(it => Sightings.MayTell(it.Fact))
                .SelectMany(it => it.Subjects()).Where(wanted.Contains));
        }

        return [certificate, .. found];
    }
}
