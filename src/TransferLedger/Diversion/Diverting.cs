using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Shipments;

namespace TransferLedger.Diversion;

/// <summary>Decisions about diversion findings.</summary>
public static class Diverting
{
    /// <summary>There is no finding of that reference. Details: the reference.</summary>
    public const string Unknown = "diversion.unknown";

    /// <summary>The reference is used. Details: the fact that used it.</summary>
    public const string ReferenceUsed = "diversion.reference-used";

    /// <summary>Nothing is on record about the item. Details: the item.</summary>
    public const string ItemUnknown = "diversion.item-unknown";

    /// <summary>It says not from whose custody, or what it rests on, or who must follow it up.</summary>
    public const string NoPoint = "diversion.no-point";

    /// <summary>The grade of the source is missing or unreadable. Details: what was given.</summary>
    public const string NoGrade = "diversion.no-grade";

    /// <summary>It ends before it begins. Details: the two dates.</summary>
    public const string WindowReversed = "diversion.window-reversed";

    /// <summary>A due day lies before the decision. Details: the due day, the decision.</summary>
    public const string DueBefore = "diversion.due-before";

    /// <summary>It is decided. Details: confirmed or dismissed, when.</summary>
    public const string Closed = "diversion.closed";

    /// <summary>
    /// Fewer than two independent sources of reliability A to C and credibility 1 to 3 support it, the assertion's own
    /// counted. Details: how many do.
    /// </summary>
    public const string NotCorroborated = "diversion.not-corroborated";

    /// <summary>The same person decides and agrees. Details: who.</summary>
    public const string FourEyes = "diversion.four-eyes";

    /// <summary>A rounds figure is given for a weapon, or is not positive, or is missing for a lot.</summary>
    public const string RoundsImpossible = "diversion.rounds-impossible";

    /// <summary>The conveyance is no IMO number and no registration. Details: what was given.</summary>
    public const string ConveyanceUnreadable = "diversion.conveyance-unreadable";

    /// <summary>Assert a diversion. What it is about is made of the item and the custodian.</summary>
    /// <param name="facts">All facts about the finding's reference and about the item.</param>
    /// <param name="home">The finding.</param>
    /// <param name="fact">The assertion.</param>
    public static Decision Assert(ImmutableArray<Recorded> facts, Subject home, DiversionAsserted fact)
    {
        if (facts.FirstOrDefault(it => it.Home == home) is { } used)
        {
            return new Refusal(ReferenceUsed, used.Position);
        }

        if (!facts.Any(it => it.IsAbout(fact.Item)))
        {
            return new Refusal(ItemUnknown, fact.Item.Key);
        }

        if (Blank(fact.Custodian.Name) || Blank(fact.Grounds) || Blank(fact.Owner) || Blank(fact.Officer))
        {
            return new Refusal(NoPoint);
        }

        if (!SourceGrade.TryParse(fact.Grade, out _))
        {
            return new Refusal(NoGrade, fact.Grade);
        }

        if (fact.To.CertainlyBefore(fact.From))
        {
            return new Refusal(WindowReversed, fact.From.Text, fact.To.Text);
        }

        if (fact.Item.Kind == "weapon" ? fact.Rounds is not null : fact.Rounds is not > 0)
        {
            return new Refusal(RoundsImpossible);
        }

        if (fact.Conveyance is { } conveyance && ConveyanceId.SubjectOf(conveyance) is null)
        {
            return new Refusal(ConveyanceUnreadable, conveyance);
        }

        return Late(fact.Due, fact.Happened) is { } late
            ? late
            : new NewFact(home, Placed(facts, fact));
    }

    /// <summary>With the conveyance the item left on between proof and sighting, unless one is named.</summary>
    private static DiversionAsserted Placed(ImmutableArray<Recorded> facts, DiversionAsserted fact)
    {
        var named = fact.Conveyance ?? StandingFacts.Of(facts)
            .Where(it => it.Fact is ShipmentDeparted { Conveyance: not null } && it.IsAbout(fact.Item)
                && it.Fact.Happened.Latest >= fact.From.Earliest && it.Fact.Happened.Earliest <= fact.To.Latest)
            .OrderBy(it => it.Fact.Happened.Earliest).ThenBy(it => it.Position)
            .Select(it => ((ShipmentDeparted)it.Fact).Conveyance).LastOrDefault();
        ValueList<Subject> about = [fact.Item, fact.Custodian.Party];
        return named is not null && ConveyanceId.SubjectOf(named) is { } conveyance
            ? fact with { Conveyance = named, About = [.. about, conveyance] }
            : fact with { About = about };
    }

