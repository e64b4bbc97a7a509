using NodaTime;
using TransferLedger.Inventories;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Rules about whether a custodian may hold such arms at all, and a site so many (COC-035, 038 for the capacity), and
/// whether a maker made such arms (COC-006). What nobody has put on record breaks no rule.
/// </summary>
/// <param name="known">The facts known about it.</param>
/// <param name="around">What is around it at the point asked for.</param>
/// <param name="today">The day asked for.</param>
internal sealed class KeepingRules(IReadOnlyList<Recorded> known, Surroundings around, Instant today)
{
    /// <summary>What these rules find.</summary>
    /// <param name="entries">What the facts come to, in the order in which it happened.</param>
    /// <param name="chain">The chain of custody.</param>
    /// <param name="item">What the weapon is.</param>
    public IEnumerable<Contradiction> Find(
        IReadOnlyList<TimelineEntry> entries, CustodyChain chain, ItemDescription item) =>
        Unpermitted(chain, item.Kind).Concat(Crowded(chain)).Concat(NeverMade(entries));

    private IEnumerable<Contradiction> Unpermitted(CustodyChain chain, string? kind)
    {
        var permits = around.Keepers.Where(it => it.Fact is HoldingPermitGranted)
            .Select(it => (it.Position, Fact: (HoldingPermitGranted)it.Fact)).ToList();
        var ended = around.Keepers.Select(it => it.Fact).OfType<HoldingPermitEnded>().ToList();
        var registers = around.Keepers.Where(it => it.Fact is PermitRegisterOpened).ToList();
        foreach (var stay in Stays(chain))
        {
            var (custodian, from) = (stay[0].Custodian, stay[0].From);
            var own = permits.Where(it => Likeness.Same(it.Fact.Custodian, custodian)).ToList();
            var fitting = own.Where(it => Covers(it.Fact, kind) != Agreement.Differs).ToList();
            var register = registers.Find(it => ((PermitRegisterOpened)it.Fact).Country is var country
                && string.Equals(country, custodian.Country, StringComparison.OrdinalIgnoreCase)
                && !from.CertainlyBefore(it.Fact.Happened));
            if (fitting.Exists(it => Holds(it.Fact, from, ended)))
            {
                if (Lapsed(stay, fitting, ended) is var (lapsed, day))
                {
                    yield return new(
                        CustodyRule.UnauthorisedCustodian, Severity.Breach, [lapsed.Position, stay[^1].Grounds[0]],
                        [custodian.Name, kind ?? "", day.Text, "lapsed", lapsed.Fact.Number]);
                }
            }
            else if (own.Count > 0 || register is not null)
            {
                var (what, at, permit) = own.Count == 0
                    ? ("none", register!.Position, null)
                    : Lacking(own, from, kind, ended);
                yield return new(
                    CustodyRule.UnauthorisedCustodian, Severity.Breach, [at, stay[0].Grounds[0]],
                    [custodian.Name, kind ?? "", from.Text, what, permit?.Number ?? ""]);
            }
        }
    }

    /// <summary>How long each custodian had it, whatever sites and users it had there meanwhile.</summary>
    private static List<List<CustodySegment.Known>> Stays(CustodyChain chain)
    {
        var stays = new List<List<CustodySegment.Known>>();
        foreach (var segment in chain.Segments.OfType<CustodySegment.Known>())
        {
            if (stays.Count > 0 && Likeness.Same(stays[^1][0].Custodian, segment.Custodian))
            {
                stays[^1].Add(segment);
            }
            else
            {
                stays.Add([segment]);
            }
        }

        return stays;
    }

    /// <summary>
    /// The permit after whose last day, in the midst of a stay, none held any more, and the first day without; the
    /// weapon was certainly still there.
    /// </summary>
    private ((long Position, HoldingPermitGranted Fact) Permit, Happened Day)? Lapsed(
        List<CustodySegment.Known> stay,
        List<(long Position, HoldingPermitGranted Fact)> permits,
        List<HoldingPermitEnded> ended)
    {
        var until = stay[^1].To?.Earliest ?? today;
        foreach (var (permit, end) in permits.SelectMany(it => Ends(it.Fact, ended).Select(end => (it, end)))
            .OrderBy(it => it.end.Latest).ThenBy(it => it.it.Position))
        {
            if (end.Latest < until && !end.CertainlyBefore(stay[0].From))
            {
                var day = Happened.On(end.Latest.InUtc().Date.LaterByDays(1));
                if (day.Latest < until && !permits.Exists(it => Holds(it.Fact, day, ended)))
                {
                    return (permit, day);
                }
            }
        }

        return null;
    }

    private static IEnumerable<Happened> Ends(HoldingPermitGranted permit, List<HoldingPermitEnded> ended) =>
        ended.Where(it => IsOf(it, permit)).Select(it => it.Happened)
            .Concat(permit.ValidTo is { } to ? [to] : Enumerable.Empty<Happened>());

