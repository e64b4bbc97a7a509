using System.CommandLine;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Files;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;

namespace TransferLedger.Cli.Custody;

/// <summary><c>ledger destroy</c>: the end of a weapon, when everything that has to come before is on record.</summary>
internal static class DestroyCommand
{
    public static Command Make(Terminal terminal)
    {
        var weapon = new Argument<string>("weapon") { Description = "The ledger's id of the weapon, or its serial." };
        var method = LotOptions.Required("--method", "How: melting, cutting …", "TEXT");
        var place = LotOptions.Required("--place", "Where. A country may follow: Steelworks@XR.", "PLACE");
        var witnesses = new Option<string[]>("--witness")
        {
            Description = "Who saw it, by post; give two, neither of whom records or does it.", HelpName = "NAME",
        };
        var pictures = new Option<string[]>("--picture")
        {
            Description = "SHA-256 of a picture of it (ledger file add prints it).", HelpName = "HASH",
        };
        var authority = LotOptions.Text("--authority", "Who destroys it. Default: its custodian.", "NAME");
        var certificate = LotOptions.Text("--certificate", "The number of the certificate of destruction.", "NUMBER");
        var on = LotOptions.Text("--on", "When. Default: today.", "DATE");
        var officer = LotOptions.Required("--officer", "Who records it.", "NAME");
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "destroy",
            "Record the destruction of a weapon. Refused without a record of its marks, without two other witnesses and a "
                + "picture, while a trace is open, and for a seized, found or surrendered one until it is decided whether "
                + "it is traced.",
            "ledger destroy 7k3m-9q2x-4t5v-8w1z --method melting --place Steelworks@XR --witness \"post 4\" --witness "
                + "\"mission observer\" --picture 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --officer clerk-07")
        {
            weapon, method, place, witnesses, pictures, authority, certificate, on, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var day = CertificateCommand.Past("--on", line.GetValue(on));
            var shown = (line.GetValue(pictures) ?? []).Select(Picture).ToValueList();
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var id = await CustodyCommand.Resolve(ledger, line.GetValue(weapon)!, terminal, cancel);
            var (history, about) = await WeaponHistory.ReadOwn(ledger.Store, id, cancel);
            var by = line.GetValue(authority) is { } named
                ? LotOptions.Party("--authority", named)
                : Holder(CustodyReplay.Of(history.Facts, AsOf.Now, CustodyParameters.Default));
            var fact = new Destroyed(
                day, by, line.GetValue(method)!, LotOptions.Place(line.GetValue(place)),
                (line.GetValue(witnesses) ?? []).ToValueList(), line.GetValue(certificate));
            var outcome = await ledger.Store.Transact<AllFacts>(
                new CommandId(Guid.NewGuid()),
                new Provenance(line.GetValue(officer)!, Evidence: shown, Channel: EntryChannel.Typed), about,
                state => Destroying.Decide(state.Facts, id, fact, line.GetValue(officer)!, shown.Count), cancel);
            terminal.RawResult.WriteLine($"weapon/{id} {Outcomes.Said(outcome, "destroyed")}. See: ledger custody {id}");
            return Exit.Done;
        });
        return command;
    }

    /// <summary>Who has it; who had it last, where the answer will be that it is destroyed already.</summary>
    private static Custodian Holder(CustodyChain chain) => chain.Custodian
        ?? (chain.State == CustodyState.Destroyed
            ? chain.Segments.OfType<CustodySegment.Known>().LastOrDefault()?.Custodian
            : null)
        ?? throw new CommandFailedException(
            Exit.BadInput, "Nobody is known to have it: say with --authority who destroys it.");

    private static Evidence Picture(string text) => FileHash.Of(text.Trim()) is { } hash
        ? new Evidence(hash, "picture")
        : throw new CommandFailedException(
            Exit.BadInput, $"--picture '{Plain.Of(text)}' is no SHA-256: 64 hexadecimal digits, from ledger file add.");
}
