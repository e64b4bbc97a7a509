using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Tests.Custody;
using TransferLedger.Tracing;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Tracing;

/// <summary>The rows of the view of traces.</summary>
public sealed class TraceRowTests
{
    private static readonly Subject Home = Subject.Of("trace", "t-1");

    private static readonly TraceRequested Asked = new(
        On("2016-03-01"), TraceDirection.Sent, "DE", "point of contact", new(), [new(MarkKind.Serial, "A1")], "seized",
        "investigation", "analyst", []);

    private readonly Noted _told = new();

    [Fact]
    public void A_row_follows_its_trace_and_no_other()
    {
        Tell(new TraceAcknowledged(On("2016-03-02"), "analyst", []));
        Row.ShouldBeNull("nothing was asked yet");
        Tell(Asked);
        Row!.Case!.Status.ShouldBe(TraceStatus.Requested);
        Tell(new TraceReminded(On("2016-06-02"), "analyst", []));
        Tell(new TraceReminded(On("2016-06-02"), "analyst", []), Subject.Of("trace", "t-2"));
        Row.Facts.Count.ShouldBe(2);
    }

    [Fact]
    public void A_retracted_request_leaves_a_row_without_a_trace()
    {
        Tell(Asked);
        _told.Add(
            new RecordRetracted(On("2016-03-09"), 1, [Home], "sent by mistake", "chief"), On("2016-03-09").Latest,
            new Provenance("analyst"), Home);
        Row!.Case.ShouldBeNull();
        TraceRow.KeysOf(_told.Last).ShouldBe(["t-1"]);
    }

    [Fact]
    public void Facts_about_other_things_concern_no_row()
    {
        _told.Add(Made("2005-01-01", "Maker@DE"));
        TraceRow.KeysOf(_told.Last).ShouldBeEmpty();
    }

    private TraceRow? Row => _told.Dossier.Facts.Where(it => TraceRow.KeysOf(it).Contains("t-1", StringComparer.Ordinal))
        .Aggregate((TraceRow?)null, (row, fact) => TraceRow.Apply("t-1", row, fact));

    private void Tell(TraceEvent fact, Subject? home = null) => _told.Add(
        fact, fact.Happened.Latest, new Provenance("analyst"), home ?? Home);
}
