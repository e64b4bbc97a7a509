using System.Collections.Immutable;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;

namespace TransferLedger.Embargoes;

/// <summary>What one clearance gives of what is asked for.</summary>
/// <param name="Clearance">The clearance.</param>
/// <param name="Lines">What it gives, by lines of the certificate; never more than it has left.</param>
internal sealed record ClearancePart(ClearanceAccount Clearance, ValueList<LineQuantity> Lines)
{
    /// <summary>
    /// What is to be drawn from clearances that may be used together: from one alone where one has it all, else from
    /// each what it has left, in the order of the requests. Null when all of them together have less.
    /// </summary>
    /// <param name="usable">The clearances, in the order of their requests.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="promised">What of all of them together is promised already and not drawn from any.</param>
    public static ImmutableArray<ClearancePart>? Of(
        IReadOnlyList<ClearanceAccount> usable,
        IEnumerable<LineQuantity> asked,
        IReadOnlyCollection<LineQuantity> promised)
    {
        var lines = asked.GroupBy(it => it.Line)
            .Select(it => new LineQuantity(it.Key, it.Sum(one => one.Quantity))).ToList();
        if (!lines.TrueForAll(it => Suffice(usable, it, promised)))
        {
            return null;
        }

        return usable.FirstOrDefault(one => lines.TrueForAll(it => one.Left(it.Line) is not { } left
            || it.Quantity <= left)) is { } alone
                ? [new(alone, lines.ToValueList())]
                : Split(usable, lines);
    }

    private static bool Suffice(
        IReadOnlyList<ClearanceAccount> usable, LineQuantity asked, IReadOnlyCollection<LineQuantity> promised)
    {
        // Wide, because quantities of several papers are added up.
        Int128 rest = asked.Quantity;
        foreach (var it in promised.Where(it => it.Line == asked.Line))
        {
            rest += it.Quantity;
        }

        foreach (var it in usable)
        {
            rest -= it.Left(asked.Line) is { } left ? Math.Max(0, left) : rest;
        }

        return rest <= 0;
    }

    private static ImmutableArray<ClearancePart> Split(
        IReadOnlyList<ClearanceAccount> usable, List<LineQuantity> lines)
    {
        var rest = lines.ToDictionary(it => it.Line, it => it.Quantity);
        var parts = ImmutableArray.CreateBuilder<ClearancePart>();
        foreach (var it in usable)
        {
            var given = new List<LineQuantity>();
            foreach (var line in rest.Keys.Order().ToList())
            {
                var part = Math.Min(rest[line], it.Left(line) is { } left ? Math.Max(0, left) : rest[line]);
                rest[line] -= part;
                if (part > 0)
                {
                    given.Add(new(line, part));
                }
            }

            if (given.Count > 0)
            {
                parts.Add(new(it, given.ToValueList()));
            }
        }

        return parts.ToImmutable();
    }
}
