using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Screening;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Shipments;

/// <summary>What a departure names for the first time is looked at before it leaves, not after.</summary>
public sealed class BroughtAboutTests
{
    private const string Carrier = "Second Line";
    private static readonly Subject List = SanctionsLists.SubjectOf("un");

    [Fact]
    public void A_carrier_that_nobody_screened_holds_the_departure_and_is_named()
    {
        var it = new Consignment().Pack("S-1", new(1, 10));
        it.State(List, new SanctionsListPublished(
            On("2026-01-01"), "un", Version, [new("f", Version, 1)], new(1, 0, 0, 0, 1)));
        it.State(List, new SanctionsListChecked(Happened.Parse("2026-04-20T05:00:00Z"), "un", Version));
        foreach (var (name, country) in new[]
        {
            (Consignment.Maker.Name, "DE"), (Consignment.Guard.Name, "IS"), ("Anna Dæmisdóttir", "IS"),
            (Consignment.Aircraft, null),
        })
        {
            Screen(it, name, country);
        }

        var asked = new ShipmentDeparted(
            On("2026-04-20"), Consignment.Maker, Consignment.Guard, Carrier: new(Carrier, "NL"),
            Conveyance: Consignment.Aircraft);
        var refused = Shipping.Depart(it.Now, Consignment.Named("S-1"), asked, it.Rules).Refusal!;
        refused.Code.ShouldBe(Shipping.CertificateHeld);
        refused.Details[..2].ShouldBe(["Hold", "EUC-051"]);
        var found = refused.Details[2..].ShouldHaveSingleItem().ShouldBeOfType<RuleFinding>();
        $"{found.Code}: {string.Join(' ', found.Values)}".ShouldBe($"party-not-screened: Carrier {Carrier}");
        found.Facts.ShouldAllBe(at => at <= it.Facts.Count + 1_000, "only what is on record proves something");

        Shipping.Depart(it.Now, Consignment.Named("S-1"), asked with { Carrier = null }, it.Rules).Refusal.ShouldBeNull();
        Screen(it, Carrier, "NL");
        Shipping.Depart(it.Now, Consignment.Named("S-1"), asked, it.Rules).Refusal.ShouldBeNull();
        Shipping.Needs(asked).ShouldContain(ScreeningFile.SubjectOf(Carrier)!.Value);
        Shipping.Needs(asked).ShouldContain(ConveyanceId.SubjectOf(Consignment.Aircraft)!.Value);
    }

    private static string Version { get; } = new('c', 64);

    private static void Screen(Consignment it, string name, string? country) => it.State(
        PartyRegister.SubjectOf(name)!.Value,
        new PartyScreened(
            Happened.Parse("2026-04-20T06:00:00Z"), ScreenedParty.Of([name], [country]), [new("un", Version)],
            Romanization.Version, []));
}
