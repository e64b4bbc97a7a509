using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Parties;

/// <summary>Vessels and aircraft: what papers lead to, and what their flags tell of a departure (EUC-056).</summary>
public sealed class ConveyanceTests
{
    private static readonly Subject Vessel = Subject.Parse("conveyance/imo-9074729");

    [Theory]
    [InlineData("9074729", "conveyance/imo-9074729")]
    [InlineData("IMO 9074729", "conveyance/imo-9074729")]
    [InlineData("imo:9074729", "conveyance/imo-9074729")]
    [InlineData("imo-9074729", "conveyance/imo-9074729")]
    [InlineData("9074728", null)]
    [InlineData("IMO 907472", null)]
    [InlineData("IMO", "conveyance/reg-imo")]
    [InlineData("D-ABCD", "conveyance/reg-dabcd")]
    [InlineData("d abcd", "conveyance/reg-dabcd")]
    [InlineData("HH-AB 1234", "conveyance/reg-hhab1234")]
    [InlineData("the good ship Venus of Strelsau", null)]
    [InlineData("1234", null)]
    [InlineData("-", null)]
    public void A_paper_leads_to_the_subject_or_to_none(string text, string? subject)
    {
        ConveyanceId.SubjectOf(text)?.Key.ShouldBe(subject);
        (ConveyanceId.SubjectOf(text) is null).ShouldBe(subject is null);
        if (ConveyanceId.SubjectOf(text) is { } found)
        {
            ConveyanceId.IsSubject(found).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("conveyance/imo-9074728")]
    [InlineData("conveyance/9074729")]
    [InlineData("conveyance/d-abcd")]
    [InlineData("party/imo-9074729")]
    public void What_no_paper_leads_to_is_no_conveyance(string key) =>
        ConveyanceId.IsSubject(Subject.Parse(key)).ShouldBeFalse();

    [Fact]
    public void Of_ten_check_digits_one_is_right() => Enumerable.Range(0, 10)
        .Where(digit => ConveyanceId.IsImo($"907472{digit}")).ShouldBe([9]);

    [Theory]
    [InlineData("5342883")]
    [InlineData("1790183")]
    [InlineData("5405737")]
    public void A_number_of_a_company_has_a_check_digit_of_its_own(string digits)
    {
        ConveyanceId.IsImoCompany(digits).ShouldBeTrue();
        Enumerable.Range(0, 10).Count(last => ConveyanceId.IsImoCompany($"{digits[..^1]}{last}")).ShouldBe(1);
        ConveyanceId.IsImoCompany("9074729").ShouldBeFalse("that is a ship");
        ConveyanceId.IsImoCompany(digits[..^1]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-01-20", "Warn flag-changed")]
    [InlineData("2026-01-19", null)]
    [InlineData("2026-04-20", "Warn flag-changed")]
    public void A_flag_changed_within_90_days_of_the_departure_is_told(string on, string? found) =>
        Left("IMO 9074729", Flag("2010", "XR"), Flag(on, "XS")).Found("EUC-056").ShouldBe(found is null ? [] : [found]);

    [Fact]
    public void A_change_after_the_departure_and_another_operator_under_the_same_flag_are_none()
    {
        Left("IMO 9074729", Flag("2010", "XR"), Flag("2026-04-21", "XS")).Found("EUC-056").ShouldBeEmpty();
        Left("IMO 9074729", Flag("2010", "XR"), Flag("2026-04-01", "xr") with { Operator = "Other Ltd" })
            .Found("EUC-056").ShouldBeEmpty();
        Left("IMO 9074729", Flag("2010", "XS"), Flag("2026-03-01", "XR"), Flag("2026-04-01", "XR"))
            .Found("EUC-056").ShouldBe(["Warn flag-changed"], "the change of March is not hidden by what came after");
    }

    [Fact]
    public void What_changed_is_told_with_the_facts_that_prove_it()
    {
        var finding = Left("9074729", Flag("2010", "XR"), Flag("2026-03-01", "XS")).Only("EUC-056");

        finding.Values.ShouldBe(["9074729", "XR", "XS", "2026-03-01", "2026-04-20"]);
        finding.Facts.Count.ShouldBe(4, "the capture, the departure and both flags");
    }

    [Theory]
    [InlineData("IMO 9074728", "Warn conveyance-unreadable")]
    [InlineData("D-ABCD", "Warn conveyance-unregistered")]
    [InlineData("", "Info conveyance-not-named")]
    [InlineData("IMO 9074729", null)]
    public void A_conveyance_nobody_can_look_up_is_told(string conveyance, string? found) =>
        Left(conveyance, Flag("2010", "XR")).Found("EUC-056").ShouldBe(found is null ? [] : [found]);

    [Fact]
    public void One_that_was_struck_off_or_looked_for_in_vain_is_in_no_register()
    {
        Left("IMO 9074729", Flag("2010", "XR"), new ConveyanceRegistrationEnded(On("2026-04-19")))
            .Found("EUC-056").ShouldBe(["Warn conveyance-unregistered"]);
        Left("IMO 9074729", Flag("2010", "XR"), new ConveyanceRegistrationEnded(On("2026-04-20")))
            .Found("EUC-056").ShouldBeEmpty("the last day is still within");
        Left("IMO 9074729", new ConveyanceNotFound(On("2026-04-01"), "register of shipping", "clerk-07"))
            .Only("EUC-056").Values.ShouldBe(["IMO 9074729", "2026-04-20", "register of shipping"]);
    }

    [Fact]
    public void A_party_is_found_by_what_it_operates_and_by_its_identifiers()
    {
        var carrier = PartyRegister.SubjectOf("Nordfracht Reederei")!.Value;
        var number = new PartyIdentifier("Register of companies, Hamburg", "HRB 118");
        Recorded[] facts =
        [
            .. Record(Vessel, [Flag("2010", "XR") with { Operator = "NORDFRACHT Reederei" }], 1),
            .. Record(carrier, [new PartyIdentified(On("2015"), number)], 11),
        ];
        var register = PartyRegister.Of(facts);

        register.OperatedBy(carrier).ShouldBe([Vessel]);
        register.OperatedBy(Vessel).ShouldBeEmpty();
        register.Flags(carrier).ShouldBeEmpty("a carrier flies no flag of its own");
        register.Flags(Vessel).Length.ShouldBe(1);
        register.Identifiers(carrier).Single().Fact.Identifier.ShouldBe(number);
        facts[1].IsAbout(PartyRegister.SubjectOf(new PartyIdentifier("register of companies HAMBURG", "hrb-118"))!.Value)
            .ShouldBeTrue();
    }

    private static ConveyanceRegistered Flag(string from, string state) =>
        new(On(from), ConveyanceKind.Vessel, state, "MV Elphberg", "Carrier Ltd");

    private static Consignment Left(string conveyance, params ReadOnlySpan<ConveyanceEvent> register)
    {
        var it = new Consignment().Pack("S-1", new(1, 10));
        foreach (var fact in register)
        {
            it.State(Vessel, fact);
        }

        return it.Done(Shipping.Depart(
            it.Now,
            Consignment.Named("S-1"),
            new ShipmentDeparted(On("2026-04-20"), Consignment.Maker, Consignment.Guard, Conveyance: conveyance),
            it.Rules));
    }
}
