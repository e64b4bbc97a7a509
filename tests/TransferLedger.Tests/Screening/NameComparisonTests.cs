using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Screening;

namespace TransferLedger.Tests.Screening;

/// <summary>Which names are taken for one, and what takes points off.</summary>
public sealed class NameComparisonTests
{
    private const int Warn = 800;
    private const int Hold = 920;

    [Theory]
    [InlineData("Siemens Aktiengesellschaft", "SIEMENS AG")]
    [InlineData("JSC Tactical Missiles Corp.", "TACTICAL MISSILES CORPORATION JOINT STOCK COMPANY")]
    [InlineData("Oboronnye Initsiativy o.O.O.", "OOO Oboronnye Initsiativy")]
    [InlineData("Muammar Gaddafi", "GADDAFI, Muammar")]
    [InlineData("ИВАН ИВАНОВ", "Ivan Ivanov")]
    [InlineData("Αλέξης Παπαδόπουλος", "Alexis Papadopoulos")]
    [InlineData("Абдулмалик", "Abd al-Malik")]
    [InlineData("Société Générale S.A.", "Societe Generale")]
    public void The_same_name_in_another_writing_is_as_good_as_the_same(string one, string other) =>
        Compare(one, other).Score.ShouldBeGreaterThanOrEqualTo(Hold);

    [Theory]
    [InlineData("Moammar Qaddafi", "Muammar Gaddafi")]
    [InlineData("V. Putin", "Vladimir Putin")]
    [InlineData("Sergey Viktorovich Lavrov", "Sergey Lavrov")]
    [InlineData("VladimirPutin", "Vladimir Putin")]
    [InlineData("Donlad Trump", "Donald Trump")]
    [InlineData("Zu Zag Bong 6", "Zu Zag Bong 5")]
    [InlineData("عبدالملك محمد يوسف عثمان عبد السلام", "'ABD AL-MALIK MUHAMMAD YUSUF 'UTHMAN 'ABD AL-SALAM")]
    [InlineData("إياد نظمي صالح خليل", "Iyad Nazmi Salih Khalil")]
    public void A_name_close_to_it_is_worth_a_look(string one, string other) =>
        Compare(one, other).Score.ShouldBeGreaterThanOrEqualTo(Warn);

    [Theory]
    [InlineData("Boris Abramovich", "Roman Abramovich")]
    [InlineData("Government of Estonia", "Government of Ethiopia")]
    [InlineData("Bank of China (Hong Kong) Limited", "Bank of China (Australia) Limited")]
    [InlineData("BD p.l.c.", "BP p.l.c.")]
    [InlineData("Management Company 23", "Management Company")]
    [InlineData("ANO Iskusstvo Krasoty", "LIMITED LIABILITY COMPANY ISKUSSTVO KRASOTY")]
    [InlineData("Ahmad bin Hasan al-Ubaidi", "Hasan bin Ahmad al-Ubaidi")]
    [InlineData("SHAMSUDDIN MOHAMMED HAQQANI", "SHAMSUDDIN")]
    [InlineData("عبدالملك محمد يوسف", "Nashwan Abd al-Razzaq")]
    [InlineData("King Inc", "CJNG")]
    [InlineData("Vaca Hermanos", "HERMANOS WAKED, S.A.")]
    [InlineData("حسن طارق", "Hassan Turki")]
    [InlineData("أسامة حسن", "ISIM SININ LIMITED")]
    [InlineData("بلال أسامة", "BLOSSOM")]
    [InlineData("رامین قانونی", "RI MAN GON")]
    [InlineData("شمین معین", "TCHAM NA MAN")]
    [InlineData("سالم صلاح", "Salim Saleh")]
    [InlineData("طارق زيد", "طارق عزيز")]
    [InlineData("Rodriguez SAS", "RODRIGUEZ LOPEZ, S.A. DE C.V.")]
    [InlineData("Castillo S.L.", "LAVADERO EL CASTILLO")]
    [InlineData("Lerma S.A.", "LERMA TRADING S.A.")]
    [InlineData("Daan Wal", "DAN")]
    [InlineData("Rico S.A.", "REYCO GMBH.")]
    public void Another_name_is_none(string one, string other) =>
        Compare(one, other).Score.ShouldBeLessThan(Warn);

