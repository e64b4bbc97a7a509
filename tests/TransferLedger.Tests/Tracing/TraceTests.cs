using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Tests.Custody;
using TransferLedger.Tracing;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Tracing;

public sealed class TraceTests
{
    private static readonly Subject Home = Subject.Of("trace", "t-1");

    private static readonly TraceRequested Asked = new(
        On("2016-03-01"), TraceDirection.Sent, "DE", "point of contact", new("pistol", "Maker", Calibre: "9 mm"),
        [new(MarkKind.Serial, "A1")], "seized at the border", "criminal investigation", "analyst",
        [Told.Weapon.Subject]);

    private readonly Noted _told = new Noted().Add(
        Made("2005-01-01", "Maker@DE"), Sold("2006-01-01", "Maker@DE", "Army@AA", "2006-01-01"),
        Seized("2016-01-01", "Police@BB"));

    [Fact]
    public void A_reply_that_names_a_holder_nobody_knew_contradicts_the_ledger_and_fills_its_custody()
    {
        Done(Traces.Request([.. Facts], Home, Asked with { State = "FR" }));
        Done(Traces.Acknowledge(
            [.. Facts], Home, new TraceAcknowledged(On("2016-03-10"), "analyst", [], TheirReference: "7/16")));
        Done(Traces.Respond(
            [.. Facts], Home, Reply(TraceOutcome.Identified, new TracedHolder(By("Zed@CI"), On("2009"), "exported"))));

        Case.Status.ShouldBe(TraceStatus.Answered);
        var report = _told.Report();
        var found = report.Findings.Single(it => it.What.Rule == CustodyRule.TraceContradicts).What;
        found.Severity.ShouldBe(Severity.Breach);
        found.Positions.ToArray().ShouldBe([7L]);
        found.Values.ToArray().ShouldBe(["FR", "Zed", "2009"]);
        var holders = report.Chain.Segments.OfType<CustodySegment.Known>().Select(it => it.Custodian.Name);
        holders.ShouldBe(["Maker", "Army", "Zed", "Police"]);
        report.Chain.Segments.OfType<CustodySegment.Known>().Single(it => it.Custodian.Name == "Zed").Grounds[0]
            .ShouldBe(7, "the partner's word is what the stretch rests on");
        report.Windows[^1].Custodian!.Name.ShouldBe("Zed");
    }

    [Fact]
    public void A_reply_that_names_who_is_known_contradicts_nothing()
    {
        Done(Traces.Request([.. Facts], Home, Asked));
        Done(Traces.Respond(
            [.. Facts], Home, Reply(TraceOutcome.Identified, new TracedHolder(By("Army@AA"), On("2006"), "exported"))));
        _told.Rules().ShouldNotContain(CustodyRule.TraceContradicts);
        _told.Report().Chain.Segments.OfType<CustodySegment.Known>().Select(it => it.Custodian.Name)
            .ShouldBe(["Maker", "Army", "Police"]);
    }

    [Fact]
    public void A_State_that_denies_what_was_in_its_territory_contradicts_the_ledger()
    {
        Done(Traces.Request([.. Facts], Home, Asked));
        Done(Traces.Respond([.. Facts], Home, Reply(TraceOutcome.NoRecord)));
        _told.Report().Findings.Single(it => it.What.Rule == CustodyRule.TraceContradicts).What.Values.ToArray()
            .ShouldBe(["DE", "Maker", ""]);
        Done(Traces.Request([.. Facts], Subject.Of("trace", "t-2"), Asked with { State = "FR" }));
        Done(Traces.Respond([.. Facts], Subject.Of("trace", "t-2"), Reply(TraceOutcome.NoRecord)));
        _told.Rules().Count(it => it == CustodyRule.TraceContradicts).ShouldBe(1, "FR never had it");
    }

