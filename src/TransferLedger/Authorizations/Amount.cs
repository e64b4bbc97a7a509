using System.Globalization;

namespace TransferLedger.Authorizations;

/// <summary>
/// An exact amount as another system gives it: pieces, kilograms, money. At most 15 digits before the point and 6 after
/// it; stored as the shortest decimal text (<c>3</c>, <c>-0.25</c>), never as a binary fraction.
/// </summary>
public readonly record struct Amount : IComparable<Amount>
{
    private const int MostWhole = 15;
    private const int MostDecimals = 6;

    private Amount(decimal value) => Value = value;

    /// <summary>Nothing.</summary>
    public static Amount Zero => default;

    /// <summary>The number.</summary>
    public decimal Value { get; }

    /// <summary>An amount from its text.</summary>
    /// <exception cref="FormatException">It is no decimal number, or has too many digits.</exception>
    public static Amount Parse(string text) => TryParse(text, out var amount)
        ? amount
        : throw new FormatException(
            $"'{text}' is no amount such as 12 or 0.5 (at most 15 digits before the point and 6 after it).");

    /// <summary>As <see cref="Parse"/>, without the exception.</summary>
    public static bool TryParse(string? text, out Amount amount)
    {
        amount = default;
        var digits = text.AsSpan();
        digits = digits is ['-', ..] ? digits[1..] : digits;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var decimals = point < 0 ? [] : digits[(point + 1)..];
        if (whole.Length is 0 or > MostWhole || whole.ContainsAnyExceptInRange('0', '9')
            || decimals.Length > MostDecimals || decimals.ContainsAnyExceptInRange('0', '9')
            || (point >= 0 && decimals.IsEmpty))
        {
            return false;
        }

        var value = decimal.Parse(text!, NumberStyles.Number, CultureInfo.InvariantCulture);
        amount = new Amount(value == 0 ? 0 : value);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Amount other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>The sum.</summary>
    public static Amount operator +(Amount left, Amount right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    public static Amount operator -(Amount left, Amount right) => new(left.Value - right.Value);

    /// <summary>Compares the numbers.</summary>
    public static bool operator <(Amount left, Amount right) => left.Value < right.Value;

    /// <summary>Compares the numbers.</summary>
    public static bool operator >(Amount left, Amount right) => left.Value > right.Value;

    /// <summary>Compares the numbers.</summary>
    public static bool operator <=(Amount left, Amount right) => left.Value <= right.Value;

    /// <summary>Compares the numbers.</summary>
    public static bool operator >=(Amount left, Amount right) => left.Value >= right.Value;
}
