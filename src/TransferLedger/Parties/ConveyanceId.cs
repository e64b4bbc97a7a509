using TransferLedger.Ledger;

namespace TransferLedger.Parties;

/// <summary>What a vessel, aircraft or vehicle is known by, as papers write it.</summary>
public static class ConveyanceId
{
    private const string Scheme = "IMO";
    private const int ImoDigits = 7;
    private const int LongestMark = 12;

    private static readonly int[] CompanyWeights = [8, 6, 4, 2, 9, 7];

    /// <summary>
    /// The subject of a conveyance: <c>conveyance/imo-9074729</c> for a vessel, whether <c>IMO</c> stands before the
    /// seven digits or not; <c>conveyance/reg-dabcd</c> for an aircraft or vehicle by its mark, letters and digits
    /// only. Null when it can be none: the check digit of the IMO number is wrong, or the text is no mark.
    /// </summary>
    /// <param name="text">As written: <c>IMO 9074729</c>, <c>D-ABCD</c>.</param>
    public static Subject? SubjectOf(string text)
    {
        var mark = string.Concat(Subject.Normalise(text).Where(c => c != '-')).ToUpperInvariant();
        var digits = mark.StartsWith(Scheme, StringComparison.Ordinal) ? mark[Scheme.Length..] : mark;
        if (digits.Length > 0 && digits.All(char.IsAsciiDigit))
        {
            return IsImo(digits) ? Subject.Of("conveyance", $"{Scheme}-{digits}") : null;
        }

        return mark.Length is > 1 and <= LongestMark && mark.All(char.IsAsciiLetterOrDigit)
            ? Subject.Of("conveyance", $"reg-{mark}")
            : null;
    }

    /// <summary>Is it a subject that papers lead to?</summary>
    public static bool IsSubject(Subject subject) =>
        SubjectOf(subject.Rest.StartsWith("reg-", StringComparison.Ordinal) ? subject.Rest[4..] : subject.Rest)
            == subject;

    /// <summary>
    /// Is it an IMO ship identification number? Seven digits; the first six times 7 to 2 add up to a number that ends
    /// in the last one.
    /// </summary>
    public static bool IsImo(string digits) =>
        digits.Length == ImoDigits && digits.All(char.IsAsciiDigit)
        && digits.Take(ImoDigits - 1).Select((c, at) => (c - '0') * (ImoDigits - at)).Sum() % 10 == digits[^1] - '0';

    /// <summary>
    /// Is it an IMO number of a company or registered owner? Seven digits; the first six times 8, 6, 4, 2, 9 and 7 add
    /// up to a number whose rest by 11, taken from 11, ends in the last one. All 51 numbers that OFAC gives of
    /// companies keep this rule, and about one in ten of ships, by chance.
    /// </summary>
    /// <param name="digits">The digits alone.</param>
    public static bool IsImoCompany(string digits)
    {
        if (digits.Length != ImoDigits || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = digits.Zip(CompanyWeights, (c, weight) => (c - '0') * weight).Sum();
        return (11 - (sum % 11)) % 10 == digits[^1] - '0';
    }
}
