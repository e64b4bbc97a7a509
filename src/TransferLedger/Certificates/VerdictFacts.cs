using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Tracing;

namespace TransferLedger.Certificates;

/// <summary>
/// Which facts about a certificate and what it is related to a verdict looks at: everything but what befalls single
/// weapons and lots. An end user may have an armoury whose every issue and return is a fact about it.
/// </summary>
public static class VerdictFacts
{
    /// <summary>The kinds of fact that no rule for certificates looks at.</summary>
    public static ImmutableArray<Type> Ignored { get; } =
    [
        .. EventCatalogue.All.Select(it => it.Value).Where(it => it.IsSubclassOf(typeof(CustodyEvent))
            || it.IsSubclassOf(typeof(LotEvent)) || it.IsSubclassOf(typeof(TraceEvent))
            || it == typeof(CertificateJudged)),
    ];

    /// <summary>The stored names of the kinds a verdict looks at, but for captures, which are read apart.</summary>
    public static ImmutableArray<string> Kinds { get; } =
    [
        .. EventCatalogue.All.Where(it => !Ignored.Contains(it.Value) && it.Value != typeof(CertificateCaptured))
            .Select(it => it.Key).Order(StringComparer.Ordinal),
    ];

    /// <summary>The stored name of a capture.</summary>
    public static string Capture { get; } = EventCatalogue.NameOf(typeof(CertificateCaptured));
}
