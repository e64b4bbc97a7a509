using TransferLedger.Authorizations;
using TransferLedger.Cli.Authorizations;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Tests.Embargoes;

/// <summary>What a refused grant tells whoever asked for a route that the rules do not let pass.</summary>
public sealed class RouteRefusalTests
{
    [Fact]
    public void A_route_through_an_embargoed_State_names_the_command_that_asks_for_a_clearance_of_its_regime()
    {
        var found = new RuleFinding(
            "EUC-050", Verdict.Reject, "embargo-on-the-way",
            ["UN-1970", "Libya", "2026-06-30", "LY", "", "", "S/RES/1970 (2011)"], [], "route");
        var said = AuthorizationRefusals.Sentence(new Refusal(Authorizing.CertificateHeld, "Reject", "EUC-050", found))!;
        said.ShouldContain("with this EUC-050: goods pass, or may pass, LY");
        said.ShouldContain("ledger clearance request FILE (regime UN-1970)");
        said.ShouldContain("before the grant");
    }
}
