using System.CommandLine;
using TransferLedger.Certificates;
using TransferLedger.Cli.Files;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import.Commands;
using TransferLedger.Files;
using TransferLedger.Ledger;
using TransferLedger.Store.Files;

namespace TransferLedger.Cli.Certificates;

/// <summary><c>ledger certificate capture</c>: what stands on a paper, and its scan.</summary>
internal static class CaptureCommand
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The certificate as JSON (see docs/certificates.md)." };
        var scan = new Option<string?>("--scan")
        {
            Description = "The scan: stored under its hash, which paper.scan names or is given.", HelpName = "PATH",
        };
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "capture",
            "Record a certificate as it was read. The same file again records nothing.",
            "ledger certificate capture samples/certificates/genuine.json",
            "ledger certificate capture certificate.json --scan scan.pdf")
        {
            file, scan, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var path = line.GetValue(file)!;
            var (reading, text) = await Reading(path, cancel);
            var home = CertificateCommand.SubjectOf(reading.Certificate, path)
                ?? throw new CommandFailedException(
                    Exit.BadInput, $"{path}: $.certificate.number: a certificate without a number cannot be kept; "
                        + "ledger certificate verify --file says what else is wrong with it.");
            var picture = line.GetValue(scan) is { } named
                ? await FileCommand.Read(named, FileStore.UsualMaxBytes, cancel)
                : null;
            if (picture is not null)
            {
                (reading, text) = WithScan(reading, text, FileStore.HashOf(picture), path);
            }

            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            if (picture is not null)
            {
                await new FileStore(ledger.Store.Source).Add(picture, reading.Officer, cancel);
            }

            terminal.RawResult.WriteLine(await Record(ledger, home, reading, (path, text), cancel));
            if (picture is not null
                && await FingerprintCommand.Measure(ledger, home, reading.Officer, cancel) is var (said, _))
            {
                terminal.RawResult.WriteLine(said);
            }

            return Exit.Done;
        });
        return command;
    }

    /// <summary>The reading of a certificate in a file, and the file's text.</summary>
    /// <exception cref="CommandFailedException">
    /// The file cannot be read, is no such document, or says that something stands where no page is.
    /// </exception>
    internal static async Task<(CertificateCaptured Reading, string Text)> Reading(
        string path, CancellationToken cancel)
    {
        var (reading, text) = await DocumentFile.Read<CertificateCaptured>(path, cancel);
        var country = reading.Certificate.IssuingCountry;
        if (country.Length != 2 || !country.All(char.IsAsciiLetter))
        {
            throw new CommandFailedException(
                Exit.BadInput,
                $"{path}: $.certificate.issuingCountry: '{Plain.Of(country)}' is no ISO 3166-1 alpha-2 code; write two letters, IS.");
        }

        return FieldRegion.Wrong(reading.Regions) is { } wrong
            ? throw new CommandFailedException(Exit.BadInput, $"{path}: $.regions: {RefusalText.Of(wrong)}")
            : (reading, text);
    }

    /// <summary>The reading with the hash of its scan, and the text that makes it another request.</summary>
    private static (CertificateCaptured Reading, string Text) WithScan(
        CertificateCaptured reading, string text, string hash, string path)
    {
        var paper = reading.Certificate.Paper;
        if (string.IsNullOrWhiteSpace(paper.Scan))
        {
            var filled = reading.Certificate with { Paper = paper with { Scan = hash } };
            return (reading with { Certificate = filled }, $"{text}\n{hash}");
        }

        return FileHash.Of(paper.Scan) == hash
            ? (reading, text)
            : throw new CommandFailedException(
                Exit.Refused,
                $"{path}: $.certificate.paper.scan names {Plain.Of(paper.Scan)}, the scan given is {hash}. Nothing was recorded.");
    }

    private static async Task<string> Record(
        OpenLedger ledger,
        Subject home,
        CertificateCaptured reading,
        (string Path, string Text) file,
        CancellationToken cancel)
    {
        var outcome = await ledger.Store.Append(
            new AppendRequest(
                await PaperRequest.Of(ledger.Store, "ledger certificate capture", home, file.Text, cancel),
                [new NewFact(home, reading)],
                Condition.None,
                new Provenance(
                    reading.Officer, reading.Office, Deciding.Source(file.Path), Channel: EntryChannel.Document)),
            cancel);
        return outcome switch
        {
            AppendOutcome.Appended { Repeated: true } it =>
                $"{home.Key} was captured before, as fact {it.Receipt.First}.",
            AppendOutcome.Appended it =>
                $"{home.Key} captured as fact {it.Receipt.First}. Judge it: ledger certificate verify {home.Rest}",
            AppendOutcome.Refused no =>
                throw new CommandFailedException(Exit.Refused, $"Refused: {RefusalText.Of(no.Refusal)}"),
            _ => throw new CommandFailedException(Exit.Unavailable, StoreTrouble.Said(outcome)),
        };
    }
}