    private static (string What, long At, HoldingPermitGranted? Permit) Lacking(
        List<(long Position, HoldingPermitGranted Fact)> own,
        Happened from,
        string? kind,
        List<HoldingPermitEnded> ended)
    {
        // Of several, the one that came nearest: it held, and was for other arms; else the last there was.
        var valid = own.Find(it => Holds(it.Fact, from, ended));
        var last = own.OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Position)
            .LastOrDefault(it => Covers(it.Fact, kind) != Agreement.Differs);
        return valid.Fact is not null ? ("class", valid.Position, valid.Fact)
            : last.Fact is null ? ("class", own[0].Position, own[0].Fact)
            : from.CertainlyBefore(last.Fact.Happened) ? ("later", last.Position, last.Fact)
            : ("ended", last.Position, last.Fact);
    }

    /// <summary>Does it hold then, for all the dates say?</summary>
    private static bool Holds(HoldingPermitGranted permit, Happened on, List<HoldingPermitEnded> ended) =>
        !on.CertainlyBefore(permit.Happened) && permit.ValidTo?.CertainlyBefore(on) != true
        && !ended.Exists(it => IsOf(it, permit) && it.Happened.CertainlyBefore(on));

    private static bool IsOf(HoldingPermitEnded ended, HoldingPermitGranted permit) =>
        Subject.Normalise(ended.Number) == Subject.Normalise(permit.Number)
        && Likeness.Agree(ended.Country, permit.Country) && !ended.Happened.CertainlyBefore(permit.Happened);

    /// <summary>An unknown class of weapon may be one of those it is for.</summary>
    private static Agreement Covers(HoldingPermitGranted permit, string? kind) =>
        permit.Kinds.Count == 0 || kind is null
            ? Agreement.Unknown
            : permit.Kinds.Select(it => WeaponSought.Of(it, kind)).Min();

    /// <summary>
    /// A count at the site while the weapon was kept there found more than the inspection before it allows.
    /// </summary>
    private IEnumerable<Contradiction> Crowded(CustodyChain chain)
    {
        var limits = around.Keepers.Where(it => it.Fact is StoreInspected { Capacity: not null })
            .Select(it => (it.Position, Fact: (StoreInspected)it.Fact))
            .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Position).ToList();
        var counts = limits.Count == 0
            ? []
            : StandingFacts.Of(known).Where(it => it.Fact is InventoryCounted)
                .Select(it => (it.Position, Fact: (InventoryCounted)it.Fact))
                .Where(it => it.Fact.Happened.Earliest <= today)
                .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Position).ToList();
        var told = new HashSet<long>();
        foreach (var (at, count) in counts)
        {
            var limit = limits.LastOrDefault(it => Likeness.Same(it.Fact.Custodian, count.Custodian)
                && Likeness.Same(it.Fact.Site, count.Site) && !count.Happened.CertainlyBefore(it.Fact.Happened));
            if (limit.Fact?.Capacity is { } most && count.Counted > most && told.Add(limit.Position)
                && chain.Segments.OfType<CustodySegment.Known>().Any(it => Keeps(it, count)))
            {
                yield return new(
                    CustodyRule.SiteNotApproved, Severity.Warn, [limit.Position, at],
                    [
                        count.Custodian.Name, count.Site.Name, count.Happened.Text, "capacity",
                        limit.Fact.Happened.Text, Likeness.Number(count.Counted), Likeness.Number(most),
                    ]);
            }
        }
    }

    private static bool Keeps(CustodySegment.Known stay, InventoryCounted count) =>
        Likeness.Same(stay.Custodian, count.Custodian) && Likeness.Same(stay.Place, count.Site)
        && !count.Happened.CertainlyBefore(stay.From) && stay.To?.CertainlyBefore(count.Happened) != true;

    private IEnumerable<Contradiction> NeverMade(IReadOnlyList<TimelineEntry> entries)
    {
        foreach (var entry in entries.Where(it => it.Item is { Maker: not null }))
        {
            var item = entry.Item!;
            var list = around.Production.Where(it => it.Fact is ProductionListed list
                    && list.Aliases.Prepend(list.Maker)
                        .Any(name => WeaponSought.Of(name, item.Maker) is Agreement.Same))
                .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Position).LastOrDefault();
            if (list?.Fact is ProductionListed of && Wrong(of, item) is var (what, said, made))
            {
                yield return new(
                    CustodyRule.ImpossibleMarks, Severity.Warn, [list.Position, entry.Position],
                    [of.Maker, item.Model ?? "", what, said, made, of.Source]);
                yield break;
            }
        }
    }

    /// <summary>The first thing about it that its maker did not make, what is said of it, and what was made.</summary>
    private static (string What, string Said, string Made)? Wrong(ProductionListed list, ItemDescription item)
    {
        if (item.Model is not { } model)
        {
            return null;
        }

        var models = list.Models.Where(it => WeaponSought.Of(it.Model, model) is Agreement.Same).ToList();
        if (models.Count == 0)
        {
            return list.Complete && list.Models.All(it => WeaponSought.Of(it.Model, model) == Agreement.Differs)
                ? ("model", model, string.Join(", ", list.Models.Select(it => it.Model)))
                : null;
        }

        // A model may be listed once for each calibre, or each time it was taken up again.
        if (item.Calibre is { } calibre && models.TrueForAll(it => it.Calibres.Count > 0
            && it.Calibres.All(one => WeaponSought.Of(one, calibre) == Agreement.Differs)))
        {
            return ("calibre", calibre, string.Join(", ", models.SelectMany(it => it.Calibres)));
        }

        return item.Year is { } year && models.TrueForAll(it => year < it.FirstYear || year > it.LastYear)
            ? ("year", Likeness.Number(year), string.Join(", ", models.Select(it => $"{it.FirstYear}/{it.LastYear}")))
            : null;
    }
}
