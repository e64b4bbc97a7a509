using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// How strongly a weapon on record is the one asked for (rules-custody 1.4). Only M1 may link by itself.
/// </summary>
public enum MatchingTier
{
    /// <summary>Number, maker, model and calibre agree. Country and year of manufacture are not compared.</summary>
    M1,

    /// <summary>Number and maker agree, model or calibre is unknown on one side: one click by a trained user.</summary>
    M2,

    /// <summary>It looks or sounds the same, the maker agrees, the calibre does not differ: compare pictures.</summary>
    M3,

    /// <summary>
    /// The maker agrees; the same but for letters in the middle, leading zeros, one wrong character, or two that worn
    /// marks leave hard to tell.
    /// </summary>
    M4,

    /// <summary>The same number by another maker: never merged unless the reading of the maker is corrected.</summary>
    M5,
}

/// <summary>Do what was asked for and what is on record agree?</summary>
public enum Agreement
{
    /// <summary>It was not asked for, or is not on record. Unknown never equals unknown.</summary>
    Unknown,

    /// <summary>They are the same but for case, spaces, signs and accents.</summary>
    Same,

    /// <summary>All words of the one are among those of the other: <c>Glock</c> and <c>Glock GmbH</c>.</summary>
    Alike,

    /// <summary>They are not the same.</summary>
    Differs,
}

/// <summary>What is known of a weapon whose number is asked for. Null where nothing is.</summary>
/// <param name="Maker">The manufacturer.</param>
/// <param name="Calibre">The calibre.</param>
/// <param name="Kind">The class of weapon.</param>
/// <param name="Model">The model.</param>
public sealed record WeaponSought(
    string? Maker = null, string? Calibre = null, string? Kind = null, string? Model = null)
{
    private const int NotOnRecord = 223;
    private const int OtherThanAsked = 1_609;

    /// <summary>
    /// Is a weapon still one that may be meant? Nothing asked for differs from what is on record; but the same number
    /// stays, whatever differs, because the reading of the maker may be what is wrong.
    /// </summary>
    public bool Keeps(SerialMatch match, ItemDescription item) =>
        match == SerialMatch.Same || !Agreements(item).Contains(Agreement.Differs);

    /// <summary>
    /// What is asked for and not on record makes a weapon less likely (0.8 each), what differs much less (0.2 each).
    /// </summary>
    /// <returns>To be added to <see cref="SerialLikeness.Weight"/>.</returns>
    public int Weight(ItemDescription item)
    {
        var asked = new[] { Maker, Calibre, Kind, Model };
        return Agreements(item).Select((it, at) => it switch
        {
            Agreement.Differs => OtherThanAsked,
            Agreement.Unknown when asked[at] is not null => NotOnRecord,
            _ => 0,
        }).Sum();
    }

    /// <summary>The tier of a hit; null when the maker was not asked for, or no tier describes it.</summary>
    /// <param name="match">How the number was found.</param>
    /// <param name="errors">The wrong characters.</param>
    /// <param name="item">What the weapon is.</param>
    public MatchingTier? Tier(SerialMatch match, ImmutableArray<Misread> errors, ItemDescription item)
    {
        var (maker, calibre, model) =
            (Of(Maker, item.Maker), Of(Calibre, item.Calibre), Of(Model, item.Model));
        if (maker != Agreement.Same)
        {
            return maker == Agreement.Differs && match == SerialMatch.Same ? MatchingTier.M5 : null;
        }

        return match switch
        {
            SerialMatch.Same when (calibre, model) == (Agreement.Same, Agreement.Same) => MatchingTier.M1,
            SerialMatch.Same => calibre == Agreement.Differs || model == Agreement.Differs ? null : MatchingTier.M2,
            SerialMatch.LooksTheSame or SerialMatch.SoundsTheSame when calibre != Agreement.Differs => MatchingTier.M3,
            SerialMatch.SameCore or SerialMatch.SameUnpadded or SerialMatch.OneWrong => MatchingTier.M4,
            SerialMatch.TwoWrong when errors.All(it => it.Kind == MisreadKind.Worn) => MatchingTier.M4,
            _ => null,
        };
    }

    /// <summary>Do a text asked for and one on record agree?</summary>
    public static Agreement Of(string? asked, string? record)
    {
        if (asked is null || record is null)
        {
            return Agreement.Unknown;
        }

        var (left, right) = (NameKey.Of(asked), NameKey.Of(record));
        if (left.Length == 0 || right.Length == 0)
        {
            return Agreement.Unknown;
        }

        if (left.Replace("-", "", StringComparison.Ordinal) == right.Replace("-", "", StringComparison.Ordinal))
        {
            return Agreement.Same;
        }

        var (few, many) = (left.Split('-'), right.Split('-'));
        return few.Except(many, StringComparer.Ordinal).Any() && many.Except(few, StringComparer.Ordinal).Any()
            ? Agreement.Differs
            : Agreement.Alike;
    }

    private Agreement[] Agreements(ItemDescription item) =>
    [
        Of(Maker, item.Maker), Of(Calibre, item.Calibre), Of(Kind, item.Kind), Of(Model, item.Model),
    ];
}
