using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>
/// What a State says of arms or ammunition it no longer needs. The home of each fact is
/// <see cref="Surplus.SubjectOf"/>: <c>surplus/{country}/{reference}</c>. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">When.</param>
public abstract record SurplusEvent(Happened Happened) : LedgerEvent(Happened);

/// <summary>
/// A State declared a surplus that is to be destroyed. Declared again under the same number it replaces what was
/// declared before.
/// </summary>
/// <param name="Happened">The day of the declaration.</param>
/// <param name="Country">The State, ISO 3166-1 alpha-2.</param>
/// <param name="Reference">The number of the declaration.</param>
/// <param name="Authority">Who declared it.</param>
/// <param name="Goods">What, in words.</param>
/// <param name="Quantity">How many, above 0.</param>
/// <param name="Unit">Of what: <c>piece</c>, <c>round</c>, <c>kilogram</c>.</param>
/// <param name="DestroyBy">By when it is to be destroyed.</param>
/// <param name="Source">Where it is said.</param>
/// <param name="Officer">Who recorded it; null where a source states it.</param>
public sealed record SurplusDeclared(
    Happened Happened,
    string Country,
    string Reference,
    string Authority,
    string Goods,
    long Quantity,
    string Unit,
    Happened DestroyBy,
    string Source,
    string? Officer = null)
    : SurplusEvent(Happened);

/// <summary>Some of a declared surplus was destroyed.</summary>
/// <param name="Happened">When.</param>
/// <param name="Quantity">How many, in the unit of the declaration, above 0.</param>
/// <param name="Source">Where it is said: the certificate or record of destruction.</param>
/// <param name="Method">How; null when it is not said.</param>
/// <param name="Witness">Who watched; null when nobody is named.</param>
/// <param name="Officer">Who recorded it; null where a source states it.</param>
public sealed record SurplusDestroyed(
    Happened Happened,
    long Quantity,
    string Source,
    string? Method = null,
    string? Witness = null,
    string? Officer = null)
    : SurplusEvent(Happened);

/// <summary>
/// A State's value of an indicator, as published: of SDG indicator 16.4.2 the share of seized, found and surrendered
/// arms whose illicit origin or context was traced or established. Kept as it was published, with the counts behind it
/// where these were published too. The home is <c>country/{code}</c>.
/// </summary>
/// <param name="Happened">The year, or years, it is about.</param>
/// <param name="Country">The State, ISO 3166-1 alpha-2.</param>
/// <param name="Indicator">The indicator: <c>16.4.2</c>.</param>
/// <param name="Percent">The value in per cent, 0 to 100, as a decimal number: <c>86.32</c>.</param>
/// <param name="Source">Where it was published.</param>
/// <param name="Cases">Of how many arms; null when that was not published.</param>
/// <param name="Established">Of these, of how many the origin was traced or established; null likewise.</param>
/// <param name="Remark">What the source adds: <c>2016-2017 average based on available data</c>.</param>
/// <param name="Officer">Who recorded it; null where a source states it.</param>
public sealed record IndicatorPublished(
    Happened Happened,
    string Country,
    string Indicator,
    string Percent,
    string Source,
    long? Cases = null,
    long? Established = null,
    string? Remark = null,
    string? Officer = null)
    : LedgerEvent(Happened);
