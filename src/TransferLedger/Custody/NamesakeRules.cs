using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Rules about other weapons with a number like this one's (COC-001 to 003). Two weapons that are merged are one, and
/// not compared. A wrong character is only thought of where one of the two numbers could not be read with certainty:
/// the weapons of one contract differ by one character, and are others.
/// </summary>
internal static class NamesakeRules
{
    /// <summary>What these rules find.</summary>
    /// <param name="timeline">The weapon's timeline as known.</param>
    /// <param name="chain">Its chain of custody at the point asked for.</param>
    /// <param name="union">Its identities.</param>
    /// <param name="namesakes">Other weapons with what is known of them.</param>
    /// <param name="happenedBy">The end of what had happened.</param>
    public static IEnumerable<Contradiction> Find(
        CustodyTimeline timeline,
        CustodyChain chain,
        IReadOnlyList<WeaponId> union,
        IEnumerable<Namesake> namesakes,
        Instant? happenedBy)
    {
        var item = new WeaponCustody("", timeline).Description;
        var own = Numbers(timeline, happenedBy);
        if (own.Count == 0)
        {
            yield break;
        }

        foreach (var other in namesakes.Where(it => !union.Contains(it.Weapon))
            .OrderBy(it => it.Weapon.Value, StringComparer.Ordinal))
        {
            var their = other.Facts.Aggregate(CustodyTimeline.Empty, (known, fact) => known.Add(fact));
            if (Numbers(their, happenedBy) is not { Count: > 0 } numbers
                || Nearest(own, numbers, item, new WeaponCustody("", their).Description) is not { } pair)
            {
                continue;
            }

            var theirChain = CustodyChain.Of(their, CustodyParameters.Default, new AsOf(happenedBy, null));
            if (Said(pair, other.Weapon, chain, theirChain) is { } found)
            {
                yield return found;
            }
        }
    }

    private static Contradiction? Said(Pair pair, WeaponId other, CustodyChain chain, CustodyChain theirChain)
    {
        ValueList<long> grounds = [pair.Own.Position, pair.Other.Position];
        var (own, their) = (pair.Own.Mark.Text, pair.Other.Mark.Text);
        switch (pair.Tier)
        {
            case MatchingTier.M5:
                return new(
                    CustodyRule.NumberOfOtherMaker, Severity.Info, grounds,
                    [own, pair.Maker, pair.OtherMaker, other.Value]);
            case MatchingTier.M1 when chain.State != CustodyState.Destroyed
                && theirChain.State != CustodyState.Destroyed:
                return new(CustodyRule.SerialCollision, Severity.Breach, grounds, [own, pair.Maker, other.Value]);
            case MatchingTier.M2 or MatchingTier.M3 or MatchingTier.M4 when Apart(chain, theirChain):
                return new(
                    CustodyRule.PossibleDuplicate, Severity.Warn, grounds,
                    [pair.Tier.ToString(), own, their, other.Value]);
            default:
                return null;
        }
    }

    /// <summary>The pair of readings of the strongest tier; the earliest of these.</summary>
    private static Pair? Nearest(
        List<MarkReading> own, List<MarkReading> their, ItemDescription item, ItemDescription other)
    {
        // Years and countries that differ tell contracts and licensed makers apart.
        if ((item.Year is { } year && other.Year is { } another && year != another)
            || !Likeness.Agree(item.CountryOfManufacture, other.CountryOfManufacture))
        {
            return null;
        }

        var sought = new WeaponSought(item.Maker, item.Calibre, item.Kind, item.Model);
        Pair? nearest = null;
        foreach (var one in own)
        {
            foreach (var two in their)
            {
                if (TierOf(one.Mark, two.Mark, sought, other) is { } tier && (nearest is null || tier < nearest.Tier))
                {
                    nearest = new Pair(tier, one, two, item.Maker ?? "", other.Maker ?? "");
                }
            }
        }

        return nearest;
    }

    private static MatchingTier? TierOf(Mark own, Mark their, WeaponSought sought, ItemDescription other)
    {
        var (left, right) = (SerialKeys.Of(own.Text), SerialKeys.Of(their.Text));
        var letters = new SerialLetters(left.Canonical, left.Visual);
        var record = new SerialOnRecord(
            new SerialLetters(right.Canonical, right.Visual), left.Phonetic == right.Phonetic, left.Core == right.Core,
            left.Unpadded == right.Unpadded);
        if (SerialLikeness.Of(letters, record) is not { } like)
        {
            return null;
        }

        var certain = own.Legibility == Legibility.Clear && their.Legibility == Legibility.Clear;
        if (certain && like.Match is SerialMatch.OneWrong or SerialMatch.TwoWrong)
        {
            return null;
        }

        var tier = sought.Tier(like.Match, like.Errors(letters, record.Letters), other);

        // What could be read only in part may be another number: nothing is equal to it.
        return tier == MatchingTier.M1 && !certain ? MatchingTier.M2 : tier;
    }

    /// <summary>Did different custodians answer for the two at one time?</summary>
    private static bool Apart(CustodyChain one, CustodyChain other) => one.Segments.OfType<CustodySegment.Known>().Any(
        left => other.Segments.OfType<CustodySegment.Known>().Any(right =>
            !Likeness.Same(left.Custodian, right.Custodian)
            && (left.To is null || right.From.Earliest < left.To.Latest)
            && (right.To is null || left.From.Earliest < right.To.Latest)));

    private static List<MarkReading> Numbers(CustodyTimeline timeline, Instant? happenedBy) =>
    [
        .. MarkReading.Of(timeline).Where(it => it.Mark.Kind == MarkKind.Serial
            && it.Mark.Legibility is Legibility.Clear or Legibility.Partly or Legibility.Restored
            && (happenedBy is not { } by || it.Happened.Earliest <= by)
            && SerialKeys.Of(it.Mark.Text).Canonical.Length > 0 && !NoNumber.IsSaidBy(it.Mark.Text)),
    ];

    private sealed record Pair(
        MatchingTier Tier, MarkReading Own, MarkReading Other, string Maker, string OtherMaker);
}
