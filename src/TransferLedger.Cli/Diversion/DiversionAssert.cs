using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Store.Custody;

namespace TransferLedger.Cli.Diversion;

/// <summary>
/// <c>ledger diversion assert</c> and <c>assert-lot</c>: the point in the chain comes from the custody on record.
/// </summary>
internal static class DiversionAssert
{
    /// <summary>Days for evidence after an assertion; a proposal.</summary>
    private const int EvidenceDays = 30;

    public static ExampledCommand OfWeapon(Terminal terminal)
    {
        var weapon = new Argument<string>("weapon") { Description = "The ledger's id of the weapon, or its serial." };
        var given = new Given();
        var command = new ExampledCommand(
            "assert",
            "Assert that a weapon was diverted. The point in the chain is taken from its custody: from whom, after which "
                + "proof of presence, by which sighting. Refused where custody shows no sighting outside lawful hands.",
            "ledger diversion assert A557125 --reference D-2026-4 --grade B2 --grounds \"seized in a raid\" --owner "
                + "desk-diversion --officer analyst-03")
        {
            weapon,
        };
        given.AddTo(command);
        command.SetAction(async (line, cancel) =>
        {
            var said = given.Read(line);
            await using var ledger = await OpenLedger.Open(said.Data, terminal, cancel);
            await RefuseLot(ledger, line.GetValue(weapon)!, cancel);
            var id = await CustodyCommand.Resolve(ledger, line.GetValue(weapon)!, terminal, cancel);
            var dossier = await WeaponHistory.Read(ledger.Store, id, cancel);
            var window = CustodyReport.Of(id, dossier, AsOf.Now, CommonOptions.Now())?.Windows is [.., var last]
                ? last
                : throw new CommandFailedException(
                    Exit.Refused,
                    $"The custody of weapon {id} shows no sighting outside lawful hands; ledger custody {id} shows it.");
            return await Record(ledger, terminal, said, id.Subject, _ => said.Fact(
                id.Subject, window.Custodian ?? new Custodian(""), window.LastProofDate ?? window.Seen, window.Seen,
                window.Stage, window.Sighting, rounds: null), cancel);
        });
        return command;
    }

    public static ExampledCommand OfLot(Terminal terminal)
    {
        var lot = LotOptions.Lot();
        var holder = LotOptions.Text(
            "--custodian", "From whose custody they came, where the lot was on the books of several. A country may follow: Army@XR.",
            "NAME");
        var sighting = new Option<long?>("--sighting")
        {
            Description = "The position of the fact by which they were seen outside. Default: the last such seizure.",
            HelpName = "POSITION",
        };
        var given = new Given();
        var command = new ExampledCommand(
            "assert-lot",
            "Assert that rounds of a lot were diverted. A lot has no individuals: its books tell who had rounds of it, and by "
                + "which fact some were seen outside lawful custody (ledger lot seize); where several had, say from whom.",
            "ledger diversion assert-lot ABC/ABC19E001-001 --custodian Army@XR --reference D-2026-5 --grade B2 --grounds "
                + "\"seized at the border\" --owner desk-diversion --officer analyst-03")
        {
            lot, holder, sighting,
        };
        given.AddTo(command);
        command.SetAction(async (line, cancel) =>
        {
            var subject = LotOptions.Named(line.GetValue(lot)!);
            var named = line.GetValue(holder) is { } name ? LotOptions.Party("--custodian", name) : null;
            var said = given.Read(line);
            await using var ledger = await OpenLedger.Open(said.Data, terminal, cancel);
            return await Record(ledger, terminal, said, subject, facts =>
            {
                var books = LotBooks.Of(subject, facts, AsOf.Now);
                var seen = Seen(books, line.GetValue(sighting));
                var point = LotDiversion.Of(books, seen, From(books, seen, named));
                return said.Fact(
                    subject, point.Custodian, point.From, point.To, point.Stage, point.Sighting, point.Rounds);
            }, cancel);
        });
        return command;
    }

    /// <summary>A lot has a command of its own, and nobody should have to look for it.</summary>
    private static async Task RefuseLot(OpenLedger ledger, string text, CancellationToken cancel)
    {
        if (LotKey.TryRead(text, out var lot) && !(await ledger.Store.Read([lot], cancel)).Facts.IsEmpty)
        {
            throw new CommandFailedException(
                Exit.BadInput, $"{lot.Key} is a lot of ammunition: ledger diversion assert-lot asserts that rounds of it were diverted.");
        }
    }

