using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;

namespace TransferLedger.Tests.Authorizations;

/// <summary>The account of a licence that another system issued.</summary>
public sealed class LicenceAccountTests
{
    private const string Number = "GBSIE2019/00001";
    private static readonly Subject Licence = LicenceReport.LicenceOf("GB", Number);
    private static readonly Instant Start = Instant.FromUtc(2019, 1, 1, 0, 0);

    private static readonly LicenceReported Insert = new(
        On("2019-02-08"), "GB", Number, LicenceAction.Insert, "M1", "SIE", On("2019-02-01"), On("2021-01-31"),
        Lines: [
            new LicenceLine(1, LineControl.Quantity, "barrels", null, Amount.Parse("10"), "17"),
            new LicenceLine(2, LineControl.Value, "spares", null, null, null, Amount.Parse("500.50"), "GBP"),
            new LicenceLine(3, LineControl.Open, "manuals"),
        ]);

    [Fact]
    public void What_is_used_is_taken_off_line_by_line_and_to_the_last_decimal()
    {
        var account = Account(
            Insert, Use(1, 1, "3.25"), Use(1, 2, "0.5"), Use(2, 1, "0", value: "500.25"),
            Totals("2019-03-02", new LineTotal(1, Amount.Parse("3.75")), new LineTotal(2, Amount.Zero, Amount.Parse("500.25"))));

        account.Lines.Select(it => $"{it.Number}: {it.Used} used, {it.Left} left, {it.ValueLeft}").ShouldBe(
            ["1: 3.75 used, 6.25 left, ", "2: 0 used,  left, 0.25", "3: 0 used,  left, "]);
        account.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void More_than_granted_is_named_by_quantity_and_by_value()
    {
        var account = Account(Insert, Use(1, 1, "10.000001"), Use(2, 1, "0", value: "500.51"));

        Found(account).ShouldBe(
            ["1 licence.over-used 10, 10.000001", "2 licence.value-over-used 500.5, 500.51, GBP"]);
        account.Lines[0].Left.ShouldBe(Amount.Parse("-0.000001"));
    }

    [Fact]
    public void Exactly_what_was_granted_is_no_finding() =>
        Account(Insert, Use(1, 1, "10"), Use(2, 1, "0", value: "500.5")).Findings.ShouldBeEmpty();

    [Fact]
    public void A_licence_nobody_granted_and_a_line_it_does_not_have_are_named()
    {
        Found(Account(Use(1, 1, "1"))).ShouldBe([" licence.not-on-record "]);
        Found(Account(Insert, Use(4, 1, "1"))).ShouldBe(["4 licence.line-unknown "]);
    }

    [Fact]
    public void A_use_after_the_day_of_cancelling_is_named_and_one_before_it_is_not()
    {
        var cancel = new LicenceReported(On("2019-03-01"), "GB", Number, LicenceAction.Cancel, "M2");

        Found(Account(Insert, cancel, Use(1, 1, "1", "2019-03-02")))
            .ShouldBe(["1 licence.used-when-cancelled 2019-03-01, 2019-03-02, D1"]);
        Account(Insert, cancel, Use(1, 1, "1", "2019-03-01")).Findings.ShouldBeEmpty();
        Account(Insert, cancel, Insert with { Happened = On("2019-03-02"), Message = "M3" }, Use(1, 1, "1", "2019-03-03"))
            .Findings.ShouldBeEmpty("It was granted again.");
    }

    [Fact]
    public void A_use_outside_the_validity_is_named()
    {
        Found(Account(Insert, Use(1, 1, "1", "2021-02-01")))
            .ShouldBe(["1 licence.used-outside-validity 2019-02-01, 2021-01-31, 2021-02-01, D1"]);
        Account(Insert, Use(1, 1, "1", "2021-01-31"), Use(1, 2, "1", "2019-02-01")).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_total_that_is_not_the_sum_of_the_uses_and_a_message_sent_twice_are_named()
    {
        Found(Account(Insert, Totals("2019-03-02", new LineTotal(1, Amount.Parse("2"))), Use(1, 1, "1")))
            .ShouldBe(["1 licence.totals-differ 2, 1"]);
        Found(Account(Insert, Insert with { Message = "M7" })).ShouldBe([" licence.inserted-again M1, M7"]);
    }

    [Fact]
    public void An_answer_that_rejects_a_message_is_named_with_its_codes()
    {
        var answer = new LicenceMessageAnswered(
            On("2019-02-09"), "GB", "M1", MessageOutcome.Rejected, [new MessageError("76543", "Invalid commodity")]);

        Found(Account(Insert, answer)).ShouldBe([" licence.message-rejected M1, 76543, Invalid commodity"]);
    }

    [Fact]
    public void An_amendment_that_came_late_takes_its_own_place()
    {
        var replaced = Insert with
        {
            Happened = On("2019-05-01"), Action = LicenceAction.Replace, Message = "M5",
            Lines = [new LicenceLine(1, LineControl.Quantity, "barrels", null, Amount.Parse("4"), "17")],
        };
        var account = Account(replaced, Insert, Use(1, 1, "5"));

        account.Current!.Message.ShouldBe("M5");
        Found(account).ShouldBe(["1 licence.over-used 4, 5"]);
    }

    [Fact]
    public void As_of_any_day_the_account_is_made_of_what_was_known_and_had_happened()
    {
        Recorded[] log = [.. Log(Insert, Use(1, 1, "3", "2019-04-01"), Use(1, 2, "4", "2019-03-01"))];

        Amount? Left(AsOf asOf) => LicenceAccount.Of(Licence, log.Where(asOf.Includes))?.Lines[0].Left;
        Left(AsOf.Now).ShouldBe(Amount.Parse("3"));
        Left(new AsOf(null, log[1].At)).ShouldBe(Amount.Parse("7"));
        Left(new AsOf(On("2019-03-31").Latest, null)).ShouldBe(Amount.Parse("6"));
        Left(new AsOf(null, log[0].At - Duration.Epsilon)).ShouldBeNull();
    }

    [Theory]
    [InlineData("3", "3")]
    [InlineData("007.500", "7.5")]
    [InlineData("-0.000001", "-0.000001")]
    [InlineData("-0", "0")]
    [InlineData("999999999999999.999999", "999999999999999.999999")]
    public void An_amount_is_its_shortest_text(string text, string canonical)
    {
        Amount.Parse(text).ToString().ShouldBe(canonical);
        Amount.Parse(canonical).ShouldBe(Amount.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData(" 1")]
    [InlineData("+1")]
    [InlineData("1.0000001")]
    [InlineData("1000000000000000")]
    [InlineData("٣")]
    public void What_is_no_amount_is_refused(string text)
    {
        Amount.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => Amount.Parse(text));
    }

    private static LicenceAccount Account(params LedgerEvent[] facts) => LicenceAccount.Of(Licence, Log(facts))!;

    private static IEnumerable<string> Found(LicenceAccount account) =>
        account.Findings.Select(it => $"{it.Line} {it.Code} {string.Join(", ", it.Values)}");

    private static LicenceUsageReported Use(
        int line, int item, string quantity, string day = "2019-03-01", string? value = null) => new(
        On(day), "GB", Number, line, item, "O", "D1", Amount.Parse(quantity), "LU1/1", "A",
        value is null ? null : Amount.Parse(value));

    private static LicenceUsageTotalled Totals(string day, params LineTotal[] lines) =>
        new(On(day), "GB", Number, "LU1/1", "O", null, [.. lines]);

    private static IEnumerable<Recorded> Log(params LedgerEvent[] facts) => facts.Select((fact, at) => new Recorded(
        at + 1, Guid.Empty, ((LicenceReport)fact).KeptWith!.Value, at + 1, Start + Duration.FromDays(at), fact,
        new Provenance("tester"), new CommandId(Guid.Empty)));

    private static Happened On(string text) => Happened.Parse(text);
}
