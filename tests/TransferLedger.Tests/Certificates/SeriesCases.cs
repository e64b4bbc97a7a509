using TransferLedger.Certificates;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Certificates.CertificateRulesTests;

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
        ["a paper of another series has a later number"] = (Beside(Numbered("LIC/0018/2026", "2026-03-01")), []),
    };

    private static EndUserCertificate Numbered(string number, string issued) =>
        Alike(5, issued) with { Number = number };
}