    private static LotEntry Seen(LotBooks books, long? position)
    {
        var sightings = LotDiversion.Sightings(books);
        var found = position is { } at ? sightings.FirstOrDefault(it => it.Position == at) : sightings.LastOrDefault();
        return found ?? throw new CommandFailedException(
            Exit.Refused,
            sightings.IsEmpty
                ? $"The books of {books.Lot.Key} show no rounds seized outside lawful custody; ledger lot seize records them."
                : $"Fact {position} is no seizure outside lawful custody of {books.Lot.Key}. On record: "
                    + string.Join("; ", sightings.Select(it => string.Create(
                        CultureInfo.InvariantCulture, $"fact {it.Position}, {it.Happened.Text}"))) + ".");
    }

    private static Custodian From(LotBooks books, LotEntry seen, Custodian? named)
    {
        var holders = LotDiversion.Holders(books, seen);
        return LotDiversion.Holders(books, seen, named) is [var only]
            ? only
            : throw new CommandFailedException(
                Exit.Refused,
                holders.IsEmpty
                    ? $"Nobody is on record as having had rounds of {books.Lot.Key} before {seen.Happened.Text}."
                    : named is null
                        ? $"Several had rounds of {books.Lot.Key} before {seen.Happened.Text}: {Names(holders)}. "
                            + "Say from whom they came with --custodian."
                        : $"{Plain.Of(named.Name)} is not among those who had rounds of {books.Lot.Key} before "
                            + $"{seen.Happened.Text}: {Names(holders)}.");
    }

    private static string Names(IEnumerable<Custodian> holders) => string.Join(
        "; ", holders.Select(it => Plain.Of(it.Country is { } country ? $"{it.Name}@{country}" : it.Name)));

    /// <summary>Decided on the facts about finding and item, and anew if more came in meanwhile.</summary>
    private static Task<int> Record(
        OpenLedger ledger,
        Terminal terminal,
        Said said,
        Subject item,
        Func<ImmutableArray<Recorded>, DiversionAsserted> fact,
        CancellationToken cancel) =>
        Deciding.Record<AllFacts>(
            ledger, terminal, said.Home, [said.Home, item], said.Officer, null, "asserted",
            state => Diverting.Assert(state.Facts, said.Home, fact(state.Facts)), cancel, "diversion");

    /// <summary>What the officer says of any assertion.</summary>
    private sealed class Given
    {
        private readonly Option<string> _reference =
            CommonOptions.Required("--reference", "What the finding shall be called.", "REF");

        private readonly Option<string> _grade =
            CommonOptions.Required("--grade", "The Admiralty grade of the source: A to F, then 1 to 6.", "GRADE");

        private readonly Option<string> _grounds = IdentityCommand.Grounds();
        private readonly Option<string> _owner =
            CommonOptions.Required("--owner", "Who must follow it up, by post.", "NAME");

        private readonly Option<string?> _due = new("--due")
        {
            Description = "By when evidence is due. Default: in 30 days.", HelpName = "DATE",
        };

        private readonly Option<string?> _conveyance = new("--conveyance")
        {
            Description = "Vessel by IMO number, aircraft by registration, vehicle by plate, if it was diverted on its way. "
                + "Default: what it left on between proof and sighting.",
            HelpName = "ID",
        };

        private readonly Option<string> _officer = IdentityCommand.Officer();
        private readonly Option<string?> _data = CommonOptions.Data();

        public void AddTo(Command command)
        {
            foreach (var it in (Option[])[_reference, _grade, _grounds, _owner, _due, _conveyance, _officer, _data])
            {
                command.Options.Add(it);
            }
        }

        public Said Read(ParseResult line)
        {
            var today = CommonOptions.Today();
            var until = line.GetValue(_due) is { } day
                ? CommonOptions.Instant("--due", day)!.Value.InUtc().Date
                : today.Latest.InUtc().Date.LaterByDays(EvidenceDays);
            return new Said(
                DiversionCommand.Home(line.GetValue(_reference)!),
                line.GetValue(_officer)!,
                line.GetValue(_data),
                (item, custodian, from, to, stage, sighting, rounds) => new DiversionAsserted(
                    today, item, custodian, from, to, stage, line.GetValue(_grounds)!,
                    line.GetValue(_grade)!.Trim().ToUpperInvariant(), line.GetValue(_owner)!, Happened.On(until),
                    line.GetValue(_officer)!, [], sighting, rounds, line.GetValue(_conveyance)));
        }
    }

    private delegate DiversionAsserted Point(
        Subject item, Custodian custodian, Happened from, Happened to, DiversionStage stage, long? sighting,
        long? rounds);

    private sealed record Said(Subject Home, string Officer, string? Data, Point Fact);
}
