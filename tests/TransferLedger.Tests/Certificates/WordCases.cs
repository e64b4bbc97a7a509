using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Certificates.CertificateRulesTests;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>Cases of quantities written in words, in several languages.</summary>
internal static class WordCases
{
    public static Dictionary<string, (Trial Trial, string[] Found)> All { get; } = new(StringComparer.Ordinal)
    {
        ["T16: words and figures differ"] = (Read(Quantity(5_000, "five hundred")), Altered("EUC-009 Hold words-differ")),
        ["no words"] = (Read(Quantity(500, null)), ["EUC-009 Info words-missing"]),
        ["words of another language"] = (Read(Quantity(500, "fünfhundert")), ["EUC-009 Info words-not-read"]),
        ["French words and figures differ"] = (
            Written("fr", 5_000, "cinq cents", "vingt-cinq mille"), Altered("EUC-009 Hold words-differ")),
        ["French words and figures agree"] = (Written("fr", 500, "Cinq cents", "vingt-cinq mille"), []),
        ["Spanish words, the figures with another nought"] = (
            Written("es", 5_000, "quinientas", "veinticinco mil"), Altered("EUC-009 Hold words-differ")),
        ["Spanish words and figures agree"] = (Written("es", 500, "QUINIENTAS", "Veinticinco Mil"), []),
        ["French words on a paper in German"] = (Written("de", 500, "cinq cents", "vingt-cinq mille"),
            ["EUC-009 Info words-not-read", "EUC-009 Info words-not-read"]),
        ["French words on a paper of no language"] = (Written(null, 5_000, "cinq cents", "vingt-cinq mille"),
            Altered("EUC-009 Hold words-differ")),
    };

    private static Trial Written(string? language, long pistols, string words, string ofCartridges) =>
        Read(Quantity(pistols, words) with
        {
            Paper = InOrder.Paper with { Language = language },
            Lines = [Quantity(pistols, words).Lines[0], InOrder.Lines[1] with { QuantityInWords = ofCartridges }],
        });
}
