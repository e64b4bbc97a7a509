using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Contract;

public abstract partial class EventStoreContract
{
    // The tests are named by these keys: a runner that passes texts on may not keep half a surrogate pair.
    private static readonly Dictionary<string, string> Storable = new(StringComparer.Ordinal)
    {
        ["empty"] = "",
        ["right to left marks"] = "\u200Fשלום\u202E abc \u2066x\u2069",
        ["emoji, joined"] = "👩‍🚀🏳️‍🌈 𝔘𝔫𝔦",
        ["every control character but NUL"] =
            string.Concat(Enumerable.Range(1, 31).Select(it => (char)it)) + "\u007F\u0085",
        ["non-characters and the last code point"] = "\uFFFE\uFFFF\uFEFF\U0010FFFF",
        ["line separators"] = "\u2028\u2029\r\n\t",
        ["quotes and backslashes"] = "\"'\\ \\u0000 \\\\u0000 \\ud800 $1 {0} %s </script> '; DROP TABLE x; --",
        ["looks like a number"] = "1e400",
        ["looks like a date"] = "2024-03-01T00:00:00Z",
        ["composed and decomposed"] = "Å A\u030A",
        ["one megabyte"] = new string('ж', 524_288),
    };

    private static readonly Dictionary<string, string> Unstorable = new(StringComparer.Ordinal)
    {
        ["NUL"] = "a\0b",
        ["NUL alone"] = "\0",
        ["high surrogate at the end"] = "a\uD83D",
        ["high surrogate before a letter"] = "\uD83Da",
        ["low surrogate"] = "a\uDE00b",
        ["surrogates the wrong way round"] = "\uDE00\uD83D",
    };

    public static TheoryData<string> StorableTexts => [.. Storable.Keys];

    public static TheoryData<string> UnstorableTexts => [.. Unstorable.Keys];

    [Theory]
    [MemberData(nameof(StorableTexts))]
    public async Task Any_text_of_Unicode_characters_but_NUL_comes_back_unchanged(string name)
    {
        var text = Storable[name];
        var fact = new NewFact(Weapon(1), new StockEntered(
            Happened.Parse("2024-03-01"), new Custodian("Depot " + text, text, "ref-1"), new Place(text), text, text));
        var provenance = new Provenance(
            "clerk " + text, text, new SourceReference(SourceKind.Document, text), null, [new Evidence(text, text)]);

        await Store.Record(Ask(fact, fact) with { Provenance = provenance });

        var all = await Store.All();
        all.Length.ShouldBe(2);
        all.ShouldAllBe(it => it.Fact.Equals(fact.Fact) && it.Provenance == provenance, name);
    }

    [Theory]
    [MemberData(nameof(UnstorableTexts))]
    public async Task A_text_no_store_can_keep_is_refused_wherever_it_stands(string name)
    {
        var text = Unstorable[name];
        var day = Happened.Parse("2024-03-01");
        var depot = new Custodian("Depot");
        LedgerEvent[] facts =
        [
            new StockEntered(day, new Custodian(text)),
            new StockEntered(day, new Custodian("Depot", Country: text)),
            new StockEntered(day, depot, new Place(text)),
            new StockEntered(day, depot, Document: text),
            new MarkingRecorded(day, new Mark(MarkKind.Serial, text)),
            new ItemRegistered(day, new ItemDescription(), [new(MarkKind.Serial, "A"), new(MarkKind.Import, text)]),
            new InventoryCounted(day, depot, new Place("Hall"), 1, 1, [WeaponIdOf(1)], ["one", text]),
        ];
        foreach (var fact in facts)
        {
            (await Store.Refusal(Ask(Linked(Weapon(1)), new NewFact(Weapon(1), fact))))
                .ShouldBe(AppendRules.TextUnstorable, name);
        }

        var good = Ask(Linked(Weapon(1)));
        Provenance[] provenances =
        [
            new("a" + text), new("a", text), new("a", Source: new SourceReference(SourceKind.Document, text)),
            new("a", Evidence: [new Evidence("00", text)]),
        ];
        foreach (var provenance in provenances)
        {
            (await Store.Refusal(good with { Provenance = provenance })).ShouldBe(AppendRules.TextUnstorable, name);
        }

        (await Store.End()).ShouldBe(0);
    }

    [Fact]
    public async Task A_bad_request_does_not_fail_those_asked_at_the_same_time()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 90).Select(number => Store.Append((number % 9) switch
        {
            1 => Ask(Linked(Weapon(number), "a\0b")),
            4 => Ask(Linked(Weapon(number), "\uD800")),
            7 => Ask(Linked(Weapon(number)), Linked(default)),
            _ => Ask(Linked(Weapon(number))),
        })));

        outcomes.OfType<AppendOutcome.Refused>().Count().ShouldBe(30);
        outcomes.OfType<AppendOutcome.Appended>().Select(it => it.Receipt.First).Order()
            .ShouldBe(Enumerable.Range(1, 60).Select(it => (long)it));
    }

    [Fact]
    public async Task A_fact_about_something_that_has_no_key_is_refused_whole()
    {
        var day = Happened.Parse("2024-03-01");
        LedgerEvent[] facts =
        [
            new StockEntered(day, new Custodian("???")),
            new InventoryCounted(day, new Custodian("Depot"), new Place("Hall"), 1, 1, [WeaponIdOf(1), default]),
            new RecordDisputed(day, 1, [Weapon(1), default], "reason", "owner"),
        ];
        foreach (var fact in facts)
        {
            (await Store.Refusal(Ask(Linked(Weapon(1)), new NewFact(Weapon(1), fact))))
                .ShouldBe("ledger.subject-missing");
        }

        (await Store.End()).ShouldBe(0);
        (await Store.Read(Weapon(1))).Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_condition_that_names_nothing_or_a_position_before_the_first_is_refused()
    {
        var good = Ask(Linked(Weapon(1)));

        (await Store.Refusal(good.If(0, Weapon(1), default))).ShouldBe("ledger.condition-malformed");
        (await Store.Refusal(good.If(-1, Weapon(1)))).ShouldBe("ledger.condition-malformed");
        (await Store.Refusal(good with { Condition = new Condition(default) })).ShouldBe("ledger.condition-malformed");
        (await Store.End()).ShouldBe(0);
    }

    [Fact]
    public async Task A_fact_may_be_about_twenty_thousand_subjects_and_no_more()
    {
        var weapons = Enumerable.Range(1, AppendRequest.MaxSubjects).Select(WeaponIdOf).ToValueList();
        var counted = new InventoryCounted(
            Happened.Parse("2024-03-01"), new Custodian("Depot"), new Place("Hall"), 0, 0, weapons);
        var site = Subject.Of("inventory", "hall", "2024-03-01");

        (await Store.Refusal(Ask(new NewFact(site, counted)))).ShouldBe("ledger.too-many-subjects");

        var most = counted with { Seen = weapons.Take(AppendRequest.MaxSubjects - 2).ToValueList() };
        await Store.Record(new NewFact(site, most));
        (await Store.Read(Weapon(AppendRequest.MaxSubjects - 2))).Facts.ShouldHaveSingleItem().Fact.ShouldBe(most);
        (await Store.Read(Weapon(AppendRequest.MaxSubjects - 1))).Facts.ShouldBeEmpty();
    }
}
