using System.Globalization;
using NodaTime;
using Spectre.Console;
using TransferLedger.Authorities;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Cli.Registers;

/// <summary>What the register says about parties and conveyances.</summary>
/// <param name="found">Whom it was asked for.</param>
/// <param name="facts">The facts about them and what they operate, as far as known.</param>
/// <param name="day">The day it is looked at for.</param>
/// <param name="knownBy">As known when; null for now.</param>
internal sealed class PartyScreen(List<Subject> found, List<Recorded> facts, Happened day, Instant? knownBy)
{
    private readonly PartyRegister _register = PartyRegister.Of(facts);

    public void Show(IAnsiConsole console)
    {
        foreach (var it in found)
        {
            console.WriteLine();
            console.MarkupLineInterpolated(
                $"[bold]{it.Key}[/] [grey](on {day.Text}{(knownBy is { } known ? $", as known at {CommonOptions.Show(known)}" : "")})[/]");
            TermTable.Show(console, "Known to be", _register.Registrations(it), day, Party);
            foreach (var (position, identified) in _register.Identifiers(it))
            {
                console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Known as {Identifier(identified.Identifier)} since {identified.Happened.Text} (fact {position})"));
            }

            TermTable.Show(console, "Registered as a broker", _register.BrokerTerms(it), day, Broker);
            Conveyance(console, it);
            foreach (var operated in _register.OperatedBy(it))
            {
                TermTable.Show(console, $"Operates {operated.Key}", _register.Flags(operated), day, Flag);
            }
        }
    }

    public object Json() => new
    {
        on = day.Text,
        knownBy = CommonOptions.Exact(knownBy),
        found = found.Select(it => new
        {
            subject = it.Key,
            registrations = _register.Registrations(it).Select(one => TermTable.Json(one, day)),
            identifiers = _register.Identifiers(it).Select(one => new { fact = one.Position, entry = one.Fact }),
            broker = _register.BrokerTerms(it).Select(one => TermTable.Json(one, day)),
            flags = _register.Flags(it).Select(one => TermTable.Json(one, day)),
            notFound = _register.NotFound(it).Select(one => new { fact = one.Position, entry = one.Fact }),
            others = Others(it).Select(one => new
            {
                fact = one.Position,
                type = EventCatalogue.NameOf(one.Fact.GetType()),
                happened = one.Fact.Happened.Text,
            }),
            operates = _register.OperatedBy(it).Select(one => new
            {
                conveyance = one.Key, flags = _register.Flags(one).Select(flag => TermTable.Json(flag, day)),
            }),
        }),
    };

    private void Conveyance(IAnsiConsole console, Subject it)
    {
        TermTable.Show(console, "Registered", _register.Flags(it), day, Flag);
        foreach (var (position, looked) in _register.NotFound(it))
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Not found in {Plain.Of(looked.Register)} on {looked.Happened.Text} by {Plain.Of(looked.Officer)} (fact {position})"));
        }

        foreach (var other in Others(it))
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{EventCatalogue.NameOf(other.Fact.GetType())} of {other.Fact.Happened.Text} (fact {other.Position})"));
        }
    }

    /// <summary>What else is on record about a conveyance: findings.</summary>
    private IEnumerable<Recorded> Others(Subject it) => ConveyanceId.IsSubject(it)
        ? StandingFacts.Of(facts).Where(one => one.Fact is not PartyEvent && one.IsAbout(it))
        : [];

    private static string Party(PartyRegistered it) => string.Join("; ", new[]
    {
        $"{Plain.Of(it.Name)}, {CustodySentences.Words(it.Kind.ToString())}{(it.Country is { } country ? $" of {Plain.Of(country)}" : "")}",
        it.Aliases.Count == 0 ? "" : $"also {Plain.Of(string.Join(", ", it.Aliases))}",
        string.Join(", ", it.Identifiers.Select(Identifier)),
        it.Strength is { } strength ? string.Create(CultureInfo.InvariantCulture, $"{strength:N0} members") : "",
        it.Mandate.Count == 0
            ? ""
            : $"may have {string.Join(", ", it.Mandate.Select(one => CustodySentences.Words(one.ToString())))}",
        it.Calibres.Count == 0 ? "" : $"has weapons of {Plain.Of(string.Join(", ", it.Calibres))}",
        it.Weapons.Count == 0 ? "" : $"counted: {string.Join(", ", it.Weapons.Select(Weapons))}",
    }.Where(part => part.Length > 0));

    private static string Weapons(WeaponsHeld it) =>
        string.Create(CultureInfo.InvariantCulture, $"{it.Quantity:N0} of {Plain.Of(it.Calibre)}");

    private static string Identifier(PartyIdentifier it) => $"{Plain.Of(it.Scheme)} {Plain.Of(it.Value)}";

    private static string Broker(BrokerRegistered it) =>
        $"{Plain.Of(it.Jurisdiction)}: {(it.Number is { } number ? Plain.Of(number) : it.LawAsks ? "no number" : "the law asks for no registration")}";

    private static string Flag(ConveyanceRegistered it) =>
        $"{CustodySentences.Words(it.Kind.ToString())} {Plain.Of(it.Name ?? "")} under {Plain.Of(it.State)}, operated by {Plain.Of(it.Operator ?? "nobody named")}{(it.Register is { } register ? $" ({Plain.Of(register)})" : "")}";
}