    [Fact]
    public void Long_names_that_differ_at_their_ends_are_not_the_same()
    {
        const string Same = "Scientific Production Association for Special Materials and Electrical Machines of the Republic ";
        Compare(Same + "Novara", Same + "Tirgul").Score.ShouldBeLessThan(Warn);
        Compare(Same + "Novara", Same + "Novarra").Score.ShouldBeGreaterThan(Hold);
    }

    [Theory]
    [InlineData("BANK MELLI IRAN LIMITED", "BankMelliIranLimited")]
    [InlineData("TONG HUNG 5", "TONGHUNG5")]
    [InlineData("AL-HUSAYN TRADING S. DE R.L. DE C.V.", "AL-HUSAYNTRADINGS.DER.L.DEC.V.")]
    public void A_name_without_its_spaces_is_as_good_as_the_same(string one, string other) =>
        Compare(one, other).Score.ShouldBeGreaterThanOrEqualTo(Hold);

    [Theory]
    [InlineData("Acme Rocketry Limited Junior", "ACME ROCKETRY LIMITED")]
    [InlineData("Rocketry Limited Acme", "ACME ROCKETRY LTD")]
    [InlineData("Acme Rocketry Limitd", "ACME ROCKETRY")]
    [InlineData("هدايت الله", "HIDAYATULLAH")]
    [InlineData("Shams al-Din Rawi", "Shamsuddin Rawi")]
    [InlineData("ﺻﺎﻟﺢ ﻣﺤﻤﺪ ﻛﺎﻛﺮ", "Saleh Mohammad Kakar")]
    [InlineData("سيد غیاث الدین آغا", "Sayyed Ghiassouddin Agha")]
    [InlineData("صرافی خيرالله ستار", "Khairullah Sattar Exchange")]
    public void A_form_a_compound_or_a_title_in_another_place_or_spelling_is_no_other_name(string one, string other) =>
        Compare(one, other).Score.ShouldBeGreaterThanOrEqualTo(Warn);

    [Theory]
    [InlineData("현우 장", "Jang Hyon U", true)]
    [InlineData("현준 조", "Jo Yon Jun", false)]
    [InlineData("현우 강", "Jang Hyon U", false)]
    [InlineData("立诚 何", "Li Cheng He", true)]
    [InlineData("立诚 叶", "Li Cheng He", false)]
    [InlineData("鹏 洪", "Hong Pang", false)]
    public void One_other_syllable_is_another_name_and_another_way_to_write_it_is_none(
        string one, string other, bool same) =>
        (Compare(one, other).Score >= Warn).ShouldBe(same);

