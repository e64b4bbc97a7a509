using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Screening;

namespace TransferLedger.Tests.Screening;

/// <summary>What the view <c>screening</c> keeps of a party.</summary>
public sealed class ScreenedPartyRowTests
{
    private static readonly Happened Now = Happened.Parse("2026-06-30T07:00:00Z");
    private static readonly ScreenedParty Party = ScreenedParty.Of(["Harbour Guard"], ["IS"]);
    private static readonly Subject Home = PartyRegister.SubjectOf("Harbour Guard")!.Value;

    private static readonly ScreeningMatch Match = new(
        "un", "XXe.001", "e1", "GUARD OF THE HARBOUR", ListedNameKind.Primary, "Harbour Guard", 930, [], Agreement.Agrees,
        Agreement.NotCompared, MatchGrade.Likely);

    private static readonly PartyScreened Screened = new(
        Now, Party, [new("un", "v1")], Romanization.Version, [Match], null, ScreeningParameters.Default);

    private static readonly MatchDecided Other = new(
        Now, "Harbour Guard", Party.Fingerprint, "un", "XXe.001", "e1", MatchVerdict.OtherParty, "clerk-07", "another seat");

    [Fact]
    public void A_match_is_open_until_somebody_decides_and_again_when_the_entry_changes()
    {
        Row(Screened).Matches.Single().ShouldBe(new MatchOnFile(Match, "v1", null));
        Row(Screened, Other).Matches.Single().Decided!.Fact.ShouldBe(Other);
        var changed = Screened with { Matches = [Match with { EntryFingerprint = "e2" }], Lists = [new("un", "v2")] };
        var open = Row(Screened, Other, changed).Matches.Single();
        (open.Version, open.Decided).ShouldBe(("v2", null));
        (open.Before!.Decision.Fact, open.Before.Entry, open.Before.Party!.Value.Count).ShouldBe((Other, null, 0));
        Row(Screened, Other, Screened with { Party = Party.With(ScreenedParty.Of(["Port Guard"])) }).Matches.Single()
            .Before!.Party.ShouldBe([new(RecordPart.Name, ["Port Guard"])]);
    }

    [Fact]
    public void The_latest_screening_counts_and_a_retracted_one_does_not()
    {
        var clean = Screened with { Matches = [] };
        Row(Screened, clean).Matches.ShouldBeEmpty();
        var retracted = Row(Screened, clean, new RecordRetracted(Now, 2, [Home], "the wrong party", "chief-01"));
        retracted.Matches.Length.ShouldBe(1);
        retracted.Latest!.Position.ShouldBe(1);
        Row(Screened, new RecordRetracted(Now, 1, [Home], "the wrong party", "chief-01")).Latest.ShouldBeNull();
    }

    [Fact]
    public void A_party_has_no_row_before_it_was_screened() =>
        ScreenedPartyRow.Apply(Home.Key, null, Recorded(1, Other)).ShouldBeNull();

    private static ScreenedPartyRow Row(params LedgerEvent[] facts) => facts.Index().Aggregate(
        (ScreenedPartyRow?)null, (row, it) => ScreenedPartyRow.Apply(Home.Key, row, Recorded(it.Index + 1, it.Item)))!;

    private static Recorded Recorded(int position, LedgerEvent fact)
    {
        var it = new Recorded(
            position, new Guid(position, 0, 0, new byte[8]), Home, position, Instant.FromUtc(2026, 6, 30, 10, 0), fact,
            new Provenance("t"), new CommandId(new Guid(position, 1, 0, new byte[8])));
        ScreenedPartyRow.KeysOf(it).ShouldBe([Home.Key]);
        return it;
    }
}
