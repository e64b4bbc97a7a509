using System.Globalization;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>
/// Lives in order, recorded in time, in which nothing may be found, and the same with one conflict planted, which has
/// to be. <c>LEDGER_CONFLICTS=10000</c> plants so many; docs/quality-custody.md has the run.
/// </summary>
public sealed partial class PlantedConflictTests
{
    private static readonly LocalDate Start = new(2010, 1, 1);

    /// <summary>By rule, what is added to or changed in a life to break it.</summary>
    private static readonly (string Rule, Action<Life> Plant)[] Plants =
    [
        (CustodyRule.MarkChanged, it => it.Do(day => Read(day, "B2"))),
        (CustodyRule.MarkVanished, it => it.Do(day => new MarkingRecorded(
            On(day), new(MarkKind.Serial, "", Legibility.Obliterated, "frame")))),
        (CustodyRule.NoImportMark, it => it.Do(day => Imported(day, "AT")).Wait(200)),
        (CustodyRule.ImportMarkContradicts, it => it.Do(day => new MarkingRecorded(
            On(day), new(MarkKind.Import, $"CI {day[2..4]}"), By(it.Holder)))),
        (CustodyRule.ComponentMismatch, it => it.Do(day => new MarkingRecorded(
            On(day), new(MarkKind.Serial, "X77", Position: "slide")))),
        (CustodyRule.IllegalStateChange, it => it.Do(day => Issued(day, it.Holder)).Do(day => Smelted(day, it.Holder))),
        (CustodyRule.EventAfterDestruction, it => it.Do(day => Smelted(day, it.Holder))
            .Do(day => Counted(day, it.Holder))),
        (CustodyRule.LiveAfterDeactivation, it => it.Do(day => MadeInert(day)).Do(day => Fired(day, null))),
        (CustodyRule.EventBeforeManufacture, it => it.At("2009-06-01", day => Entered(day, it.Holder))),
        (CustodyRule.ReversedPair, it => it.Do(day => Returned(day, it.Holder, "post 9"))
            .Do(day => Issued(day, it.Holder, "post 9"))),
        (CustodyRule.ImpossibleSpeed, it => it.Do(day => Point(day + "T08:00:00Z", "+48.0+002.0/"))
            .Same(day => Point(day + "T08:30:00Z", "+40.0-070.0/"))),
        (CustodyRule.FutureEvent, it => it.Recorded(day => Counted(Plus(day, 30), it.Holder), day => day)),
        (CustodyRule.LateRecording, it => it.Recorded(day => Counted(day, it.Holder), day => Plus(day, 60))),
        (CustodyRule.TwoCustodians, it => it.Do(day => Counted(day, it.Holder, "North"))
            .Same(day => Counted(day, "Stranger@XX", "South"))),
        (CustodyRule.UnexplainedGap, it => it.Do(day => Sold(
            day, it.Holder, "Buyer@DE", received: Plus(day, 60)), "Buyer@DE").Wait(70)),
        (CustodyRule.NoReceipt, it => it.Do(day => Sold(day, it.Holder, "Buyer@DE"), "Buyer@DE").Wait(30)),
        (CustodyRule.ReceiptWithoutHandover, it => it.Do(day => Entered(day, "Stranger@DE"), "Stranger@DE")),
        (CustodyRule.ReleasedByOther, it => it.Do(
            day => Sold(day, "Stranger@DE", "Buyer@DE", received: day), "Buyer@DE")),
        (CustodyRule.IssueOverdue, it => it.Do(day => Issued(day, it.Holder, due: Plus(day, 5))).Wait(30)),
        (CustodyRule.Loop, it => it.Loop()),
        (CustodyRule.SeenElsewhere, it => it.Do(day => Seized(day, "Police@XX", "Border@XX"), "Police@XX")),
        (CustodyRule.LateLossReport, it => it.LateLoss()),
        (CustodyRule.DeliveredWithoutDeparture, it => it.Do(day => Delivered(day, "Buyer@DE"), "Buyer@DE")),
        (CustodyRule.NeverArrived, it => it.Do(day => Packed(day, it.Holder, "Buyer@DE"))
            .Do(day => Departed(day, it.Holder, "Buyer@DE", "Line")).Wait(60)),
        (CustodyRule.DestroyedWithoutProof, it => it.Do(day => Melted(day, it.Holder))),
        (CustodyRule.OwnApproval, it => it.Own()),
        (CustodyRule.GhostItem, it => it.WithoutBirth(day => Counted(day, "Army@DE"))),
        (CustodyRule.WeakIdentity, it => it.WithoutBirth(day => Registered(day, "Army@DE"))),
        (CustodyRule.DestroyedBeforeRecord, it => it.WithoutBirth(
            day => new ItemRegistered(On(day), new("pistol"), [], Reason: "collected"),
            day => Surrendered(day, "Mission@DE"), day => Smelted(day, "Mission@DE"))),
        (CustodyRule.MissedAtCount, it => it.Do(day => Counted(day, it.Holder)).Missed()),
        (CustodyRule.CorrectionPattern, it => it.Corrections()),
    ];

    [Fact]
    public void A_planted_conflict_is_found_and_a_life_in_order_is_clean()
    {
        var conflicts = int.Parse(
            Environment.GetEnvironmentVariable("LEDGER_CONFLICTS") ?? "1000", CultureInfo.InvariantCulture);
        var random = new Random(10);
        (string Rule, Action<Life> Plant)[] all = [.. Plants, .. PlantsAround];
        all.Select(it => it.Rule).Distinct(StringComparer.Ordinal).Count().ShouldBe(all.Length);
        for (var run = 0; run < conflicts; run++)
        {
            var seed = random.Next();
            var clean = Life.Of(new Random(seed));
            (clean.Found().Length == 0).ShouldBeTrue($"seed {seed}");

            var (rule, plant) = all[run % all.Length];
            var broken = Life.Of(new Random(seed));
            plant(broken);
            broken.Found().ShouldContain(rule, $"seed {seed}");
        }
    }

