using TransferLedger.Custody;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Tests.Custody;

/// <summary>Numbers with wrong characters: what is found, and why, beside a search that tries everything.</summary>
public sealed class SerialErrorsTests
{
    private const string Letters = "01358SBDQZ2UVAK17ЖВ";

    [Fact]
    public void The_index_leads_to_every_number_within_two_wrong_characters_and_to_no_other_likeness()
    {
        var random = new Random(1);
        var record = Enumerable.Range(0, 30).Select(_ => Text(random, random.Next(2, 14)))
            .SelectMany(it => Enumerable.Range(0, 5).Select(errors => SerialKeys.Of(Changed(random, it, errors))))
            .ToList();
        var byNear = record.ToLookup(it => SerialNear.Of(it.Visual));
        var (found, several) = (0, 0);
        for (var query = 0; query < 1_000; query++)
        {
            var asked = SerialKeys.Of(Changed(random, record[random.Next(record.Count)].Raw, random.Next(4)));
            var near = SerialNear.Around(asked.Visual, SerialLikeness.ErrorsIn(asked.Visual))
                .SelectMany(key => byNear[key])
                .Concat(record.Where(it => it.Phonetic == asked.Phonetic || it.Core == asked.Core
                    || it.Unpadded == asked.Unpadded))
                .Distinct()
                .Select(it => (it.Raw, Weight: Likeness(asked, it)?.Weight))
                .Where(it => it.Weight is not null)
                .Order().ToList();

            var all = record.Select(it => (it.Raw, Weight: SerialOracle.Weight(asked, it)))
                .Where(it => it.Weight is not null).Distinct().Order().ToList();

            near.Distinct().ShouldBe(all, $"asked for {asked.Raw}");
            found += all.Count;
            several += all.Count > 1 ? 1 : 0;
        }

        found.ShouldBeGreaterThan(1_000);
        several.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void The_index_leads_to_every_number_of_tier_M4()
    {
        var random = new Random(2);
        var (one, worn) = (0, 0);
        for (var query = 0; query < 20_000; query++)
        {
            var own = SerialKeys.Of(Text(random, random.Next(2, 14)));
            var other = SerialKeys.Of(query % 2 == 0
                ? Changed(random, own.Raw, random.Next(1, 3))
                : Worn(random, Worn(random, own.Visual)));
            var letters = new SerialLetters(own.Canonical, own.Visual);
            if (Likeness(own, other) is not { } like)
            {
                continue;
            }

            var errors = like.Errors(letters, new(other.Canonical, other.Visual));
            if (like.Match == SerialMatch.OneWrong
                || (like.Match == SerialMatch.TwoWrong && errors.All(it => it.Kind == MisreadKind.Worn)))
            {
                SerialNear.AroundWorn(own.Visual).ShouldContain(
                    SerialNear.Of(other.Visual), $"{own.Raw} and {other.Raw}");
                (one, worn) = errors.Length == 2 ? (one, worn + 1) : (one + 1, worn);
            }
        }

        one.ShouldBeGreaterThan(1_000);
        worn.ShouldBeGreaterThan(1_000);
        SerialNear.AroundWorn("AB173855").Length.ShouldBeLessThan(SerialNear.Around("AB173855", 2).Length / 10);
    }

    private static string Worn(Random random, string text)
    {
        var ways = text.SelectMany((c, at) => "0123456789BDGQSUVZ".Where(it => Misreading.IsWornPair(c, it))
            .Select(it => $"{text[..at]}{it}{text[(at + 1)..]}")).ToList();
        return ways.Count == 0 ? text : ways[random.Next(ways.Count)];
    }

    [Theory]
    [InlineData("12345678", 2)]
    [InlineData("AB12", 2)]
    [InlineData("1", 2)]
    [InlineData("A", 1)]
    [InlineData("", 1)]
    [InlineData("WAFFENFABRIK123456789", 2)]
    public void Keys_around_a_number_are_those_of_all_texts_that_many_errors_away(string visual, int errors)
    {
        const string Signs = "0123456789";
        var texts = new HashSet<string>
        {
            string.Concat(visual.Select(c => (char)('0' + (SerialNear.Of(c.ToString()) % 10)))),
        };
        for (var error = 0; error < errors; error++)
        {
            texts.UnionWith(texts.SelectMany(OneAway).ToList());
        }

        var keys = SerialNear.Around(visual, errors);

        keys.ShouldBe(keys.Distinct());
        keys.Order().ShouldBe(texts.Select(SerialNear.Of).Distinct().Order());

        static IEnumerable<string> OneAway(string text) =>
        [
            .. Enumerable.Range(0, text.Length + 1).SelectMany(at => Signs.Select(sign => text.Insert(at, $"{sign}"))),
            .. Enumerable.Range(0, text.Length).Select(at => text.Remove(at, 1)),
            .. Enumerable.Range(0, text.Length)
                .SelectMany(at => Signs.Select(sign => text.Remove(at, 1).Insert(at, $"{sign}"))),
            .. Enumerable.Range(0, Math.Max(0, text.Length - 1))
                .Select(at => text.Remove(at, 1).Insert(at + 1, $"{text[at]}")),
        ];
    }

    [Theory]
    [InlineData("A557125", "AS57125", "Worn 2 5 for S")]
    [InlineData("A557125", "A557725", "Worn 5 1 for 7")]
    [InlineData("A557125", "A557175", "Changed 6 2 for 7")]
    [InlineData("A557125", "A55715", "Added 6 2 for ")]
    [InlineData("A557125", "A5571259", "Dropped 8  for 9")]
    [InlineData("A557125", "A551725", "Swapped 4 71 for 17")]
    [InlineData("A557125", "B557126", "Changed 1 A for B, Changed 7 5 for 6")]
    [InlineData("AB-1234", "ВА 1234", "Swapped 1 AB for ВА")]
    [InlineData("A0557125", "AO5571Z5", "Worn 7 2 for Z")]
    public void Each_wrong_character_is_named_with_its_place(string asked, string marked, string told)
    {
        var (one, other) = (SerialKeys.Of(asked), SerialKeys.Of(marked));

        var likeness = Likeness(one, other)!.Value;

        likeness.Match.ShouldBe(told.Contains(',') ? SerialMatch.TwoWrong : SerialMatch.OneWrong);
        string.Join(", ", likeness.Errors(LettersOf(one), LettersOf(other))
            .Select(it => $"{it.Kind} {it.Place} {it.Read} for {it.Marked}")).ShouldBe(told);
    }

    [Theory]
    [InlineData("AB12", "XY12")]
    [InlineData("AB", "AC")]
    [InlineData("A557125", "A998725")]
    [InlineData("A557125", "A5571258888")]
    public void What_differs_too_much_is_not_like_it(string asked, string marked) =>
        Likeness(SerialKeys.Of(asked), SerialKeys.Of(marked)).ShouldBeNull();

    [Fact]
    public void The_likelier_error_stands_first()
    {
        var asked = SerialKeys.Of("AB51234");
        string[] marked = ["AB51234", "АВ51234", "ABS1234", "AB51243", "AB511234", "AB519234", "AB91234", "ABK1234", "XY51234"];

        var scores = marked.Select(it => Likeness(asked, SerialKeys.Of(it))!.Value.Score).ToList();

        scores.ShouldBe(scores.OrderDescending());
        scores[0].ShouldBe(100);
        scores.Where(it => it == 100).ShouldHaveSingleItem();
    }

    private static SerialLikeness? Likeness(SerialKeys asked, SerialKeys record) => SerialLikeness.Of(
        LettersOf(asked),
        new SerialOnRecord(
            LettersOf(record), asked.Phonetic == record.Phonetic, asked.Core == record.Core,
            asked.Unpadded == record.Unpadded));

    private static SerialLetters LettersOf(SerialKeys keys) => new(keys.Canonical, keys.Visual);

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
