using System.Collections;
using System.Reflection;
using TransferLedger.Certificates;
using TransferLedger.Rules;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Tests.Certificates;

/// <summary>Every two findings on one certificate: where cases can come together, neither hides the other.</summary>
public sealed class PairTests
{
    private static readonly Trial InOrder = new();

    private static readonly PropertyInfo[] Parts =
        [.. typeof(Trial).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(it => it.CanWrite)];

    private static readonly PropertyInfo[] Members =
        [.. typeof(EndUserCertificate).GetProperties().Where(it => it.CanWrite)];

    /// <summary>Cases without what other rules ask about: they hold of themselves, where others reject.</summary>
    private static readonly HashSet<string> Missing = ["no date of issue", "no authority named", "unsigned", "no quantity"];

    /// <summary>Cases that change what another is about: day, end user, form, goods, no pattern.</summary>
    private static readonly HashSet<string> Others =
    [
        "signed a month before issue", "signed on a Sunday", "end user without a unit", "a form of later",
        "one rifle more", "one more than that", "rifles for nobody knows how many", "a strength declared later",
        "one round more", "one round more than that", "one round more where nobody knows how many it has",
        "no pattern known",
    ];

    [Fact]
    public void The_verdict_on_two_findings_together_is_never_better_than_on_either()
    {
        var cases = OneOfEach();
        var verdicts = cases.ToDictionary(it => it.Name, it => it.Trial.Judge().OfEvaluated, StringComparer.Ordinal);
        var (together, better) = (0, new List<string>());
        foreach (var (at, (name, first)) in cases.Index())
        {
            foreach (var (other, second) in cases.Skip(at + 1))
            {
                if (Both(first, second) is not { } both)
                {
                    continue;
                }

                together++;
                var worst = (Verdict)Math.Max((int)verdicts[name], (int)verdicts[other]);
                var least = worst > Verdict.Hold && (Missing.Contains(name) || Missing.Contains(other))
                    ? Verdict.Hold
                    : worst;
                if (both.Judge().OfEvaluated is var verdict && verdict < least
                    && !Others.Contains(name) && !Others.Contains(other))
                {
                    better.Add($"{name} ({verdicts[name]}) + {other} ({verdicts[other]}): {verdict}");
                }
            }
        }

        better.ShouldBeEmpty();
        together.ShouldBeGreaterThan(2_000);
    }

    /// <summary>One case for each thing a rule can find, and so gravely.</summary>
    private static List<(string Name, Trial Trial)> OneOfEach() =>
    [
        .. CertificateRulesTests.Cases.Where(it => it.Value.Found.Length > 0)
            .DistinctBy(it => it.Value.Found[^1]).Select(it => (it.Key, it.Value.Trial)),
    ];

    /// <summary>A certificate with which both is wrong; null when both change the same thing.</summary>
    private static Trial? Both(Trial first, Trial second)
    {
        var made = new Trial();
        foreach (var part in Parts)
        {
            var (before, one, two) = (part.GetValue(InOrder), part.GetValue(first), part.GetValue(second));
            if (part.Name == nameof(Trial.Paper))
            {
                if (Both(first.Paper, second.Paper) is not { } paper)
                {
                    return null;
                }

                part.SetValue(made, paper);
            }
            else if (Same(before, one))
            {
                part.SetValue(made, two);
            }
            else if (Same(before, two))
            {
                part.SetValue(made, one);
            }
            else
            {
                return null;
            }
        }

        return made;
    }

    private static EndUserCertificate? Both(EndUserCertificate first, EndUserCertificate second)
    {
        var made = InOrder.Paper with { };
        foreach (var member in Members)
        {
            var (before, one, two) = (member.GetValue(InOrder.Paper), member.GetValue(first), member.GetValue(second));
            if (!Equals(before, one) && !Equals(before, two))
            {
                return null;
            }

            member.SetValue(made, Equals(before, one) ? two : one);
        }

        return made;
    }

    private static bool Same(object? left, object? right) =>
        left is IEnumerable one and not string && right is IEnumerable two
            ? one.Cast<object>().SequenceEqual(two.Cast<object>())
            : Equals(left, right);
}