    /// <summary>Add evidence. It may come after the decision too.</summary>
    public static Decision Add(ImmutableArray<Recorded> facts, Subject home, DiversionEvidenceAdded fact)
    {
        if (DiversionCase.Of(facts) is not { } found)
        {
            return new Refusal(Unknown, home.Rest);
        }

        return Blank(fact.Source) || Blank(fact.Says) || Blank(fact.Officer) ? new Refusal(NoPoint)
            : !SourceGrade.TryParse(fact.Grade, out _) ? new Refusal(NoGrade, fact.Grade)
            : new NewFact(home, fact with { About = found.Asserted.About });
    }

    /// <summary>Say that independent sources agree.</summary>
    public static Decision Corroborate(ImmutableArray<Recorded> facts, Subject home, DiversionCorroborated fact)
    {
        if (Open(facts, home, out var refusal) is not { } found)
        {
            return refusal!;
        }

        var sources = Sources(found);
        return Blank(fact.Grounds) || Blank(fact.Officer) ? new Refusal(NoPoint)
            : sources < 2 ? new Refusal(NotCorroborated, sources)
            : new NewFact(home, fact with { About = found.Asserted.About });
    }

    /// <summary>Confirm it; it must have been corroborated.</summary>
    public static Decision Confirm(ImmutableArray<Recorded> facts, Subject home, DiversionConfirmed fact)
    {
        if (Open(facts, home, out var refusal) is not { } found)
        {
            return refusal!;
        }

        return found.Status != DiversionStatus.Corroborated ? new Refusal(NotCorroborated, Sources(found))
            : Signed(fact.Grounds, fact.Officer, fact.Approver) is { } unsigned ? unsigned
            : new NewFact(home, fact with { About = found.Asserted.About });
    }

    /// <summary>Dismiss it.</summary>
    public static Decision Dismiss(ImmutableArray<Recorded> facts, Subject home, DiversionDismissed fact)
    {
        if (Open(facts, home, out var refusal) is not { } found)
        {
            return refusal!;
        }

        return Signed(fact.Grounds, fact.Officer, fact.Approver) is { } unsigned
            ? unsigned
            : new NewFact(home, fact with { About = found.Asserted.About });
    }

    /// <summary>Give it to another person, or set another day.</summary>
    public static Decision Assign(ImmutableArray<Recorded> facts, Subject home, DiversionAssigned fact)
    {
        if (Open(facts, home, out var refusal) is not { } found)
        {
            return refusal!;
        }

        return Blank(fact.Owner) || Blank(fact.Officer) ? new Refusal(NoPoint)
            : Late(fact.Due, fact.Happened) is { } late ? late
            : new NewFact(home, fact with { About = found.Asserted.About });
    }

    private static DiversionCase? Open(ImmutableArray<Recorded> facts, Subject home, out Refusal? refusal)
    {
        var found = DiversionCase.Of(facts);
        refusal = found is null ? new Refusal(Unknown, home.Rest)
            : !found.IsOpen ? new Refusal(Closed, found.Status.ToString(), found.Decided!.Text)
            : null;
        return refusal is null ? found : null;
    }

    /// <summary>How many independent sources support it, the assertion's own counted.</summary>
    private static int Sources(DiversionCase found) =>
        found.Evidence.Where(it => it.Fact.Supports && IsGood(it.Fact.Grade))
            .Select(it => Subject.Normalise(it.Fact.Source)).Distinct(StringComparer.Ordinal).Count()
        + (IsGood(found.Asserted.Grade) ? 1 : 0);

    /// <summary>Usually reliable or fairly reliable, and at least possibly true.</summary>
    private static bool IsGood(string grade) =>
        SourceGrade.TryParse(grade, out var read) && read.Reliability <= 'C' && read.Credibility <= 3;

    private static Refusal? Late(Happened due, Happened decided) =>
        due.CertainlyBefore(decided) ? new Refusal(DueBefore, due.Text, decided.Text) : null;

    private static Refusal? Signed(string grounds, string officer, string approver) =>
        Blank(grounds) || Blank(officer) || Blank(approver) ? new Refusal(NoPoint)
        : Subject.Normalise(officer) == Subject.Normalise(approver) ? new Refusal(FourEyes, officer)
        : null;

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);
}
