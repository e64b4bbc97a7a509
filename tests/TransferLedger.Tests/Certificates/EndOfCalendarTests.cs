using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>One date that somebody made up must not keep the certificate, and all others, from being judged.</summary>
public sealed class EndOfCalendarTests
{
    private static readonly Happened Last = On("9999-12-31");
    private static readonly LocalDate LastDay = LocalDate.MaxIsoValue;

    [Fact]
    public void Whatever_fact_is_dated_to_the_last_day_there_is_the_certificate_is_judged_and_stands_somewhere()
    {
        var trial = new Trial();
        Trial[] dated =
        [
            .. Each(trial.Register).Select(it => trial with { Register = it }),
            .. Each(trial.After).Select(it => trial with { After = it }),
            .. Each(trial.EndUser).Select(it => trial with { EndUser = it }),
            trial with { Paper = InOrder with { IssuedOn = Last } },
            trial with { Paper = InOrder with { IssuedOn = Last, ValidFrom = null, ValidTo = null } },
            trial with { Paper = InOrder with { ValidFrom = Last } },
            trial with { Paper = InOrder with { ValidTo = Last } },
            trial with { Paper = InOrder with { ContractDate = Last } },
            trial with { Paper = InOrder with { Signatory = InOrder.Signatory! with { SignedOn = Last } } },
            trial with { Received = "9999-12-31", Day = "9999-12-31" },
            trial with { Day = "9999-12-31" },
        ];
        (trial with { Paper = InOrder with { IssuedOn = Last } }).Findings().ShouldContain("EUC-002 Reject issued-after-receipt");

        foreach (var it in dated)
        {
            Should.NotThrow(() => it.Judge());
            var account = new CertificateAccount(Certificate.Rest, [.. it.Facts()]);
            Should.NotThrow(() => OpenItem.Of(account, CertificateParameters.Default, LastDay).ToList());
        }
    }

    [Theory]
    [InlineData("9999-12-30", 1, "9999-12-31")]
    [InlineData("9999-12-31", 1, "9999-12-31")]
    [InlineData("9999-11-30", 1, "9999-12-30", true)]
    [InlineData("9999-12-01", 1, "9999-12-31", true)]
    [InlineData("2026-01-31", 1, "2026-02-28", true)]
    [InlineData("2026-03-02", int.MaxValue, "9999-12-31", true)]
    [InlineData("2026-03-02", int.MaxValue, "9999-12-31")]
    public void What_would_lie_after_the_calendar_falls_on_its_end(
        string day, int more, string then, bool months = false)
    {
        var from = On(day).Earliest.InUtc().Date;
        (months ? from.LaterByMonths(more) : from.LaterByDays(more)).ShouldBe(On(then).Earliest.InUtc().Date);
    }

    [Fact]
    public void Years_and_instants_end_there_too()
    {
        LastDay.PlusDays(-400).LaterByYears(2).ShouldBe(LastDay);
        Last.Latest.LaterBy(Duration.FromDays(1)).ShouldBe(Happened.End);
        On("2026").Earliest.LaterBy(Duration.FromDays(1)).ShouldBe(On("2026-01-02").Earliest);
    }

    private static IEnumerable<ImmutableArray<LedgerEvent>> Each(IReadOnlyList<LedgerEvent> facts) =>
        facts.Select((it, at) => ImmutableArray.CreateRange(facts).SetItem(at, it with { Happened = Last }));
}