    private static MarkingRecorded Read(string day, string number) =>
        new(On(day), new(MarkKind.Serial, number, Position: "frame"));

    private static DeviceRead Point(string when, string point) =>
        new(On(when), "tag-1", new Place("Somewhere", null, null, point));

    private static Destroyed Smelted(string day, string by) =>
        new(On(day), By(by), "melting", null, ["witness one", "witness two"]);

    private static string Plus(string day, int days) =>
        Happened.On(On(day).Earliest.InUtc().Date.PlusDays(days)).Text;

    /// <summary>A life in order, told step by step; every step a few days after the one before.</summary>
    private sealed partial class Life(Random random)
    {
        private LocalDate _day = Start;

        public Noted Told { get; private set; } = new() { Around = InOrder, Embargoes = InForce };

        public string Today => Happened.On(_day).Text;

        public string Holder { get; private set; } = "Maker@DE";

        public static Life Of(Random random)
        {
            var it = new Life(random);
            it.Do(day => new ItemManufactured(
                On(day), By("Maker@DE"), new("pistol", "Maker", "DE", "M 1", "9 mm"),
                [new(MarkKind.Serial, "A1", Position: "frame")]));
            for (var step = random.Next(6); step > 0; step--)
            {
                it.Further(random.Next(7));
            }

            return it;
        }

        public string[] Found()
        {
            Told.Now = On(Happened.On(_day).Text).Latest + Duration.FromHours(1);
            return [.. Told.Report().Findings.Select(it => it.What.Rule).Distinct(StringComparer.Ordinal)];
        }

        public Life Do(Func<string, LedgerEvent> fact, string? holder = null)
        {
            _day = _day.PlusDays(random.Next(1, 20));
            return Same(fact, holder);
        }

        public Life Soon(Func<string, LedgerEvent> fact, string holder)
        {
            _day = _day.PlusDays(random.Next(1, 7));
            return Same(fact, holder);
        }

        public Life Same(Func<string, LedgerEvent> fact, string? holder = null) =>
            At(Happened.On(_day).Text, fact, holder);

        public Life At(string day, Func<string, LedgerEvent> fact, string? holder = null)
        {
            var made = fact(day);
            Told.Add(made, On(Happened.On(_day).Text).Latest, new Provenance("officer", Evidence: made is Destroyed
                && ((Destroyed)made).Witnesses.Count > 1 ? [new Evidence(new string('a', 64), "picture")] : []));
            Holder = holder ?? Holder;
            return this;
        }

        public Life Recorded(Func<string, LedgerEvent> fact, Func<string, string> recorded)
        {
            _day = _day.PlusDays(random.Next(1, 20));
            var day = Happened.On(_day).Text;
            Told.Add(recorded(day), fact(day));
            return Wait(100);
        }

        public Life Wait(int days)
        {
            _day = _day.PlusDays(days);
            return this;
        }

        public Life Loop() => Do(day => Sold(day, Holder, "One@DE", received: day))
            .Do(day => Sold(day, "One@DE", "Two@DE", received: day))
            .Do(day => Sold(day, "Two@DE", "Three@DE", received: day))
            .Do(day => Sold(day, "Three@DE", Holder, received: day));

        public Life LateLoss()
        {
            var holder = Holder;
            return Do(day => Seized(day, "Police@XX", "Border@XX")).Do(day => Lost(day, holder));
        }

        public Life Own()
        {
            _day = _day.PlusDays(3);
            var day = Happened.On(_day).Text;
            Told.Add(day, Corrected(1, "item.model", "M 1", "M 2", day), "second person");
            return this;
        }

        public Life Corrections()
        {
            for (var turn = 0; turn < 7; turn++)
            {
                _day = _day.PlusDays(1);
                var day = Happened.On(_day).Text;
                Told.Add(day, Corrected(1, "item.model", "", $"M{turn}", day), "clerk");
            }

            return this;
        }

        public Life Missed()
        {
            _day = _day.PlusDays(random.Next(30, 90));
            Told.Count(Happened.On(_day).Text, Holder, "Depot", 3, WeaponId.Issue("test", "another"));
            return this;
        }

        public Life WithoutBirth(params ReadOnlySpan<Func<string, LedgerEvent>> facts)
        {
            Told = new() { Around = InOrder, Embargoes = InForce };
            foreach (var fact in facts)
            {
                Do(fact);
            }

            return this;
        }

        private void Further(int kind)
        {
            var (holder, buyer) = (Holder, $"Buyer {random.Next(1_000)}@DE");
            switch (kind)
            {
                case 0:
                    Do(day => Entered(day, holder, "Depot"));
                    break;
                case 1:
                    Do(day => Sold(day, holder, buyer, received: day), buyer);
                    break;
                case 2:
                    Do(day => Issued(day, holder, due: Plus(day, 60))).Do(day => Returned(day, holder));
                    break;
                case 3:
                    Do(day => Counted(day, holder));
                    break;
                case 4:
                    Do(day => Seen(day, holder, "Depot"));
                    break;
                case 5:
                    Do(day => Sold(day, holder, buyer)).Soon(day => Receipted(day, holder, buyer), buyer);
                    break;
                default:
                    Do(day => Stolen(day, holder)).Do(day => Seized(day, "Police@DE", "Town"), "Police@DE")
                        .Do(day => GivenBack(day, "Police@DE", holder), holder);
                    break;
            }
        }
    }
}
