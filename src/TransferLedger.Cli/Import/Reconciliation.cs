using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import;

/// <summary>
/// What a further paper adds to what is on record. Pure. A fact equal to a recorded one adds nothing, also when the
/// recorded one was corrected or retracted since: the same paper must not undo that.
/// </summary>
internal static class Reconciliation
{
    public static ImmutableArray<NewFact> WhatIsNew(ImmutableArray<NewFact> planned, ImmutableArray<Recorded> history)
    {
        var known = history.Select(it => new NewFact(it.Home, it.Fact)).ToHashSet();
        var made = ImmutableArray.CreateBuilder<NewFact>();
        foreach (var fact in planned)
        {
            foreach (var added in Added(fact, history))
            {
                if (known.Add(added))
                {
                    made.Add(added);
                }
            }
        }

        return made.ToImmutable();
    }

    // A weapon is registered once. A second registration that reads other marks is a reading of marks.
    private static IEnumerable<NewFact> Added(NewFact fact, ImmutableArray<Recorded> history)
    {
        if (fact.Fact is not ItemRegistered registered
            || !history.Any(it => it.Home == fact.Home && it.Fact is ItemRegistered or ItemManufactured))
        {
            return [fact];
        }

        var marks = history.Where(it => it.Home == fact.Home).SelectMany(it => MarksOf(it.Fact)).ToHashSet();
        return registered.Marks
            .Where(it => !marks.Contains((it.Kind, it.Text)))
            .Select(it => new NewFact(fact.Home, new MarkingRecorded(registered.Happened, it)));
    }

    private static IEnumerable<(MarkKind Kind, string Text)> MarksOf(LedgerEvent fact) => fact switch
    {
        ItemRegistered it => it.Marks.Select(mark => (mark.Kind, mark.Text)),
        ItemManufactured it => it.Marks.Select(mark => (mark.Kind, mark.Text)),
        MarkingRecorded it => [(it.Mark.Kind, it.Mark.Text)],
        _ => [],
    };
}
