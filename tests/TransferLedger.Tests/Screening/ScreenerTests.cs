using System.Text;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Screening;

namespace TransferLedger.Tests.Screening;

/// <summary>What a party has in common with listed ones, and how much that weighs (EUC-051).</summary>
public sealed class ScreenerTests
{
    private static readonly ListedEntry Ivanov = new(
        "un", "XXi.001", ListedKind.Person,
        [
            new("ИВАН ИВАНОВ"), new("Vanya the Tall", ListedNameKind.Alias), new("Ivo", ListedNameKind.WeakAlias),
        ],
        ["RU"], [Happened.Parse("1961-04-12")], [new("Passport", "AB 123456")]);

    private static readonly ListedEntry Vessel = new(
        "ofac", "4711", ListedKind.Vessel, [new("HELLENIC SPIRIT")], ["PA"], [], [new("IMO", "9074729")]);

    private static readonly Screener Lists = new([Ivanov, Vessel], null, ScreeningParameters.Default);

    [Fact]
    public void T19_a_listed_name_in_Cyrillic_and_the_same_birth_hold()
    {
        var match = Lists.Screen(ScreenedParty.Of(["Ivan Ivanov"], births: [Happened.Parse("1961-04-12")])).Single();
        match.Grade.ShouldBe(MatchGrade.Likely);
        match.Birth.ShouldBe(Agreement.Agrees);
        match.Score.ShouldBe(NameComparison.Same);
    }

    [Theory]
    [InlineData("RU", null, MatchGrade.Likely)]
    [InlineData("SE", null, MatchGrade.Possible)]
    [InlineData("SE", "1961", MatchGrade.Likely)]
    [InlineData("SE", "1970", MatchGrade.Possible)]
    [InlineData(null, "1970", MatchGrade.Possible)]
    [InlineData(null, null, MatchGrade.Likely)]
    public void A_name_holds_with_country_or_birth_and_when_neither_can_be_compared(
        string? country, string? birth, MatchGrade grade) =>
        Lists.Screen(ScreenedParty.Of(["Ivan Ivanov"], [country], birth is null ? [] : [Happened.Parse(birth)]))
            .Single().Grade.ShouldBe(grade);

    [Theory]
    [InlineData("IMO", "9074729")]
    [InlineData("imo number", "IMO 9074729")]
    [InlineData("Company number IMO", "9074729")]
    public void An_identifier_is_certain_whatever_the_name(string scheme, string value)
    {
        var match = Lists.Screen(ScreenedParty.Of(["Sea Breeze"], ["LR"], identifiers: [new(scheme, value)])).Single();
        (match.Entry, match.Grade, match.Identifier).ShouldBe(("4711", MatchGrade.Certain, new(scheme, value)));
    }

    [Fact]
    public void What_many_share_is_a_match_only_with_country_or_birth()
    {
        var lists = new Screener(
            [new("un", "XXi.002", ListedKind.Person, [new("Ahmed Hassan")], ["SY"], [Happened.Parse("1961")])], null,
            ScreeningParameters.Default);
        lists.Screen(ScreenedParty.Of(["Ahmad Hasan"])).ShouldBeEmpty();
        lists.Screen(ScreenedParty.Of(["Ahmad Hasan"], ["SE"])).ShouldBeEmpty();
        lists.Screen(ScreenedParty.Of(["Ahmad Hasan"], ["SY"], [Happened.Parse("1961-02-03")])).Length.ShouldBe(1);
    }

    [Fact]
    public void A_company_is_neither_a_person_nor_a_vessel_of_its_name()
    {
        Lists.Screen(ScreenedParty.Of(["Hellenic Spirit"])).Single().Grade.ShouldBe(MatchGrade.Likely);
        Lists.Screen(ScreenedParty.Of(["Hellenic Spirit Ltd"])).ShouldBeEmpty();
        Lists.Screen(ScreenedParty.Of(["Ivan Ivanov Ltd"])).Single().Grade.ShouldBe(MatchGrade.Possible);
    }

