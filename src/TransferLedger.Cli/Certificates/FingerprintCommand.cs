using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TransferLedger.Certificates;
using TransferLedger.Cli.Files;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Ledger;
using TransferLedger.Store.Certificates;
using TransferLedger.Store.Files;

namespace TransferLedger.Cli.Certificates;

/// <summary>
/// <c>ledger certificate fingerprint</c>: scans on hand are measured, so that copies are found (EUC-028).
/// </summary>
internal static class FingerprintCommand
{
    private static readonly SkiaPictureDecoder Decoder = new();

    public static ExampledCommand Make(Terminal terminal)
    {
        var id = new Argument<string?>("id")
        {
            Description = "Country and number: IS/EUC/0017/2026.", Arity = ArgumentArity.ZeroOrOne,
        };
        var all = new Option<bool>("--all") { Description = "Every certificate whose scan is on hand and was not measured." };
        var officer = CommonOptions.Required("--officer", "Who has it done.", "NAME");
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "fingerprint",
            "Measure the scan of a certificate, so that a signature copied from it or into it is found: the likeness of the "
                + "page, and the pixels of the signature where 'regions' says that it stands. capture --scan does it by itself.",
            "ledger certificate fingerprint IS/EUC/0017/2026 --officer clerk-07",
            "ledger certificate fingerprint --all --officer clerk-07")
        {
            id, all, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var named = line.GetValue(id);
            if ((named is null) != line.GetValue(all))
            {
                throw new CommandFailedException(Exit.BadInput, "Name a certificate, or give --all, not both.");
            }

            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            if (named is not null)
            {
                var home = DocumentFile.Named("certificate", named);
                var (said, _) = await Measure(ledger, home, line.GetValue(officer)!, cancel)
                    ?? throw new CommandFailedException(
                        Exit.Refused, $"No scan of {home.Key} is on hand; ledger file add keeps it.");
                terminal.RawResult.WriteLine(said);
                return Exit.Done;
            }

            await ledger.CatchUp(terminal, cancel);
            var (count, clock) = (0, Stopwatch.StartNew());
            foreach (var home in await CertificatesOnFile.Captured(ledger.Store.Source, cancel))
            {
                if (await Measure(ledger, home, line.GetValue(officer)!, cancel, again: false) is var (said, _))
                {
                    count++;
                    terminal.RawResult.WriteLine(said);
                }
            }

            terminal.RawResult.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{count:N0} scans measured in {clock.Elapsed.TotalSeconds:N1} s."));
            return Exit.Done;
        });
        return command;
    }

    /// <summary>Measures the scan that the last capture of a certificate names.</summary>
    /// <returns>
    /// What to say, and what was found; null when no scan is on hand, or it was measured and need not be again.
    /// </returns>
    /// <exception cref="CommandFailedException">It was refused, or not recorded.</exception>
    internal static async Task<(string Said, ScanFingerprinted Found)?> Measure(
        OpenLedger ledger, Subject home, string officer, CancellationToken cancel, bool again = true)
    {
        var file = CertificateFile.Of(home, await CertificateReading.Own(ledger.Store, home, cancel));
        if (Fingerprinting.ScanOf(file) is not { } scan || (!again && file.Scans.Any(it => it.Fact.Scan == scan))
            || await new FileStore(ledger.Store.Source).Get(scan, cancel) is not { } bytes)
        {
            return null;
        }

        var found = Fingerprinting.Of(
            file.Captures[^1].Fact, scan, Decoder.Decode(bytes), CommonOptions.Today(), officer);
        var outcome = await ledger.Store.Transact<CertificateFacts>(
            new CommandId(Guid.NewGuid()), new Provenance(officer, Channel: EntryChannel.Typed), [home],
            state => Fingerprinting.Decide(state, home, found), cancel);
        return ($"{home.Key} {Outcomes.Said(outcome, "measured")}: {Words(found)}", found);
    }

    /// <summary>What was measured, in words.</summary>
    internal static string Words(ScanFingerprinted it) => it switch
    {
        { Reading: ScanReading.NoPicture } => "the scan is no PNG, JPEG, WebP or GIF of one picture; its likeness is not compared",
        { Reading: ScanReading.TooLarge } => string.Create(
            CultureInfo.InvariantCulture, $"the scan has more than {SkiaPictureDecoder.MostPixels:N0} pixels; its likeness is not compared"),
        { Reading: ScanReading.Damaged } => "the scan cannot be decoded; its likeness is not compared",
        { Region: null } => "'regions' does not say where the signature stands; it is not compared",
        { Signature: null } => "nothing like a signature is where 'regions' says; it is not compared",
        _ => "page and signature will be compared with others",
    };
}
