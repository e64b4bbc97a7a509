using System.Text;

namespace TransferLedger.Store.Tests.Marten;

/// <summary>
/// The name a Marten application gives a class of events by default: words split where the case changes, lower case,
/// underscores between. A run of capitals is one word, whose last letter begins the next if lower case follows;
/// digits belong to the word before them.
/// </summary>
internal static class AliasRule
{
    public static string Of(string className)
    {
        var alias = new StringBuilder();
        for (var at = 0; at < className.Length; at++)
        {
            if (at > 0 && BeginsWord(className, at))
            {
                alias.Append('_');
            }

            alias.Append(char.ToLowerInvariant(className[at]));
        }

        return alias.ToString();
    }

    private static bool BeginsWord(string name, int at)
    {
        var (before, here) = (name[at - 1], name[at]);
        var nextIsLower = at + 1 < name.Length && char.IsLower(name[at + 1]);
        return (char.IsUpper(here) && (!char.IsUpper(before) || nextIsLower))
            || (char.IsDigit(here) && char.IsLower(before));
    }
}
