using TransferLedger.Ledger;

namespace TransferLedger.Mirror;

/// <summary>Whose records say it.</summary>
public enum TradeSide
{
    /// <summary>The exporter's.</summary>
    Exporter,

    /// <summary>The importer's.</summary>
    Importer,

    /// <summary>A compilation of both that does not say whose they are.</summary>
    Compiled,

    /// <summary>Those of a State the goods passed on their way: neither side's.</summary>
    Transit,
}

/// <summary>What was counted.</summary>
public enum TradeBasis
{
    /// <summary>What left or arrived.</summary>
    Delivery,

    /// <summary>What was licensed; it may have left later, in part, or never.</summary>
    Licence,
}

/// <summary>
/// A trade statistic or report of one side: so much of a category went from one country to another. A claim, kept as it
/// was made, the names of the countries as written. The home is <c>trade/{source}/{year}</c>, or as the profile says.
/// </summary>
/// <param name="Happened">The year, month or day it is about.</param>
/// <param name="Exporter">From where, as written: a name or a code.</param>
/// <param name="Importer">To where, as written.</param>
/// <param name="Side">Whose records say it.</param>
/// <param name="Basis">What was counted.</param>
/// <param name="Category">What, in the terms of the source.</param>
/// <param name="Source">The source.</param>
/// <param name="Value">Its value, whole units of the currency; null when the source gives none.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Quantity">How many units; null when the source gives none.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Reference">Row, licence or table in the source.</param>
public sealed record TradeReported(
    Happened Happened,
    string Exporter,
    string Importer,
    TradeSide Side,
    TradeBasis Basis,
    string Category,
    string Source,
    long? Value = null,
    string? Currency = null,
    long? Quantity = null,
    string? Unit = null,
    string? Reference = null)
    : LedgerEvent(Happened)
{
    /// <summary>Both countries by the names they are written with, so that each finds what is said about it.</summary>
    public override IEnumerable<Subject> AlsoAbout() =>
        new[] { SubjectOf(Exporter), SubjectOf(Importer) }.Distinct();

    /// <summary>Where what is said about a country under a name is found.</summary>
    /// <exception cref="FormatException">The name holds no letter or digit.</exception>
    public static Subject SubjectOf(string name) => Subject.Of("trade-of", name);
}