    [Theory]
    [InlineData("2016-03-31", null)]
    [InlineData("2016-04-01", "INFO acknowledgement 31 30")]
    [InlineData("2016-05-30", "INFO acknowledgement 90 30")]
    [InlineData("2016-05-31", "WARN reply 91 90")]
    public void The_clocks_of_a_request_run_from_its_day(string today, string? expected)
    {
        Done(Traces.Request([.. Facts], Home, Asked));
        _told.Now = On(today).Earliest;
        var found = _told.Report().Findings.Select(it => it.What)
            .SingleOrDefault(it => it.Rule == CustodyRule.TraceUnanswered);
        (found is null ? null : $"{found.Severity.ToString().ToUpperInvariant()} {string.Join(' ', found.Values.Skip(3))}")
            .ShouldBe(expected);
    }

    [Fact]
    public void An_acknowledgement_stops_the_first_clock_and_only_a_reply_that_is_one_the_second()
    {
        Done(Traces.Request([.. Facts], Home, Asked));
        Done(Traces.Acknowledge([.. Facts], Home, new TraceAcknowledged(On("2016-03-05"), "analyst", [])));
        _told.Now = On("2016-05-01").Earliest;
        _told.Rules().ShouldNotContain(CustodyRule.TraceUnanswered);
        Done(Traces.Respond(
            [.. Facts], Home, Reply(TraceOutcome.Delayed) with { Reason = TraceRefusal.Investigation }));
        Case.ReplyDue(CustodyParameters.Default).ShouldBe(new NodaTime.LocalDate(2016, 5, 30));
        _told.Now = On("2016-07-01").Earliest;
        _told.Rules().ShouldContain(CustodyRule.TraceUnanswered);
        Done(Traces.Respond([.. Facts], Home, Reply(TraceOutcome.Refused) with { Text = "sub judice" }));
        _told.Rules().ShouldNotContain(CustodyRule.TraceUnanswered);
        Case.Answer!.Fact.Outcome.ShouldBe(TraceOutcome.Refused);
    }

    [Fact]
    public void What_came_in_is_recorded_however_little_it_says_and_named_incomplete()
    {
        var bare = Asked with { Marks = [], Use = " " };
        Traces.Request([.. Facts], Home, bare).Refusal!.Details.ShouldBe(["marks", "use"]);
        Done(Traces.Request([.. Facts], Home, bare with { Direction = TraceDirection.Received }));
        _told.Report().Findings.Single(it => it.What.Rule == CustodyRule.TraceIncomplete).What.Values.ToArray()
            .ShouldBe(["t-1", "marks", "use"]);
    }

    [Fact]
    public void What_is_destroyed_while_a_trace_runs_is_destroyed_evidence()
    {
        Done(Traces.Request([.. Facts], Home, Asked));
        _told.Add(Melted("2016-06-01", "Police@BB"));
        _told.Rules().ShouldContain(CustodyRule.DestroyedWhileTraced);
        Done(Traces.Close([.. Facts], Home, Closing("2016-05-15")));
        _told.Rules().ShouldNotContain(CustodyRule.DestroyedWhileTraced);
    }

    [Fact]
    public void The_first_State_to_ask_is_that_of_the_last_legal_import_by_its_mark()
    {
        _told.Add(new MarkingRecorded(On("2016-01-02"), new(MarkKind.Import, "CI 08")));
        Whom().ShouldBe(["CI ImportMark", "AA LastCustodian", "DE Manufacture"]);
        Done(Traces.Request([.. Facts], Home, Asked with { State = "CI" }));
        Done(Traces.Respond([.. Facts], Home, Reply(TraceOutcome.NoRecord) with { NextState = "FR" }));
        Whom().ShouldBe(["FR NamedInReply", "AA LastCustodian", "DE Manufacture", "CI ImportMark asked t-1"]);
    }

