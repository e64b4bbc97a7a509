using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Store.Certificates;

namespace TransferLedger.Store.Tests.Certificates;

/// <summary>What is kept of parties in memory, and what goes.</summary>
public sealed class KeptPartiesTests
{
    private static readonly Subject First = Subject.Parse("party/first");
    private static readonly Subject Second = Subject.Parse("party/second");
    private static readonly Subject Third = Subject.Parse("party/third");

    [Fact]
    public void A_party_with_few_facts_is_not_kept_and_the_later_reading_wins()
    {
        var kept = new KeptParties();
        kept.Keep(First, Read(KeptParties.Fewest - 1, 10));
        kept.Of(First).ShouldBeNull();
        kept.Keep(First, Read(KeptParties.Fewest, 10));
        kept.Keep(First, Read(KeptParties.Fewest + 1, 9));
        kept.Of(First)!.UpTo.ShouldBe(10);
        kept.Keep(First, Read(KeptParties.Fewest + 2, 11));
        kept.Of(First)!.Count.ShouldBe(KeptParties.Fewest + 2);
    }

    [Fact]
    public void The_party_that_was_not_asked_for_longest_goes_first()
    {
        var kept = new KeptParties();
        kept.Keep(First, Read(KeptParties.Most / 2, 10));
        kept.Keep(Second, Read(KeptParties.Most / 2, 10));
        kept.Of(First).ShouldNotBeNull();
        kept.Keep(Third, Read(KeptParties.Fewest, 10));
        kept.Of(Second).ShouldBeNull();
        kept.Of(First).ShouldNotBeNull();
        kept.Of(Third).ShouldNotBeNull();
        kept.Keep(Second, Read(KeptParties.Most + 1, 10));
        kept.Of(Second).ShouldBeNull("it alone is more than is kept");
    }

    private static KeptParty Read(int count, long upTo) =>
        new([], [.. Enumerable.Repeat<OtherReading>(null!, count)], upTo);
}
