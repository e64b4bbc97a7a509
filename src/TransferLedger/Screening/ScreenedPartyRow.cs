using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Screening;

/// <summary>A match of the latest screening of a party, and what somebody decided about it.</summary>
/// <param name="Match">The match.</param>
/// <param name="Version">The version of the list it was found in; null when the screening does not say.</param>
/// <param name="Decided">The decision that holds; null while the match is open.</param>
/// <param name="Before">A decision that holds no longer; null when one holds, or there never was one.</param>
public sealed record MatchOnFile(
    ScreeningMatch Match, string? Version, Entry<MatchDecided>? Decided, DecidedBefore? Before = null);

/// <summary>
/// One row of the view <c>screening</c>: a party that was screened, by its subject, with all screenings and decisions.
/// </summary>
/// <param name="Facts">In the order of recording, corrections included.</param>
public sealed record ScreenedPartyRow(ImmutableList<Recorded> Facts) : IView<ScreenedPartyRow>
{
    private const string Kind = "party";

    /// <summary>The latest screening that stands; null when all were retracted.</summary>
    public Entry<PartyScreened>? Latest => Standing.LastOrDefault(it => it.Fact is PartyScreened) is { } found
        ? new(found.Position, (PartyScreened)found.Fact)
        : null;

    /// <summary>The matches of the latest screening, the likeliest first.</summary>
    public ImmutableArray<MatchOnFile> Matches
    {
        get
        {
            ImmutableArray<Recorded> standing = [.. Standing];
            return standing.LastOrDefault(it => it.Fact is PartyScreened)?.Fact is not PartyScreened screened
                ? []
                :
                [
                    .. screened.Matches.Select(match => new MatchOnFile(
                        match, screened.Lists.FirstOrDefault(it => it.List == match.List)?.Version,
                        DecidedBefore.Holding(standing, screened.Party, match),
                        DecidedBefore.Of(standing, screened.Party, match))),
                ];
        }
    }

    private IEnumerable<Recorded> Standing => StandingFacts.Of(Facts);

    /// <inheritdoc/>
    public static IEnumerable<string> KeysOf(Recorded entry) => entry.Fact switch
    {
        PartyScreened or MatchDecided => [entry.Home.Key],
        CorrectionEvent => entry.Subjects().Where(it => it.Kind == Kind).Select(it => it.Key)
            .Distinct(StringComparer.Ordinal),
        _ => [],
    };

    /// <inheritdoc/>
    public static Subject SubjectOf(string key) => Subject.Parse(key);

    /// <inheritdoc/>
    public static ScreenedPartyRow? Apply(string key, ScreenedPartyRow? row, Recorded entry) =>
        row is null && entry.Fact is not PartyScreened ? null : new((row?.Facts ?? []).Add(entry));
}
