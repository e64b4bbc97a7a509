using TransferLedger.Ledger;
using TransferLedger.Screening;

namespace TransferLedger.Tests.Screening;

/// <summary>What two versions of a listed entry say otherwise, part by part.</summary>
public sealed class RecordChangesTests
{
    private static readonly ListedEntry Was = new(
        "un", "XXi.001", ListedKind.Person,
        [new("IVAN RURIKOV"), new("Wanja", ListedNameKind.Alias), new("Vanya", ListedNameKind.WeakAlias)], ["RU"],
        [Happened.InYear(1961)], [new("Passport", "AB 1")], ["X"], Happened.Parse("2009-04-24"));

    [Fact]
    public void The_same_record_has_no_changes_and_each_part_that_differs_is_told_by_itself()
    {
        RecordChanges.Between(Was, Was with { }).Count.ShouldBe(0);
        var now = Was with
        {
            Kind = ListedKind.Body,
            Names = [new("IVAN RURIKOV"), new("Иван", ListedNameKind.OriginalScript), new("Vanya", ListedNameKind.Alias)],
            Countries = ["RU", "UA"], Births = [Happened.InYear(1962)], Identifiers = [], Programmes = ["X", "Y"],
            ListedOn = null,
        };
        RecordChanges.Between(Was, now).ShouldBe(
        [
            new(RecordPart.Kind, ["Body"], ["Person"]), new(RecordPart.OriginalScript, ["Иван"]),
            new(RecordPart.Alias, ["Vanya"], ["Wanja"]), new(RecordPart.WeakAlias, [], ["Vanya"]),
            new(RecordPart.Country, ["UA"]), new(RecordPart.Birth, ["1962"], ["1961"]),
            new(RecordPart.Identifier, [], ["Passport AB 1"]), new(RecordPart.Programme, ["Y"]),
            new(RecordPart.ListedOn, [], ["2009-04-24"]),
        ]);
    }
}
