using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Retention;
using TransferLedger.Shipments;
using TransferLedger.Tests.Lots;
using TransferLedger.Tracing;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Retention;

/// <summary>Section 3 of the custody rules: how long records are kept, and what keeps them longer.</summary>
public sealed class KeepingTests
{
    [Fact]
    public void A_weapon_in_being_keeps_every_record() => Kept(Made("1950-05-01"), Lost("1960-01-01", "Army"))
        .ShouldAllBe(it => it.Until == null && it.InBeing == Weapon.Subject);

    [Fact]
    public void From_its_destruction_on_the_terms_run() =>
        Kept(Made("1950-05-01"), Entered("1960-02-29", "Army"), Melted("2020-02-29", "Army")).Select(it => it.Until)
            .ShouldBe([new LocalDate(2050, 2, 28), new LocalDate(2040, 2, 29), new LocalDate(2040, 2, 29)]);

    [Fact]
    public void What_happened_after_the_destruction_is_kept_from_its_own_date() =>
        Kept(Made("1950-05-01"), Melted("2020-01-01", "Army"), Seized("2022", "Police"))[2].Until
            .ShouldBe(new LocalDate(2042, 12, 31));

    [Fact]
    public void A_destruction_taken_back_ends_nothing() =>
        Kept(Made("1950-05-01"), Melted("2020-01-01", "Army"), Retracted(2)).ShouldAllBe(it => it.Until == null);

    [Fact]
    public void A_correction_is_kept_as_long_as_what_it_corrects()
    {
        var kept = Kept(
            Made("1950-05-01"), Melted("2020-01-01", "Army"), Corrected(2, "happened", "2020-01-01", "2021-01-01"));

        kept[2].Until.ShouldBe(kept[1].Until);
        kept[1].Until.ShouldBe(new LocalDate(2041, 1, 1));
    }

    [Fact]
    public void A_lot_ends_when_nobody_holds_a_round()
    {
        LedgerEvent[] made = [LotTold.Produced("2020-01-01", 100), LotTold.Used("2020-02-01", 60, user: null)];

        OfLot(made).ShouldAllBe(it => it.Until == null);
        OfLot([.. made, LotTold.Burnt("2021-01-01", 40)]).ShouldAllBe(it => it.Until == new LocalDate(2031, 1, 1));
    }

    [Fact]
    public void Shipments_are_kept_for_twenty_years_and_their_weapons_longer()
    {
        var departed = new ShipmentDeparted(On("2020-05-01"), By("Maker"), By("Army"), []);
        var alone = departed.As(1, 1);
        var laden = (departed with { Items = [Weapon] }).As(1, 1);

        Keeping.Of([alone], ItemLives.Of([], []))[0].Until.ShouldBe(new LocalDate(2040, 5, 1));
        Keeping.Of([laden], ItemLives.Of([Weapon.Subject], [laden]))[0].InBeing.ShouldBe(Weapon.Subject);
    }

    [Fact]
    public void An_open_date_and_a_register_have_no_end()
    {
        Kept(Melted("2020-01-01", "Army"), Entered("2010-01-01/..", "Army"))[1].Until.ShouldBeNull();
        RetentionTerm.Of(new PartyIdentified(On("2020"), new("UIC", "1"))).Count.ShouldBe(0);
    }

    [Fact]
    public void What_nothing_cites_may_go_the_day_after_its_last()
    {
        LedgerEvent[] facts = [Made("1950-05-01"), Entered("1960-01-01", "Maker"), Melted("2020-01-01", "Maker")];

        Checked(new(2040, 1, 1), facts).ShouldBe(["False ", "False ", "False "]);
        Checked(new(2040, 1, 2), facts).ShouldBe(["False ", "True ", "True "]);
        Checked(new(2050, 1, 2), facts).ShouldBe(["True ", "True ", "True "]);
    }

    [Fact]
    public void A_finding_keeps_what_proves_it() => Checked(
        new(2099, 1, 1), Made("1950-05-01"), Entered("1960-01-01", "Maker"), Melted("2020-01-01", "Maker"),
        Seized("2021-01-01", "Police"))
        .ShouldBe(["True ", "True ", "False COC-021", "False COC-021"]);

    [Fact]
    public void A_dispute_keeps_what_it_contests_until_it_is_taken_back()
    {
        LedgerEvent[] facts = [Made("1950-05-01"), Melted("2020-01-01", "Maker"), Disputed(1)];

        Checked(new(2099, 1, 1), facts)[0].ShouldBe("False record_disputed");
        Checked(new(2099, 1, 1), [.. facts, Retracted(3)])[0].ShouldBe("True ");
    }

    [Fact]
    public void An_open_trace_or_diversion_finding_keeps_all_that_is_known_of_the_weapon_until_its_end()
    {
        ValueList<Subject> about = [Weapon.Subject];
        var (trace, finding) = (Subject.Of("trace", "T-1"), Subject.Of("finding", "D-1"));
        var requested = new TraceRequested(
            On("2019-01-01"), TraceDirection.Received, "XB", "npc", new(), [], "found", "case", "analyst", about);
        var closed = new TraceClosed(
            On("2019-06-01"), TraceResult.NotTraced, DiversionStage.Unknown, "no reply", "chief", about);
        var asserted = new DiversionAsserted(
            On("2019-07-01"), Weapon.Subject, By("Maker"), On("2018-01-01"), On("2019-07-01"), DiversionStage.Unknown,
            "report", "B2", "desk", On("2019-12-01"), "analyst", about);
        var dismissed = new DiversionDismissed(On("2019-08-01"), "sold with consent", "chief-01", "chief-02", about);

        Cited((requested, trace)).ShouldBe(["trace_requested"]);
        Cited((requested, trace), (closed, trace)).ShouldBe([""]);
        Cited((requested, trace), (closed, trace), (asserted, finding)).ShouldBe(["diversion_asserted"]);
        Cited((asserted, finding), (dismissed, finding), (requested, trace)).ShouldBe(["trace_requested"]);
        Cited((asserted, finding), (dismissed, finding)).ShouldBe([""]);

        string[] Cited(params (LedgerEvent Fact, Subject Home)[] cases)
        {
            LedgerEvent[] own = [Made("1950-05-01"), Entered("1960-01-01", "Maker"), Melted("2020-01-01", "Maker")];
            Recorded[] log =
            [
                .. Log([.. own, .. cases.Select(it => it.Fact)]).Select((it, at) =>
                    at < own.Length ? it : it with { Home = cases[at - own.Length].Home }),
            ];
            return
            [
                .. Keeping.Check(Weapon.Subject, log, ItemLives.Of([Weapon.Subject], log), new(2099, 1, 1))
                    .Where(it => it.Retention.Position <= own.Length)
                    .Select(it => string.Join(' ', it.Citations.Select(one => one.What))).Distinct(),
            ];
        }
    }

    private static IReadOnlyList<FactRetention> Kept(params LedgerEvent[] facts) =>
        Keeping.Of(Log(facts), ItemLives.Of([Weapon.Subject], Log(facts)));

    private static IReadOnlyList<FactRetention> OfLot(LedgerEvent[] facts)
    {
        var log = LotTold.Log(facts);
        return Keeping.Of(log, ItemLives.Of([LotTold.Lot], log));
    }

    private static string[] Checked(LocalDate at, params LedgerEvent[] facts) =>
    [
        .. Keeping.Check(Weapon.Subject, Log(facts), ItemLives.Of([Weapon.Subject], Log(facts)), at)
            .Select(it => $"{it.May} {string.Join(' ', it.Citations.Select(one => one.What))}"),
    ];
}
