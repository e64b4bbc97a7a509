using System.CommandLine;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Cli.Recording;
using TransferLedger.Custody;
using TransferLedger.Files;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Custody;

/// <summary><c>ledger collect</c>: the intake of a surrendered weapon.</summary>
internal static class CollectCommand
{
    public static Command Make(Terminal terminal)
    {
        var programme = new Argument<string>("programme") { Description = "The programme: disarmament, amnesty …" };
        var reference = new Argument<string>("reference") { Description = "The number of the intake within it." };
        var kind = LotOptions.Required("--kind", "The class of weapon: pistol, rifle …", "TEXT");
        var (maker, model, calibre) = (LotOptions.Text("--maker", "The maker, as marked.", "NAME"),
            LotOptions.Text("--model", "The model.", "TEXT"), LotOptions.Text("--calibre", "The calibre.", "TEXT"));
        var serial = LotOptions.Text("--serial", "The number as read on the weapon.", "TEXT");
        var legibility = new Option<Legibility>("--legibility")
        {
            Description = "How well it could be read. Default: clear; obliterated or absent need no --serial.",
        };
        var position = LotOptions.Text("--position", "Where it stands: receiver, slide …", "TEXT");
        var picture = LotOptions.Text("--picture", "SHA-256 of a picture of it (ledger file add prints it).", "HASH");
        var authority = LotOptions.Required("--authority", "Who holds it now. A country may follow: Mission@XR.", "NAME");
        var place = LotOptions.Required("--place", "Where. A country may follow: Town hall@XR.", "PLACE");
        var donor = LotOptions.Text("--donor", "Who gave it up, by pseudonym with sex and age band.", "TEXT");
        var condition = LotOptions.Text("--condition", "Its condition.", "TEXT");
        var (on, officer) = (LotOptions.Text("--on", "When. Default: today.", "DATE"),
            LotOptions.Required("--officer", "Who records it.", "NAME"));
        var data = CommonOptions.Data();
        var asked = new AskedOptions(typeof(SurrenderRecorded), [donor, condition]);
        var command = new ExampledCommand(
            "collect",
            "Record the intake of a surrendered weapon, with its marks or that it has none. It gets an identity of its own; "
                + "ledger findings show tells whether one like it is on record.",
            "ledger collect \"DDR phase 2\" 117 --kind rifle --maker Factory --serial \"AB 4711\" --position receiver "
                + "--authority Mission@XR --place \"Camp 3@XR\" --donor \"D-40, female, 30-39\" "
                + "--condition worn --officer clerk-07",
            "ledger collect \"DDR phase 2\" 118 --kind rifle --legibility obliterated --authority Mission@XR "
                + "--place \"Camp 3@XR\" --not-known donor --condition \"no bolt\" --officer clerk-07")
        {
            programme, reference, kind, maker, model, calibre, serial, legibility, position, picture, authority, place,
            donor, condition, asked.NotKnown, on, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var mark = Mark(
                line.GetValue(serial), line.GetValue(legibility), line.GetValue(position), line.GetValue(picture));
            var fact = new SurrenderRecorded(
                CertificateCommand.Past("--on", line.GetValue(on)),
                LotOptions.Party("--authority", line.GetValue(authority)!), LotOptions.Place(line.GetValue(place))!,
                line.GetValue(programme)!, line.GetValue(donor), line.GetValue(condition),
                mark is null ? [] : [mark]);
            var item = new ItemDescription(
                line.GetValue(kind), line.GetValue(maker), Model: line.GetValue(model),
                Calibre: line.GetValue(calibre));
            var number = line.GetValue(reference)!;
            var id = Collecting.WeaponOf(fact.Programme, number);
            asked.Check(line, fact);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AllFacts>(
                ledger, terminal, id.Subject, [id.Subject], line.GetValue(officer)!, null, "collected",
                state => Collecting.Decide(state.Facts, number, item, fact), cancel, see: $"ledger custody {id}");
        });
        return command;
    }

    private static Mark? Mark(string? serial, Legibility legibility, string? position, string? picture)
    {
        var gone = legibility is Legibility.Obliterated or Legibility.Absent;
        if (gone == (serial is not null))
        {
            return gone
                ? throw new CommandFailedException(
                    Exit.BadInput, "--serial and --legibility do not go together: what is obliterated or absent was not read.")
                : null;
        }

        var shown = picture is null ? null : FileHash.Of(picture.Trim()) ?? throw new CommandFailedException(
            Exit.BadInput, $"--picture '{Plain.Of(picture)}' is no SHA-256: 64 hexadecimal digits, from ledger file add.");
        return new Mark(MarkKind.Serial, serial ?? "", legibility, position, PictureSha256: shown);
    }
}
