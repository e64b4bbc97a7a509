using System.CommandLine;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Recording;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Lots;

/// <summary>
/// <c>ledger lot collect</c>: the intake of surrendered ammunition, beside that of weapons (<c>ledger collect</c>).
/// </summary>
internal static class LotCollect
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var programme = new Argument<string>("programme") { Description = "The programme: disarmament, amnesty …" };
        var reference = new Argument<string>("reference") { Description = "The number of the intake within it." };
        var authority = LotOptions.Required("--authority", "Who holds it now. A country may follow.", "NAME");
        var (rounds, site) = (LotOptions.Rounds(), LotOptions.Site("--place", "Where it is kept."));
        var maker = LotOptions.Text("--maker", "The maker, as marked on package or headstamp.", "NAME");
        var number = LotOptions.Text("--number", "The lot number as written on the package.", "NUMBER");
        var calibre = LotOptions.Text("--calibre", "The calibre as written.", "TEXT");
        var type = LotOptions.Text("--type", "Ball, tracer, blank …", "TEXT");
        var (on, officer) = (LotOptions.Text("--on", "When. Default: today.", "DATE"),
            LotOptions.Required("--officer", "Who records it.", "NAME"));
        var data = CommonOptions.Data();
        var asked = new AskedOptions(typeof(LotReceived), [site], ("site", site.Name));
        var command = new ExampledCommand(
            "collect",
            "Record the intake of surrendered ammunition. Where maker or lot number are not known, as with loose rounds, the "
                + "ledger issues an id from programme and number of intake: the same intake is recorded once.",
            "ledger lot collect \"DDR phase 2\" 117 --rounds 90 --calibre \"7.62 x 39\" --authority Mission@XR "
                + "--place \"Camp 3@XR\" --officer clerk-07",
            "ledger lot collect \"DDR phase 2\" 118 --rounds 500 --maker ABC --number ABC19E001-001 --authority Mission@XR "
                + "--place \"Camp 3@XR\" --officer clerk-07")
        {
            programme, reference, rounds, maker, number, calibre, type, authority, site, asked.NotKnown, on, officer,
            data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var party = LotOptions.Party("--authority", line.GetValue(authority)!);
            var intake = Named(line.GetValue(programme)!, line.GetValue(reference)!);
            var (made, written) = (line.GetValue(maker), line.GetValue(number));
            var home = made is not null && written is not null
                ? LotOptions.Named($"{made}/{written}")
                : LotKey.Unknown(written ?? "", party, intake);
            var fact = new LotReceived(
                CertificateCommand.Past("--on", line.GetValue(on)), party, line.GetValue(rounds),
                LotOptions.Place(line.GetValue(site)),
                Lot: new LotDescription(written ?? "", made, line.GetValue(calibre), line.GetValue(type)),
                Document: intake);
            asked.Check(line, fact);
            var actor = line.GetValue(officer)!;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, LotKeeping.Needs(home, fact), actor, null, "collected",
                state => LotKeeping.Record(state, home, fact, actor), cancel,
                after: receipt => LotFindings.After(ledger, home, receipt, terminal, cancel));
        });
        return command;
    }

    private static string Named(string programme, string reference) =>
        programme.Any(char.IsLetterOrDigit) && reference.Any(char.IsLetterOrDigit)
            ? $"{programme}, intake {reference}"
            : throw new CommandFailedException(Exit.BadInput, "Name the programme and the number of the intake.");
}
