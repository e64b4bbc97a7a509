using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spectre.Console;
using TransferLedger.Authorities;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Files;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Registers;

/// <summary>What the register says about one authority.</summary>
/// <param name="authority">The authority.</param>
/// <param name="register">Its register.</param>
/// <param name="day">The day it is looked at for.</param>
/// <param name="knownBy">As known when; null for now.</param>
/// <param name="onHand">The files on hand.</param>
internal sealed class AuthorityScreen(
    Subject authority, AuthorityRegister register, Happened day, Instant? knownBy, ImmutableHashSet<string> onHand)
{
    public void Show(IAnsiConsole console)
    {
        console.WriteLine();
        var name = register.RegistrationOn(day)?.Fact.Name ?? "not registered on the day";
        console.MarkupLineInterpolated(
            $"[bold]{authority.Key}[/]: {Plain.Of(name)} [grey](on {day.Text}{(knownBy is { } known ? $", as known at {CommonOptions.Show(known)}" : "")})[/]");
        TermTable.Show(
            console, "Registration", register.Registrations, day, it => $"{Plain.Of(it.Name)}; may certify {Goods(it.Scope)}");
        TermTable.Show(console, "Numbers", register.Patterns, day, it => Plain.Of(it.Pattern));
        TermTable.Show(console, "Signatories", register.Signatories, day, Signatory);
        TermTable.Show(
            console, "Contact points", register.Contacts, day, it => $"{Plain.Of(it.Channel)}: {Plain.Of(it.Address)}");
        TermTable.Show(
            console, "Forms", register.Templates, day, it => $"{Plain.Of(it.Name ?? "")} {Hash(it.Layout)}".Trim());
        TermTable.Show(
            console, "Issuer keys", register.IssuerKeys, day, it => $"{Plain.Of(it.Name ?? "")} {Plain.Of(it.Key)}".Trim());
        foreach (var (position, lost) in register.LostBlanks)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Blanks {Plain.Of(lost.First)} to {Plain.Of(lost.Last)} lost {lost.Happened.Text}{(lost.Report is { } report ? $", {Plain.Of(report)}" : "")} (fact {position})"));
        }
    }

    public object Json() => new
    {
        authority = authority.Key,
        on = day.Text,
        knownBy = CommonOptions.Exact(knownBy),
        registrations = register.Registrations.Select(it => TermTable.Json(it, day)),
        numberPatterns = register.Patterns.Select(it => TermTable.Json(it, day)),
        signatories = register.Signatories.Select(it => TermTable.Json(it, day, IsOnHand(it.Fact.Specimen))),
        contacts = register.Contacts.Select(it => TermTable.Json(it, day)),
        templates = register.Templates.Select(it => TermTable.Json(it, day, IsOnHand(it.Fact.Layout))),
        issuerKeys = register.IssuerKeys.Select(it => TermTable.Json(it, day)),
        lostBlanks = register.LostBlanks.Select(it => new { fact = it.Position, entry = it.Fact }),
    };

    private string Signatory(SignatoryAppointed it)
    {
        var limit = it.MaxQuantity is { } most ? string.Create(CultureInfo.InvariantCulture, $", {most:N0} of a line") : "";
        var specimen = it.Specimen is { } hash ? $"specimen {Hash(hash)}" : "no specimen";
        return $"{Plain.Of(it.Name)}, {Plain.Of(it.Title)}; {Goods(it.Scope)}{limit}; {specimen}";
    }

    private string Hash(string hash) => IsOnHand(hash) switch
    {
        true => $"{FileHash.Of(hash)![..12]} (on hand)",
        false => $"{FileHash.Of(hash)![..12]} (not on hand)",
        _ => Plain.Of(hash),
    };

    private bool? IsOnHand(string? hash) => FileHash.Of(hash) is { } known ? onHand.Contains(known) : null;

    private static string Goods(ValueList<GoodsClass> scope) =>
        scope.Count == 0 ? "all goods" : string.Join(", ", scope.Select(it => CustodySentences.Words(it.ToString())));
}