    [Fact]
    public void A_weapon_on_record_is_answered_from_own_holdings()
    {
        _told.Add(Stolen("2014-01-01", "Army@AA"));
        var reply = OwnHoldings.Answer(_told.Report(), On("2016-03-02"), "analyst");
        reply.Outcome.ShouldBe(TraceOutcome.Identified);
        reply.Holders.Select(it => $"{it.Holder.Name} {it.From.Text} {it.How}").ShouldBe(
            ["Maker 2005-01-01 item_manufactured", "Army 2006-01-01 custody_transferred", "Police 2016-01-01 seizure_recorded"]);
        reply.Missing.ShouldBe("theft_reported 2014-01-01");
        reply.NextState.ShouldBe("BB");
    }

    [Fact]
    public void Impossible_steps_are_refused()
    {
        Code(Traces.Acknowledge([.. Facts], Home, new TraceAcknowledged(On("2016-03-05"), "analyst", [])))
            .ShouldBe(Traces.Unknown);
        Code(Traces.Request([.. Facts], Home, Asked with { State = "JJ" })).ShouldBe(Traces.NoState);
        Code(Traces.Request([.. Facts], Home, Asked with { About = [WeaponId.Issue("test", "none").Subject] }))
            .ShouldBe(Traces.WeaponUnknown);
        Code(Traces.Request([.. Facts], Home, Asked with { Officer = "" })).ShouldBe(Traces.NotSigned);
        Done(Traces.Request([.. Facts], Home, Asked));
        Code(Traces.Request([.. Facts], Home, Asked)).ShouldBe(Traces.ReferenceUsed);
        Code(Traces.Respond([.. Facts], Home, Reply(TraceOutcome.Refused))).ShouldBe(Traces.NoReason);
        Code(Traces.Respond([.. Facts], Home, Reply(TraceOutcome.Identified))).ShouldBe(Traces.NoHolder);
        Code(Traces.Respond([.. Facts], Home, Reply(TraceOutcome.NoRecord) with { NextState = "JJ" }))
            .ShouldBe(Traces.NoState);
        Code(Traces.Respond([.. Facts], Home, Reply(TraceOutcome.NoRecord) with { Happened = On("2015") }))
            .ShouldBe(Traces.BeforeRequest);
        Code(Traces.Close([.. Facts], Home, Closing("2016-05-15") with { LastHolder = null }))
            .ShouldBe(Traces.NoHolder);
        Code(Traces.Close([.. Facts], Home, Closing("2016-05-15") with { Grounds = "" })).ShouldBe(Traces.NotSigned);
        Done(Traces.Close([.. Facts], Home, Closing("2016-05-15")));
        Code(Traces.Remind([.. Facts], Home, new TraceReminded(On("2016-06-01"), "analyst", [])))
            .ShouldBe(Traces.Closed);
    }

    private IEnumerable<Recorded> Facts => _told.Dossier.Facts;

    private TraceCase Case => TraceCase.Of(Facts.Where(it => it.Home == Home)).ShouldNotBeNull();

    private static TraceResponded Reply(TraceOutcome outcome, params TracedHolder[] holders) =>
        new(On("2016-04-20"), outcome, "analyst", [], [.. holders]);

    private static TraceClosed Closing(string when) => new(
        On(when), TraceResult.LastLawfulHolder, DiversionStage.InEndUserStock, "reply", "chief", [], By("Army@AA"));

    private static string Code(Decision decision) => decision.Refusal.ShouldNotBeNull().Code;

    private string[] Whom()
    {
        var traces = Facts.Where(it => it.Fact is TraceEvent).GroupBy(it => it.Home)
            .Select(it => TraceCase.Of(it)!).ToList();
        return
        [
            .. StateToAsk.Of(_told.Report(), traces)
                .Select(it => $"{it.State} {it.Reason}{(it.Asked is { } asked ? $" asked {asked}" : "")}"),
        ];
    }

    private void Done(Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        foreach (var made in decision.Facts)
        {
            _told.Add(made.Fact, made.Fact.Happened.Latest, new Provenance("analyst"), made.Home);
        }
    }
}
