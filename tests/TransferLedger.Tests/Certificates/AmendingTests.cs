using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>What amendments make of a certificate, as a balance reads it.</summary>
public sealed class AmendingTests
{
    private static readonly LedgerEvent[] Raised =
    [
        new CertificateAmended(
            On("2026-05-04"), "Amendment 1", "Anna Dæmisdóttir", [new(1, 600), new(2, 20_000)], On("2027-06-30"),
            Contract: "K-119"),
        new ConfirmationRequested(On("2026-05-05"), "clerk-07", Embassy, "Amendment 1"),
        new ConfirmationReceived(
            On("2026-05-20"), ReplyKind.Genuine, "Archive of the ministry", Embassy,
            new RepeatedFacts("EUC/0017/2026", Lines: [new("Pistols", 600), new("Cartridges", 20_000)]), "Amendment 1"),
    ];

    [Fact]
    public void An_amendment_in_order_counts_whole()
    {
        var paper = InForce(Raised, withRegister: true);
        paper.Lines.Select(it => it.Quantity).ShouldBe([600, 20_000]);
        (paper.ValidTo, paper.Contract, paper.EndUse).ShouldBe((On("2027-06-30"), "K-119", InOrder.EndUse));
    }

    [Fact]
    public void Without_the_register_or_the_answer_only_what_lessens_counts()
    {
        foreach (var paper in new[]
        {
            InForce(Raised, withRegister: false), InForce(Raised[..2], withRegister: true),
        })
        {
            paper.Lines.Select(it => it.Quantity).ShouldBe([500, 20_000]);
            (paper.ValidTo, paper.Contract).ShouldBe((InOrder.ValidTo, InOrder.Contract));
        }
    }

    [Fact]
    public void A_later_amendment_starts_from_the_earlier_one_whichever_was_recorded_first()
    {
        LedgerEvent back = new CertificateAmended(On("2026-05-30"), "Amendment 2", "Anna Dæmisdóttir", [new(1, 550)]);
        InForce([.. Raised, back], withRegister: true).Lines[0].Quantity.ShouldBe(550);
        InForce([back, .. Raised], withRegister: true).Lines[0].Quantity.ShouldBe(550);
    }

    [Fact]
    public void A_certificate_nobody_captured_has_no_paper() =>
        CertificateFile.PaperInForce(Certificate, new Trial().RegisterFacts()).ShouldBeNull();

    private static EndUserCertificate InForce(LedgerEvent[] facts, bool withRegister)
    {
        var trial = new Trial { After = facts };
        return CertificateFile.PaperInForce(
            Certificate, withRegister ? [.. trial.RegisterFacts(), .. trial.Facts()] : trial.Facts())!;
    }
}