    [Fact]
    public void What_looks_like_the_name_of_a_person_is_hardly_that_of_a_company_or_vessel_unless_it_is_the_same()
    {
        var lists = new Screener(
            [
                new("ofac", "1", ListedKind.Body, [new("ANDREA MARTINA LIMITED")]),
                new("ofac", "2", ListedKind.Vessel, [new("MARIA MARTINEZ")]),
            ],
            null, ScreeningParameters.Default);
        lists.Screen(ScreenedParty.Of(["Andrée Martin"])).ShouldBeEmpty();
        lists.Screen(ScreenedParty.Of(["Andrea Martina"])).Single().Score.ShouldBe(NameComparison.Same);
        lists.Screen(ScreenedParty.Of(["Maria Martinez"])).Single().Score.ShouldBe(NameComparison.Same);
        var near = lists.Screen(ScreenedParty.Of(["Marija Martinez"])).Single().Deductions
            .Single(it => it.Part == ScorePart.Kind);
        (near.Left, near.Right, near.Points).ShouldBe(("person", "vessel", 120));
        lists.Screen(ScreenedParty.Of(["Maria Martinez Ltd"])).ShouldBeEmpty();
    }

    [Fact]
    public void A_company_with_the_name_of_a_listed_person_says_which_kinds_the_two_are()
    {
        var kind = Lists.Screen(ScreenedParty.Of(["Ivan Ivanov Ltd"])).Single().Deductions
            .Single(it => it.Part == ScorePart.Kind);
        (kind.Left, kind.Right, kind.Points).ShouldBe(("company", "person", 120));
    }

    [Fact]
    public void What_is_left_out_as_too_far_apart_would_not_have_matched()
    {
        string[] names =
        [
            "Ivan Ivanov", "Iwan Iwanow", "IvanIvanov", "Hellenic Spirits", "Helenic Sprit", "Shahraz", "شهره واعظ",
            "Price Waterhouse Coopers", "Pricewaterhouse Coopers", "Abd al-Malik", "عبدالملك", "Bank 44", "Brigade Forty 4",
            "V. Putin", "Vladimir Putin", "Ash Hope Trading", "Ashope Trading", "Chol Kim", "Kim Chol", "Tim Cook",
            "HellenicSpiritLtd", "Hellenic Spirit Ltd", "HellenicSpritLtd",
        ];
        var bound = new ScoreBound(ScreeningParameters.Default.WarnFrom);
        var all = names.Select(it => ScreenedName.Of(it, null)!).ToList();
        foreach (var (one, other) in all.SelectMany(one => all.Select(other => (one, other))))
        {
            (bound.MayReach(one, other)
                || NameComparison.Of(one, other, needed: 0).Score < ScreeningParameters.Default.WarnFrom)
                .ShouldBeTrue($"{one.Written} / {other.Written}");
        }

        all.Count(it => !bound.MayReach(all[0], it)).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Whatever_the_names_none_that_matches_is_left_out_and_the_order_of_two_does_not_count()
    {
        string[] parts =
        [
            "Kim", "Jong", "Jongun", "Un", "정은", "김", "정", "은", "bin", "Ivan", "Iwan", "IvanIvanov", "Ivanov", "محمد", "ايفان",
            "Mohammed", "Muhamad", "5", "V", "Bank", "Ltd", "Trading", "Abd", "Malik", "Hope", "Ashope", "Ash", "Foundation",
        ];
        var dice = new Random(5);
        var all = Enumerable.Range(0, 200).Select(_ => ScreenedName.Of(
            string.Join(' ', Enumerable.Range(0, dice.Next(1, 5)).Select(_ => parts[dice.Next(parts.Length)])),
            Korean)!).ToList();
        var left = 0;
        foreach (var least in new[] { ScoreBound.LeastSure, ScreeningParameters.Default.WarnFrom, 920, 990 })
        {
            var bound = new ScoreBound(least);
            foreach (var (one, other) in all.SelectMany(one => all.Select(other => (one, other))))
            {
                var may = bound.MayReach(one, other);
                left += may ? 0 : 1;
                var score = may ? 0 : NameComparison.Of(one, other, needed: 0).Score;
                score.ShouldBeLessThan(least, $"{one.Written} / {other.Written}");
            }
        }

        left.ShouldBeGreaterThan(all.Count * all.Count);
        foreach (var (one, other) in all.Zip(all.Skip(1)))
        {
            NameComparison.Of(one, other).Score.ShouldBe(NameComparison.Of(other, one).Score);
        }
    }

    [Fact]
    public void Syllables_written_another_way_and_in_one_word_are_not_left_out() =>
        new Screener(
            [new("un", "XXi.003", ListedKind.Person, [new("김 정은")], [], [], [])], Korean,
            ScreeningParameters.Default).Screen(ScreenedParty.Of(["Kim Jongun"])).Length.ShouldBe(1);

    private static string? Korean(Rune it) => it.ToString() switch
    {
        "정" => "jeong", "은" => "eun", "김" => "gim", _ => null,
    };

    [Theory]
    [InlineData("ullah ")]
    [InlineData("ltd ")]
    [InlineData("abd ")]
    [InlineData("x")]
    [InlineData("سيد ")]
    [InlineData("山")]
    [InlineData("12 ")]
    public void A_name_of_a_hundred_thousand_parts_clears_nobody(string part)
    {
        var name = "Ivan " + string.Concat(Enumerable.Repeat(part, 100_000)) + " Ivanov";
        if (ScreenedName.Of(name, null) is { IsCut: false } whole)
        {
            whole.Words.Length.ShouldBeLessThanOrEqualTo(3, "one long word, or titles, which are left out");
            Lists.Screen(ScreenedParty.Of([name]));
        }
        else
        {
            Should.Throw<NameNotComparedException>(() => Lists.Screen(ScreenedParty.Of(["Ivan Ivanov", name])))
                .Message.ShouldStartWith("\"Ivan ");
        }
    }

    [Fact]
    public void The_longest_names_that_are_compared_are_compared_whole()
    {
        string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(it => $"Bork{(char)('a' + it)}na"));
        ScreenedName.Of(Words(24), null)!.IsCut.ShouldBeFalse();
        ScreenedName.Of(Words(25), null)!.IsCut.ShouldBeTrue();
        ScreenedName.Of(string.Concat(Enumerable.Repeat("ltd ", 200)), null)!.IsCut.ShouldBeTrue();
    }

