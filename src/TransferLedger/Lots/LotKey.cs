using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>
/// The subject of facts about a lot of ammunition. A lot number repeats between makers, so the key is maker and number;
/// where nobody knows the maker the ledger issues an id of its own, derived from the paper it was first seen on.
/// </summary>
public static class LotKey
{
    /// <summary>The kind of subject.</summary>
    public const string Kind = "lot";

    /// <summary>The lot of a known maker: <c>lot/{maker}/{number}</c>.</summary>
    /// <exception cref="FormatException">Maker or number holds no letter or digit.</exception>
    public static Subject Of(string maker, string number) => Subject.Of(Kind, maker, number);

    /// <summary>
    /// A lot whose maker nobody knows: <c>lot/{sixteen characters}</c>, the same whenever the same paper is read again.
    /// Two such lots of one number stay two until a person finds that they are one.
    /// </summary>
    /// <param name="number">The number as written; may be empty.</param>
    /// <param name="holder">Who had it when it was first seen.</param>
    /// <param name="document">What says so.</param>
    public static Subject Unknown(string number, Custodian holder, string document) => Subject.Parse(
        Kind + "/" + WeaponId.Issue(
            Kind, Subject.Normalise(number), holder.Party.Key, Subject.Normalise(document)).Value);

    /// <summary>
    /// A part of a lot kept on its own, still of that number: <c>lot/{maker}/{number}+{container}</c>.
    /// </summary>
    /// <exception cref="FormatException">The container holds no letter or digit.</exception>
    public static Subject Part(Subject lot, string container) =>
        Subject.Normalise(container) is { Length: > 0 } part
            ? Subject.Parse($"{lot.Key}+{part}")
            : throw new FormatException("A container is told by a letter or digit at least.");

    /// <summary>
    /// A lot as a person names it: <c>ABC/7-19</c>, <c>ABC/7-19+box 1</c>, an id of sixteen characters, or the subject.
    /// A further slash belongs to the number.
    /// </summary>
    /// <param name="text">The name.</param>
    /// <param name="lot">The lot's subject; none when the text names no lot.</param>
    public static bool TryRead(string text, out Subject lot)
    {
        lot = default;
        if (text.StartsWith(Kind + "/", StringComparison.Ordinal))
        {
            return Subject.TryParse(text, out lot);
        }

        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var (whole, part) = plus < 0 ? (text, null) : (text[..plus], text[(plus + 1)..]);
        var slash = whole.IndexOf('/', StringComparison.Ordinal);
        try
        {
            var found = slash < 0
                ? Subject.Parse($"{Kind}/{WeaponId.Parse(whole)}")
                : Of(whole[..slash], whole[(slash + 1)..]);
            lot = part is null ? found : Part(found, part);
            return true;
        }
        catch (FormatException)
        {
            // Nothing in it can be a name: it is no lot.
            return false;
        }
    }
}
