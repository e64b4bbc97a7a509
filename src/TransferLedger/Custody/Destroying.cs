using System.Collections.Immutable;
using TransferLedger.Ledger;
using TransferLedger.Tracing;

namespace TransferLedger.Custody;

/// <summary>
/// May a weapon be destroyed? Its marks have to be on record first, and whether it is traced has to be decided; two
/// others see it, and a picture shows it (COC-093 to 095).
/// </summary>
public static class Destroying
{
    /// <summary>Refused: nothing is on record about the weapon. Details: the weapon.</summary>
    public const string Unknown = "destruction.unknown";

    /// <summary>Refused: it is destroyed. Details: the date.</summary>
    public const string DoneAlready = "destruction.done-already";

    /// <summary>Refused: nobody has recorded its marks, or that it has none. Details: the weapon.</summary>
    public const string NoMarks = "destruction.no-marks";

    /// <summary>
    /// Refused: it was seized, found or surrendered, and nobody has decided whether it is traced. Details: the weapon.
    /// </summary>
    public const string NotDecided = "destruction.trace-not-decided";

    /// <summary>Refused: a trace of it is open. Details: the reference.</summary>
    public const string TraceOpen = "destruction.trace-open";

    /// <summary>
    /// Refused: fewer than two witnesses, or one of them records or does it. Details: how many count.
    /// </summary>
    public const string Witnesses = "destruction.witnesses";

    /// <summary>Refused: no picture shows it.</summary>
    public const string NoPicture = "destruction.no-picture";

    /// <summary>Refused: it was seen later. Details: the date of destruction, when it was seen last.</summary>
    public const string SeenLater = "destruction.seen-later";

    /// <summary>Decides.</summary>
    /// <param name="facts">All facts about the weapon and its other identities, traces included.</param>
    /// <param name="weapon">The weapon.</param>
    /// <param name="fact">The destruction.</param>
    /// <param name="officer">Who records it.</param>
    /// <param name="pictures">How many pictures prove it.</param>
    public static Decision Decide(
        ImmutableArray<Recorded> facts, WeaponId weapon, Destroyed fact, string officer, int pictures)
    {
        var about = new WeaponDossier(facts).About(IdentityUnion.Of(weapon, facts)).ToList();
        var timeline = about.Aggregate(CustodyTimeline.Empty, (known, one) => known.Add(one));
        if (timeline.Entries.Count == 0)
        {
            return new Refusal(Unknown, weapon.Value);
        }

        if (timeline.Entries.FirstOrDefault(it => it.Step == CustodyStep.Destroyed) is { } done)
        {
            return about.Any(it => it.Fact == fact)
                ? Decision.Nothing
                : new Refusal(DoneAlready, done.Happened.Text);
        }

        if (CustodyChain.Of(timeline).LastProof is { } proof && fact.Happened.CertainlyBefore(proof.Happened))
        {
            return new Refusal(SeenLater, fact.Happened.Text, proof.Happened.Text);
        }

        var no = Recorded(timeline, weapon) ?? Traced(about, timeline, weapon) ?? Proved(fact, officer, pictures);
        return no is null ? new NewFact(weapon.Subject, fact) : no;
    }

    private static Refusal? Recorded(CustodyTimeline timeline, WeaponId weapon) =>
        timeline.Entries.Any(it => it.Marks.Count > 0) ? null : new Refusal(NoMarks, weapon.Value);

    private static Refusal? Traced(List<Recorded> about, CustodyTimeline timeline, WeaponId weapon)
    {
        var corrections = about.Where(it => it.Fact is CorrectionEvent).ToList();
        var cases = about.Where(it => it.Fact is TraceEvent).GroupBy(it => it.Home)
            .Select(it => TraceCase.Of(it.Concat(corrections).OrderBy(one => one.Position))).OfType<TraceCase>()
            .OrderBy(it => it.Reference, StringComparer.Ordinal).ToList();
        if (cases.Find(it => it.IsOpen) is { } open)
        {
            return new Refusal(TraceOpen, open.Reference);
        }

        return cases.Count == 0 && timeline.Entries.Any(it => CustodySteps.IsTaking(it.Step))
            ? new Refusal(NotDecided, weapon.Value)
            : null;
    }

    private static Refusal? Proved(Destroyed fact, string officer, int pictures)
    {
        string[] involved = [Subject.Normalise(officer), Subject.Normalise(fact.Authority.Name)];
        var count = fact.Witnesses.Select(Subject.Normalise).Distinct(StringComparer.Ordinal)
            .Count(it => it.Length > 0 && !involved.Contains(it, StringComparer.Ordinal));
        return count < 2 ? new Refusal(Witnesses, count)
            : pictures < 1 ? new Refusal(NoPicture)
            : null;
    }
}
