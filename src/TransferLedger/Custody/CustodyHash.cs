using System.Security.Cryptography;
using System.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>One number for a state: two replays that agree on it agree on everything.</summary>
internal static class CustodyHash
{
    /// <summary>Rules that look at when something was recorded: what they find depends on arrival.</summary>
    private static readonly HashSet<string> OfRecording = new(StringComparer.Ordinal)
    {
        CustodyRule.FutureEvent, CustodyRule.LateRecording, CustodyRule.BackDated, CustodyRule.LateLossReport,
        CustodyRule.CorrectionPattern, CustodyRule.OwnApproval, CustodyRule.SameSecondBatch,
        CustodyRule.ClockRegression,
    };

    /// <summary>As <see cref="CustodyReport.StateHash"/> says.</summary>
    public static string Of(CustodyChain chain, ValueList<Finding> findings, Func<long, Guid> idOf)
    {
        var text = new StringBuilder();
        Add(text, chain.State.ToString(), Text(chain.Custodian), Text(chain.Place));
        Add(text, chain.LastProof is { } proof ? idOf(proof.Position).ToString("N") : "");
        Add(text, Likeness.Number(chain.Completeness));
        foreach (var segment in chain.Segments)
        {
            Add(text, segment.From.Text, segment.To?.Text ?? "");
            if (segment is CustodySegment.Known known)
            {
                Add(text, Text(known.Custodian), known.User ?? "", Text(known.Place), known.LastProof.Text);
                Add(text, known.Ended.ToString());
            }
            else
            {
                Add(text, ((CustodySegment.Unknown)segment).Reason.ToString());
            }

            Add(text, Ids(segment.Grounds, idOf));
        }

        foreach (var finding in findings.Where(it => !OfRecording.Contains(it.What.Rule))
            .OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            Add(text, finding.Key, finding.What.Severity.ToString());
            Add(text, [.. finding.What.Values]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    internal static string[] Ids(ValueList<long> positions, Func<long, Guid> idOf) =>
        [.. positions.Select(idOf).Order().Select(it => it.ToString("N"))];

    private static string Text(Custodian? it) => it is null ? "" : $"{it.Name}\n{it.Country}\n{it.Reference}";

    private static string Text(Place? it) => it is null ? "" : $"{it.Name}\n{it.Country}\n{it.Locode}";

    /// <summary>Each part with its length before it, so that no two lists of parts give one text.</summary>
    internal static void Add(StringBuilder text, params string[] parts)
    {
        foreach (var part in parts)
        {
            text.Append(part.Length).Append(':').Append(part);
        }

        text.Append(';');
    }
}
