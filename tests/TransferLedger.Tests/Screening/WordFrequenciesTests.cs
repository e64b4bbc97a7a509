using TransferLedger.Ledger;
using TransferLedger.Screening;

namespace TransferLedger.Tests.Screening;

/// <summary>How frequent words of names are.</summary>
public sealed class WordFrequenciesTests
{
    [Fact]
    public void A_word_says_as_many_bits_as_it_halves_the_parties_of_its_kind_and_the_largest_share_counts()
    {
        ValueList<ListedEntry> entries =
        [
            .. Enumerable.Range(0, 4).Select(it => Entry($"p{it}", ListedKind.Person, $"Karim Zobel{new string('t', it)}")),
            .. Enumerable.Range(4, 4).Select(it => Entry($"p{it}", ListedKind.Person, $"Xavier {it}")),
            .. Enumerable.Range(0, 3).Select(it => Entry($"a{it}", ListedKind.Aircraft, "Falcon")),
            Entry("b", ListedKind.Body, "Karim Bank"),
        ];
        CensusNames[] census =
        [
            new([("Karim", 0.25), ("Martin", 0.125), ("Smith", 0.25)], AreGiven: false),
            new([("Martina", 0.5), ("Smith", 0.0625)], AreGiven: true),
        ];
        WordFrequencies.Learn(entries, census, null).ShouldBe(
            ["krm 10 p", "ksr 10 p", "mrtn 10 p", "smt 20", "zblt 14 p"]);
    }

    private static ListedEntry Entry(string id, ListedKind kind, string name) => new("un", id, kind, [new(name)]);
}