    [Fact]
    public void The_name_in_its_own_script_and_aliases_lead_to_the_entry()
    {
        Lists.Screen(ScreenedParty.Of(["Иванов Иван"])).Single().Entry.ShouldBe("XXi.001");
        Lists.Screen(ScreenedParty.Of(["Vanya the Tall"])).Single().ListedAs.ShouldBe(ListedNameKind.Alias);
        Lists.Screen(ScreenedParty.Of(["Ivo"])).Single().Deductions.ShouldContain(it => it.Part == ScorePart.WeakAlias);
        Lists.Screen(ScreenedParty.Of(["Helsinki Harbour"])).ShouldBeEmpty();
    }

    [Fact]
    public void The_order_in_which_papers_named_a_party_does_not_count()
    {
        var one = ScreenedParty.Of(["B", "A"], ["se", "RU"]).With(ScreenedParty.Of(["C"]));
        var other = ScreenedParty.Of(["C", "A"]).With(ScreenedParty.Of(["A", "B"], ["RU", "SE", null]));
        one.Fingerprint.ShouldBe(other.Fingerprint);
        one.Fingerprint.ShouldNotBe(ScreenedParty.Of(["A", "B", "C"], ["RU"]).Fingerprint);
        one.Covers(ScreenedParty.Of(["A"], ["SE"])).ShouldBeTrue();
        ScreenedParty.Of(["A"]).Covers(one).ShouldBeFalse();
    }

    [Fact]
    public void An_entry_has_another_fingerprint_when_anything_in_it_changes() => new[]
    {
        Ivanov, Ivanov with { Id = "XXi.002" }, Ivanov with { Names = [new("Ivan")] }, Ivanov with { Countries = [] },
        Ivanov with { Births = [] }, Ivanov with { Identifiers = [] }, Ivanov with { Programmes = ["X"] },
    }.Select(it => new ListedEntry(
        it.List, it.Id, it.Kind, it.Names, it.Countries, it.Births, it.Identifiers, it.Programmes).Fingerprint)
        .Distinct().Count().ShouldBe(7);
}
