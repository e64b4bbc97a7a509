using TransferLedger.Certificates;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Certificates.CertificateRulesTests;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>Cases of numbers in and out of the order in which papers of a series were issued.</summary>
internal static class SeriesCases
{
    public static readonly Dictionary<string, (Trial Trial, string[] Found)> All = new(StringComparer.Ordinal)
    {
        ["an earlier paper has a later number"] = (Beside(Numbered("EUC/0018/2026", "2026-03-01")),
            ["EUC-023 Warn number-out-of-order"]),
        ["a later paper has an earlier number"] = (Beside(Numbered("EUC/0016/2026", "2026-03-03")),
            ["EUC-023 Warn number-out-of-order"]),
        ["an earlier paper has an earlier number"] = (Beside(Numbered("EUC/0016/2026", "2026-03-01")), []),
        ["another of the same day has a later number"] = (Beside(Numbered("EUC/0018/2026", "2026-03-02")), []),
        ["last year's paper has a later number"] = (Beside(Numbered("EUC/0400/2025", "2025-11-01")), []),
        ["another authority's earlier paper has a later number"] = (
            Beside(Numbered("EUC/0018/2026", "2026-03-01") with { Authority = "mod" }), []),
        ["the authority's earlier paper has a later number, its name in capitals"] = (
            Beside(Numbered("EUC/0018/2026", "2026-03-01") with { Authority = "MOJ" }),
            ["EUC-023 Warn number-out-of-order"]),
        ["an earlier paper has a number that is later than many"] = (
            Around(("EUC/0900/2026", "2026-03-01"), ("EUC/0018/2026", "2026-03-03"), ("EUC/0019/2026", "2026-03-04")), []),
        ["its own number is lower than many earlier ones"] = (
            Around(("EUC/0020/2026", "2026-02-01"), ("EUC/0021/2026", "2026-02-02"), ("EUC/0022/2026", "2026-03-04")),
            ["EUC-023 Warn number-out-of-order"]),
        ["two papers changed places"] = (
            Around(("EUC/0016/2026", "2026-02-01"), ("EUC/0018/2026", "2026-03-01"), ("EUC/0019/2026", "2026-03-04")),
            ["EUC-023 Warn number-out-of-order"]),
        ["numbers out of order that an issuer reserves"] = (
            Beside(Numbered("EUC/0018/2026", "2026-03-01")) with
            {
                Parameters = CertificateParameters.Default with { NumberGap = 1 },
            },
            []),
        ["a paper of another series has a later number"] = (Beside(Numbered("LIC/0018/2026", "2026-03-01")), []),
    };

    /// <summary>Papers of other end users: what a verdict reads for their numbers alone.</summary>
    private static Trial Around(params (string Number, string Issued)[] papers) => new()
    {
        Elsewhere =
        [
            .. papers.SelectMany((paper, at) => Record(
                Numbered(paper.Number, paper.Issued).Subject,
                [
                    Captured(
                        SignedAnew(Numbered(paper.Number, paper.Issued) with
                        {
                            EndUser = InOrder.EndUser! with { Party = new($"Somebody {at}") },
                            Paper = new(PaperKind.Original),
                        }),
                        "2026-03-10"),
                ],
                first: 51 + at)),
        ],
    };

    private static EndUserCertificate Numbered(string number, string issued) =>
        Alike(5, issued) with { Number = number };
}
