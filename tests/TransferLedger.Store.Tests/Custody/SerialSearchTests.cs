using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Store.Views;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Custody;

/// <summary>The search over the tables, beside one that compares every number on record.</summary>
public sealed class SerialSearchTests : IAsyncLifetime
{
    private const int All = 10_000;
    private const string Letters = "0135827SBDQZAKUVЖВ";

    private LedgerDatabase _database = null!;
    private PostgresEventStore _store = null!;

    public async Task InitializeAsync()
    {
        _database = await (await TestServer.Shared).NewDatabase();
        _store = _database.Open();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task It_finds_what_comparing_every_number_finds_and_nothing_else()
    {
        var random = new Random(7);
        var serials = Enumerable.Range(0, 80).Select(_ => Text(random, random.Next(2, 16)))
            .SelectMany(it => Enumerable.Range(0, 5).Select(errors => Changed(random, it, errors)))
            .Concat(Enumerable.Range(0, 150).Select(it => $"AB00{it:000}")).ToArray();
        await Register(serials);
        var record = serials.Select(SerialKeys.Of).ToArray();
        var found = 0;
        for (var query = 0; query < 150; query++)
        {
            var asked = Changed(random, serials[random.Next(serials.Length)], random.Next(4));
            if (SerialPattern.ProblemOf(asked) is not null)
            {
                continue;
            }

            var hits = await Find(asked);

            var keys = SerialKeys.Of(asked);
            var all = record
                .Select((it, at) => (Weapon: Requests.WeaponIdOf(at), Weight: SerialOracle.Weight(keys, it)))
                .Where(it => it.Weight is not null)
                .Select(it => (it.Weapon.Value, Score: SerialLikeness.ScoreOf(it.Weight!.Value))).ToList();
            hits.Select(it => (it.Weapon.Value, it.Score)).Order().ShouldBe(all.Order(), $"asked for {asked}");
            hits.Select(it => it.Score).ShouldBe(hits.Select(it => it.Score).OrderDescending());
            found += hits.Count;
        }

        found.ShouldBeGreaterThan(1_000);
    }

    [Theory]
    [InlineData("AB00042", SerialMatch.Same)]
    [InlineData("ab-00042", SerialMatch.Same)]
    [InlineData("AB0OO42", SerialMatch.LooksTheSame)]
    [InlineData("АВ00042", SerialMatch.LooksTheSame)]
    [InlineData("АБ00042", SerialMatch.SoundsTheSame)]
    [InlineData("AB42", SerialMatch.SameUnpadded)]
    [InlineData("AB000X42", SerialMatch.SameCore)]
    [InlineData("A800042", SerialMatch.OneWrong)]
    [InlineData("BA0042", SerialMatch.TwoWrong)]
    [InlineData("AB?0042", SerialMatch.FitsPattern)]
    [InlineData("*0042", SerialMatch.FitsPattern)]
    public async Task A_number_is_found_and_says_why(string asked, SerialMatch why)
    {
        await Register("AB00042", "XY91837");

        var hit = (await Find(asked)).First();

        hit.Weapon.ShouldBe(Requests.WeaponIdOf(0));
        hit.Match.ShouldBe(why);
        (hit.Score == 100).ShouldBe(why == SerialMatch.Same);
    }

    [Theory]
    [InlineData("AB12?45", "AB12345 AB12O45 АВ12745", "3 0 7")]
    [InlineData("ab-12?4?", "AB12345 AB12O45 АВ12745", "3|5 0|5 7|5")]
    [InlineData("AB*45", "AB12345 AB12O45 АВ12745 AB9945 AB45", "123 120 127 99 ")]
    [InlineData("*2345", "AB12345 CD2345", "AB1 CD")]
    [InlineData("*B1*4*", "AB12345 AB12O45 АВ12745", "A|23|5 A|20|5 A|27|5")]
    [InlineData("?????45 AB", "", "")]
    [InlineData("№ AB1*45", "AB12345 AB12O45 АВ12745", "23 20 27")]
    [InlineData("АВ１２？４５", "AB12345 AB12O45 АВ12745", "3 0 7")]
    [InlineData("CD2?4?*", "CD2345", "3|5|")]
    public async Task Unknown_characters_are_filled_in(string asked, string numbers, string open)
    {
        string[] serials = ["AB12345", "AB12O45", "АВ12745", "AB9945", "AB45", "CD2345", "KEINE"];
        await Register(serials);

        var hits = await Find(asked);

        hits.Select(it => it.Raw).Order(StringComparer.Ordinal)
            .ShouldBe(numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        var filled = hits.ToDictionary(it => it.Raw, it => string.Join('|', it.Open));
        serials.Where(filled.ContainsKey).Select(it => filled[it])
            .ShouldBe(hits.Count == 0 ? [] : open.Split(' '));
    }

    [Fact]
    public async Task Where_more_numbers_fit_than_are_compared_the_answer_says_so()
    {
        await Register("AB12345", "AB45", "AB9945");

        (await Compared(2)).ShouldBe((2, 2, "AB45 AB9945"));
        (await Compared(3)).ShouldBe((null, 3, "AB12345 AB45 AB9945"));

        async Task<(int? Compared, int Like, string Hits)> Compared(int most)
        {
            var found = await SerialSearch.Find(
                _store.Source, "AB*45", null, All, CancellationToken.None, mostCompared: most);
            return (found.Compared, found.Like,
                string.Join(' ', found.Hits.Select(it => it.Raw).Order(StringComparer.Ordinal)));
        }
    }

    [Fact]
    public async Task The_maker_narrows_but_hides_no_equal_number()
    {
        await Register(
            [
                ("AB123456", new("pistol", "Łucznik", Model: "P-64", Calibre: "9mm")),
                ("AB123456", new("pistol", "Zbrojovka", Model: "75", Calibre: "9 mm")),
                ("AB123456", new("pistol")),
                ("A8123456", new("pistol", "LUCZNIK S.A.", Calibre: "9 mm")),
                ("AB123457", new("pistol", "Zbrojovka")),
                ("А8123456", new("rifle", "Lucznik")),
            ]);

        var hits = await Find("AB 123456", new WeaponSought("lucznik", "9 MM", "Pistol", "P64"));

        hits.Select(it => (it.Maker, it.Tier, it.Match)).ShouldBe(
        [
            ("Łucznik", MatchingTier.M1, SerialMatch.Same),
            ("LUCZNIK S.A.", null, SerialMatch.OneWrong),
            (null, null, SerialMatch.Same),
            ("Zbrojovka", MatchingTier.M5, SerialMatch.Same),
        ], ignoreOrder: true);
        hits[0].Tier.ShouldBe(MatchingTier.M1);
        hits[^1].Tier.ShouldBe(MatchingTier.M5);
        (await Find("AB 123456", new WeaponSought("lucznik"))).Select(it => it.Tier).ShouldBe(
            [MatchingTier.M2, null, null, MatchingTier.M4, MatchingTier.M5], ignoreOrder: true);
    }

    [Fact]
    public async Task What_says_that_there_is_no_number_is_no_number()
    {
        string[] none = ["no serial", "ohne Nummer", "sans numéro", "б/н", "NIL", "UNKNOWN", "OBLITERATED", "---", "", "序列号无"];
        await Register([.. none, "NIL4711"]);

        var indexed = await _database.Rows("SELECT raw FROM views.serial ORDER BY 1", row => row.GetString(0));

        indexed.ShouldBe(["NIL4711"]);
        (await _database.Rows("SELECT key FROM views.weapon", row => row.GetString(0))).Count.ShouldBe(none.Length + 1);
        await Should.ThrowAsync<FormatException>(() => Find("Ohne Nummer"));
    }

    private async Task<IReadOnlyList<SerialHit>> Find(string asked, WeaponSought? sought = null) =>
        (await SerialSearch.Find(_store.Source, asked, sought, All, CancellationToken.None)).Hits;

    private Task Register(params string[] serials) =>
        Register([.. serials.Select(it => (it, new ItemDescription()))]);

    private async Task Register((string Serial, ItemDescription Item)[] weapons)
    {
        await _store.Record([.. weapons.Select((it, at) => new NewFact(Requests.Weapon(at), new ItemRegistered(
            Happened.Parse("2020"), it.Item, [new Mark(MarkKind.Serial, it.Serial)])))]);
        await ViewRebuild.Run(_store.Source, [new WeaponTables()], null, CancellationToken.None);
    }

    private static string Text(Random random, int length) =>
        new([.. Enumerable.Range(0, length).Select(_ => Letters[random.Next(Letters.Length)])]);

    private static string Changed(Random random, string text, int errors)
    {
        for (var error = 0; error < errors && text.Length > 1; error++)
        {
            var at = random.Next(text.Length - 1);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, Text(random, 1)),
                2 => text.Remove(at, 1).Insert(at, Text(random, 1)),
                _ => text.Remove(at, 1).Insert(at + 1, $"{text[at]}"),
            };
        }

        return text;
    }
}