    [Fact]
    public void What_many_share_is_told_with_what_it_says_and_what_it_would_take()
    {
        var it = Compare("سالم صلاح", "Salim Saleh").Deductions.Single(one => one.Part == ScorePart.Commonness);
        (it.Left, it.Right).ShouldBe(("salm slah", "salim saleh"));
        it.NeededTenths.ShouldBe(130);
        it.SharedTenths.ShouldNotBeNull().ShouldBeInRange(80, 110);
        it.Points.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Each_word_that_only_one_name_has_takes_more_in_common()
    {
        Needed("Lerma", "Lerma Orinoco").ShouldBe(170);
        Needed("Lerma", "Lerma Trading").ShouldBe(190);

        static int? Needed(string one, string other) =>
            Compare(one, other).Deductions.Single(it => it.Part == ScorePart.Commonness).NeededTenths;
    }

    [Fact]
    public void Names_that_differ_need_the_more_in_common_the_more_parties_have_what_they_share()
    {
        var rare = Compare("Igor Sechev", "Igor Sechin");
        var frequent = Compare("Ahmad Hasan", "Ahmed Husain");
        rare.IsCommon.ShouldBeFalse();
        frequent.Deductions.Single(it => it.Part == ScorePart.Commonness).Points.ShouldBeGreaterThan(100);
        var (one, other) = (ScreenedName.Of("Ahmad Hasan", null)!, ScreenedName.Of("Ahmed Husain", null)!);
        NameComparison.Of(one, other, needed: 0).IsCommon.ShouldBeFalse();
        Compare("Ahmad Hasan", "AHMAD HASAN").Score.ShouldBe(NameComparison.Same);
    }

    [Fact]
    public void Every_point_that_is_missing_is_accounted_for()
    {
        var it = Compare("Igor Ivanovich Sechin Ltd", "Sechev Igor foundation");
        it.Score.ShouldBe(NameComparison.Same - it.Deductions.Sum(one => one.Points));
        it.Deductions.Select(one => one.Part).ShouldBe(
            [
                ScorePart.Spelling, ScorePart.MissingWord, ScorePart.Order, ScorePart.LegalForm, ScorePart.Commonness,
            ]);
        it.Deductions[1].Left.ShouldBe("ivanovich");
    }

    [Theory]
    [InlineData("Ahmad bin Hasan", "Hasan bin Ahmad", ScorePart.Order, ScoreReason.FatherAndSon)]
    [InlineData("Sechin Igor", "Igor Sechin", ScorePart.Order, ScoreReason.Words)]
    [InlineData("Horizon Fund III", "Horizon Fund IV", ScorePart.Number, ScoreReason.NextNumber)]
    [InlineData("Horizon Fund III", "Horizon Fund IX", ScorePart.Number, ScoreReason.OtherNumber)]
    [InlineData("Horizon Fund III", "Horizon Fund", ScorePart.Number, ScoreReason.MissingNumber)]
    [InlineData("G. Sechin", "Gennady Sechin", ScorePart.Initial, ScoreReason.LetterForWord)]
    [InlineData("Bank Melli", "Bank Tejarat", ScorePart.Initial, ScoreReason.NothingElseInCommon)]
    [InlineData("Igor Sechin", "Igor Lerma", ScorePart.OtherWord, ScoreReason.Name)]
    [InlineData("Lerma Trading", "Lerma Bank", ScorePart.OtherWord, ScoreReason.CommonWord)]
    [InlineData("Lerma", "Lerma Orinoco", ScorePart.MissingWord, ScoreReason.OneWordLeft)]
    [InlineData("Igor Sechin", "Igor Ivanovich Sechin", ScorePart.MissingWord, ScoreReason.Name)]
    [InlineData("Lerma", "Lerma Trading", ScorePart.MissingWord, ScoreReason.CommonWord)]
    public void Why_a_part_takes_off_what_it_does_is_kept_and_not_read_from_how_much_it_is(
        string one, string other, ScorePart part, ScoreReason reason)
    {
        Compare(one, other).Deductions.Single(it => it.Part == part).Reason.ShouldBe(reason);
        Compare(other, one).Deductions.Single(it => it.Part == part).Reason.ShouldBe(reason);
    }

    [Fact]
    public void Whatever_the_names_the_score_is_within_its_bounds_and_does_not_depend_on_which_comes_first()
    {
        string[] parts =
        [
            "al", "Abd", "Mohammed", "محمد", "Иванов", "III", "7", "Bank", "GmbH", "X.", "bin", "山",
            "'", "Trading", "Ö",
        ];
        Prop.ForAll(
            ArbMap.Default.ArbFor<int[]>(), ArbMap.Default.ArbFor<int[]>(), (left, right) =>
            {
                if (Named(left) is not { } one || Named(right) is not { } other)
                {
                    return true;
                }

                var score = NameComparison.Of(one, other).Score;
                return score is >= 0 and <= NameComparison.Same && score == NameComparison.Of(other, one).Score
                    && NameComparison.Of(one, one).Score == NameComparison.Same;
            }).QuickCheckThrowOnFailure();

        ScreenedName? Named(int[] of) => ScreenedName.Of(
            string.Join(' ', of.Select(it => parts[Math.Abs(it % parts.Length)])), null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("—  '")]
    [InlineData("\uD800")]
    public void A_text_without_letters_is_no_name(string text) => ScreenedName.Of(text, null).ShouldBeNull();

    [Fact]
    public void Scripts_without_a_table_are_asked_for_and_left_as_they_are_without_an_answer()
    {
        ScreenedName.Of("გიორგი", it => it.Value == 'გ' ? "g" : null)!.Joined.ShouldStartWith("g");
        ScreenedName.Of("გიორგი", null)!.Joined.ShouldBe("გიორგი");
    }

    private static NameComparison Compare(string one, string other) =>
        NameComparison.Of(ScreenedName.Of(one, Syllables)!, ScreenedName.Of(other, Syllables)!);

    /// <summary>Stands for whoever writes other scripts: a few syllables as the store writes them.</summary>
    private static string? Syllables(Rune it) => it.ToString() switch
    {
        "현" => "hyeon", "우" => "u", "장" => "jang", "준" => "jun", "조" => "jo", "강" => "gang", "立" => "Li",
        "诚" => "Cheng", "何" => "He", "叶" => "Ye", "鹏" => "Peng", "洪" => "Hong", _ => null,
    };
}
