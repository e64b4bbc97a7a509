using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>Decisions on which identities are one weapon, and on what the rules found about it.</summary>
public static class Identities
{
    /// <summary>Nothing is on record about an identity. Details: its id.</summary>
    public const string Unknown = "identity.unknown";

    /// <summary>An identity is named twice, or is merged already. Details: its id.</summary>
    public const string SameAlready = "identity.same-already";

    /// <summary>
    /// The makers as read differ: the same number of another maker is another weapon until the reading is corrected
    /// (tier M5). Details: one maker, the other.
    /// </summary>
    public const string MakerDiffers = "identity.maker-differs";

    /// <summary>There is no merge to take back at that position. Details: the position.</summary>
    public const string NotMerged = "identity.not-merged";

    /// <summary>Grounds are missing, or a name is.</summary>
    public const string NothingSaid = "identity.nothing-said";

    /// <summary>The same person decides and agrees. Details: who.</summary>
    public const string FourEyes = "identity.four-eyes";

    /// <summary>The finding does not stand now. Details: its key.</summary>
    public const string FindingUnknown = "finding.unknown";

    /// <summary>Merge identities into one that is kept.</summary>
    /// <param name="facts">All facts about every identity named, and about those merged with them.</param>
    /// <param name="kept">The identity that is kept.</param>
    /// <param name="fact">The merge.</param>
    public static Decision Merge(ImmutableArray<Recorded> facts, WeaponId kept, IdentityMerged fact)
    {
        if (Signed(fact.Grounds, fact.Officer, fact.Approver) is { } unsigned)
        {
            return unsigned;
        }

        var joined = IdentityUnion.Of(kept, facts).ToHashSet();
        if (fact.Others.Count == 0)
        {
            return new Refusal(NothingSaid);
        }

        foreach (var other in fact.Others)
        {
            if (!joined.Add(other))
            {
                return new Refusal(SameAlready, other.Value);
            }
        }

        foreach (var id in fact.Others.Prepend(kept))
        {
            if (!facts.Any(it => it.IsAbout(id.Subject)))
            {
                return new Refusal(Unknown, id.Value);
            }
        }

        // Every identity they bring along counts: one whose maker nobody knows must not bring two makers together.
        var makers = fact.Others.Prepend(kept).SelectMany(it => IdentityUnion.Of(it, facts)).Distinct()
            .Select(it => DescriptionOf(facts, it).Maker).OfType<string>()
            .DistinctBy(Subject.Normalise, StringComparer.Ordinal).ToList();
        return makers.Count > 1
            ? new Refusal(MakerDiffers, makers[0], makers[1])
            : new NewFact(kept.Subject, fact);
    }

    /// <summary>Take a merge back.</summary>
    /// <param name="facts">All facts about an identity the merge names.</param>
    /// <param name="fact">The split; what it names is taken from the merge.</param>
    public static Decision Split(ImmutableArray<Recorded> facts, IdentitySplit fact)
    {
        if (Signed(fact.Grounds, fact.Officer, fact.Approver) is { } unsigned)
        {
            return unsigned;
        }

        return IdentityUnion.Standing(facts).FirstOrDefault(it => it.Position == fact.Merge) is not { } merge
            ? new Refusal(NotMerged, fact.Merge)
            : new NewFact(merge.Home, fact with { Others = ((IdentityMerged)merge.Fact).Others });
    }

    /// <summary>Decide on what a rule found about a weapon.</summary>
    /// <param name="report">The weapon as it stands now.</param>
    /// <param name="fact">The decision; its rule and what it is about are taken from the finding.</param>
    public static Decision Decide(CustodyReport? report, FindingDecided fact) =>
        Decide(report?.Weapon.Subject, report?.Findings ?? [], fact);

    /// <summary>Decide on what a rule found.</summary>
    /// <param name="about">What the finding is about: a weapon, a lot; null when nothing is on record about it.</param>
    /// <param name="findings">What is found about it now.</param>
    /// <param name="fact">The decision; its rule and what it is about are taken from the finding.</param>
    public static Decision Decide(Subject? about, ValueList<Finding> findings, FindingDecided fact)
    {
        if (Signed(fact.Grounds, fact.Officer, fact.Approver) is { } unsigned)
        {
            return unsigned;
        }

        return about is not { } subject || findings.FirstOrDefault(it => it.Key == fact.Finding) is not { } finding
            ? new Refusal(FindingUnknown, fact.Finding)
            : new NewFact(
                Finding.SubjectOf(fact.Finding), fact with { Rule = finding.What.Rule, About = [subject] });
    }

    private static ItemDescription DescriptionOf(ImmutableArray<Recorded> facts, WeaponId id) =>
        facts.Where(it => it.IsAbout(id.Subject)).Aggregate(
            new WeaponCustody(id.Value, CustodyTimeline.Empty),
            (row, fact) => WeaponCustody.Apply(id.Value, row, fact)!).Description;

    private static Refusal? Signed(string grounds, string officer, string approver)
    {
        if (string.IsNullOrWhiteSpace(grounds) || string.IsNullOrWhiteSpace(officer)
            || string.IsNullOrWhiteSpace(approver))
        {
            return new Refusal(NothingSaid);
        }

        return Subject.Normalise(officer) == Subject.Normalise(approver) ? new Refusal(FourEyes, officer) : null;
    }
}
