using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>Specimen and contact come from the register; what an authority says is recorded as it comes.</summary>
public sealed class AuthenticatingTests
{
    private static readonly string Older = new('1', 64);
    private static readonly string Hers = new('2', 64);
    private static readonly ConfirmationRequested Anywhere = Asked with { Address = "" };

    private static readonly LedgerEvent[] Specimens =
    [
        new SignatoryAppointed(On("2019"), "Anna Dæmisdóttir", "Deputy", [], null, Older),
        new SignatoryTermEnded(On("2023"), "Anna Dæmisdóttir"),
        new SignatoryAppointed(On("2024-01-01"), "Anna Dæmisdóttir", "Director", [], 50_000, Hers),
    ];

    [Fact]
    public void The_specimen_is_that_of_the_signatory_on_the_day_of_issue()
    {
        var compared = Compared with { Specimen = null };
        Recorded(Authenticating.Compare(State(Specimens), Certificate, compared))
            .ShouldBe(compared with { Specimen = Hers });
        Recorded(Authenticating.Compare(State(Specimens), Certificate, compared with { Specimen = Older }))
            .ShouldBe(compared with { Specimen = Older });
        Refusal(Authenticating.Compare(State(Specimens), Certificate, compared with { Specimen = new('9', 64) }))
            .ShouldBe(Authenticating.SpecimenUnknown);
        Refusal(Authenticating.Compare(State(), Certificate, compared)).ShouldBe(Authenticating.SpecimenUnknown);
    }

    [Fact]
    public void Who_is_asked_is_a_contact_in_force_that_day_and_never_the_paper()
    {
        Recorded(Authenticating.Ask(State(), Certificate, Anywhere)).ShouldBe(Asked);
        Recorded(Authenticating.Ask(State(), Certificate, Asked with { Address = Embassy.ToUpperInvariant() }))
            .ShouldBe(Asked);
        var printed = Authenticating.Ask(
            State(), Certificate, Asked with { Address = InOrder.Signatory!.Contact! }).Refusal!;
        printed.Code.ShouldBe(Authenticating.ContactUnknown);
        printed.Details[^1].ShouldBe(Embassy);

        Refusal(Authenticating.Ask(
            State(new ContactPointWithdrawn(On("2026-03-09"), Embassy)), Certificate, Anywhere))
            .ShouldBe(Authenticating.ContactUnknown);
        var second = new ContactPointRegistered(On("2026-01-01"), "letter", "Harbour Road 9");
        var two = Authenticating.Ask(State(second), Certificate, Anywhere).Refusal!;
        two.Details.Skip(3).ShouldBe([Embassy, "Harbour Road 9"], ignoreOrder: true);
        Recorded(Authenticating.Ask(State(second), Certificate, Asked)).ShouldBe(Asked);
    }

    [Fact]
    public void An_amendment_is_asked_about_and_answered_only_once_it_is_on_record()
    {
        var amended = new CertificateAmended(On("2026-05-20"), "Amendment 1", "Anna Dæmisdóttir", [new(1, 400)]);
        var asked = Anywhere with { Amendment = "amendment 1" };
        var answered = Confirmed with { Amendment = "Amendment 1" };
        Refusal(Authenticating.Ask(State(), Certificate, asked)).ShouldBe(Authenticating.AmendmentUnknown);
        Refusal(Authenticating.Tell(State(), Certificate, answered)).ShouldBe(Authenticating.AmendmentUnknown);
        Recorded(Authenticating.Tell(State(), Certificate, amended)).ShouldBe(amended);
        Recorded(Authenticating.Ask(State(amended), Certificate, asked)).ShouldBe(asked with { Address = Embassy });
        Recorded(Authenticating.Tell(State(amended), Certificate, answered)).ShouldBe(answered);
    }

    [Fact]
    public void What_is_on_record_is_not_recorded_twice_and_what_nobody_captured_is_refused()
    {
        var revoked = new CertificateRevoked(On("2026-05-02"), "Ministry of Justice", "NV 7/2026");
        Authenticating.Tell(State(revoked), Certificate, revoked).Facts.ShouldBeEmpty();
        Authenticating.Ask(State(Asked), Certificate, Anywhere).Facts.ShouldBeEmpty();
        Refusal(Authenticating.Tell(CertificateFacts.Initial, Certificate, revoked))
            .ShouldBe(Authenticating.CertificateUnknown);
        Refusal(Authenticating.Ask(CertificateFacts.Initial, Certificate, Asked))
            .ShouldBe(Authenticating.CertificateUnknown);
        Refusal(Authenticating.Tell(State(), Certificate, new CertificateSuperseded(On("2026-05-02"), Certificate)))
            .ShouldBe(Authenticating.ReplacesItself);
        var nameless = new Trial { Paper = InOrder with { Authority = null }, After = [] };
        Refusal(Authenticating.Ask(new([.. nameless.Facts()]), Certificate, Asked))
            .ShouldBe(Authenticating.AuthorityMissing);
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(0, 5)]
    [InlineData(3, 5)]
    public void An_amendment_of_a_line_there_is_not_or_below_none_is_refused(int line, long quantity) =>
        Refusal(Authenticating.Tell(State(), Certificate, new CertificateAmended(
            On("2026-05-20"), "Amendment 1", "Anna Dæmisdóttir", [new(line, quantity)])))
            .ShouldBe(Authenticating.LineImpossible);

    [Fact]
    public void Who_says_it_and_where_must_be_told()
    {
        CertificateEvent[] unsaid =
        [
            new CertificateRevoked(On("2026-05-02"), "Ministry", " "),
            new CertificateRevoked(On("2026-05-02"), "", "NV 7/2026"),
            new CertificateAmended(On("2026-05-20"), "-", "Anna Dæmisdóttir"),
            Confirmed with { Sender = "" },
        ];
        unsaid.ShouldAllBe(it => Refusal(Authenticating.Tell(State(), Certificate, it)) == Authenticating.Unsaid);
    }

    /// <summary>The facts about the certificate and its authority, with some more of each.</summary>
    private static CertificateFacts State(params LedgerEvent[] more)
    {
        var trial = new Trial();
        var register = more.OfType<AuthorityEvent>().ToList();
        trial = trial with
        {
            Register =
            [
                .. trial.Register.Where(it => it is not SignatoryAppointed || register is not [SignatoryAppointed, ..]),
                .. register,
            ],
            After = [.. more.Where(it => it is CertificateEvent)],
        };
        return new([.. trial.RegisterFacts(), .. trial.Facts()]);
    }

    private static LedgerEvent Recorded(Decision decision) => decision.Facts.ShouldHaveSingleItem().Fact;

    private static string Refusal(Decision decision) => decision.Refusal!.Code;
}
