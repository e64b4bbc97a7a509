using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>
/// What the life of one weapon says about the countries it was in. A weapon counts as held in a country from the fact
/// that brings it into lawful custody there until the fact that takes it away: not until the last proof of presence,
/// which only a later fact makes the last, so that a day in the past sees what it could have seen then.
/// </summary>
internal sealed class WeaponRisk(RiskEntries into, RiskWindows windows)
{
    private readonly HashSet<string> _importMarks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _imported = new(StringComparer.Ordinal);
    private Holding? _held;
    private Holding? _last;
    private string? _origin;
    private LocalDate? _delivered;
    private LocalDate? _proof;
    private LocalDate _reached = LocalDate.MinIsoValue;
    private bool _onTheWay;

    /// <summary>Goes through the facts of a weapon.</summary>
    /// <param name="weapon">The weapon.</param>
    /// <param name="timeline">The facts about it that are known.</param>
    /// <param name="into">Where entries go.</param>
    /// <param name="windows">The periods of the model.</param>
    public static void Collect(
        Subject weapon, CustodyTimeline timeline, RiskEntries into, RiskWindows windows)
    {
        var walk = new WeaponRisk(into, windows);
        foreach (var entry in timeline.Entries)
        {
            walk.Take(entry);
        }

        if (IsMergedAway(weapon, into))
        {
            // The time it was held is that of the identity it was merged into.
            into.Made.RemoveAll(it => it.Series.Measure == SeriesMeasure.Days);
        }
    }

    private static bool IsMergedAway(Subject weapon, RiskEntries into)
    {
        var split = into.All<IdentitySplit>().Select(it => it.Fact.Merge).ToHashSet();
        return into.All<IdentityMerged>().Any(it => it.Entry.Home != weapon && !split.Contains(it.Entry.Position));
    }

    private void Take(TimelineEntry entry)
    {
        // A date without a beginning stands first and on its last day: what follows it cannot have been before.
        var on = _reached = LocalDate.Max(_reached, RiskEntries.DayOf(entry.Happened));
        Read(entry, on);
        switch (entry.Step)
        {
            case CustodyStep.Manufactured or CustodyStep.Registered when entry.Holder is not null:
            case CustodyStep.StockEntered or CustodyStep.StockMoved or CustodyStep.Issued or CustodyStep.Returned:
            case CustodyStep.Counted or CustodyStep.Seen or CustodyStep.Transferred or CustodyStep.HandoverReceived:
            case CustodyStep.Delivered or CustodyStep.SentBack or CustodyStep.PassedOn or CustodyStep.HolderReported:
            case CustodyStep.Recovered:
                Enter(entry, on);
                break;
            case CustodyStep.Imported:
                Import(RiskEntries.Code(entry.Note));
                break;
            case CustodyStep.Departed:
                Leave(entry, on);
                _onTheWay = true;
                break;
            case CustodyStep.Lost or CustodyStep.Stolen:
                Report(entry, on);
                break;
            case CustodyStep.Captured or CustodyStep.Deactivated or CustodyStep.Destroyed:
                Leave(entry, on);
                break;
            case CustodyStep.Seized or CustodyStep.Found or CustodyStep.Surrendered:
                Recover(entry, on);
                break;
        }

        if (entry.ProvesPresence)
        {
            _proof = on;
        }
    }

    /// <summary>Marks show whether the State of import put its own on (instrument, paragraph 8 (b)).</summary>
    private void Read(TimelineEntry entry, LocalDate on)
    {
        foreach (var mark in entry.Marks.Where(it => it.Kind == MarkKind.Import))
        {
            if (MarkRules.ReadImport(mark.Text) is var (country, _))
            {
                _importMarks.Add(country);
            }
        }

        if (entry.Marks.Count == 0 || (_held ?? _last) is not { Imported: true } there
            || RiskEntries.Code(Holding.CountryOf(entry)) == there.Country)
        {
            return;
        }

        into.Add(RiskSeries.ImportSeen, there.Country, on, entry.Position, party: there.Party);
        if (!_importMarks.Contains(there.Country))
        {
            into.Add(RiskSeries.ImportMarkMissing, there.Country, on, entry.Position, party: there.Party);
        }
    }

    private void Enter(TimelineEntry entry, LocalDate on)
    {
        if (RiskEntries.Code(Holding.CountryOf(entry)) is not { } country)
        {
            Leave(entry, on);
            return;
        }

        _origin ??= entry.Step == CustodyStep.Manufactured ? country : RiskEntries.Code(
            entry.Item?.CountryOfManufacture) ?? country;
        var crossed = _last is { } before && before.Country != country;
        if (entry.Step == CustodyStep.Delivered && (_onTheWay || crossed))
        {
            _delivered = on;
        }

        var party = RiskEntries.PartyOf(entry.Holder);
        var next = new Holding(
            country, _imported.Contains(country) || country != _origin, party,
            RiskUnit.SiteKey(party, entry.Place) ?? (_held?.Party == party ? _held?.Site : null));
        if (entry.Step is CustodyStep.StockEntered or CustodyStep.Counted or CustodyStep.Seen
            && _held is { } held && held.Party != next.Party)
        {
            Gap(entry, on, held);
        }

        (_onTheWay, _last) = (false, next);
        if (_held != next)
        {
            Leave(entry, on);
            Begin(entry, on, next);
        }
    }

    private void Import(string? country)
    {
        if (country is not null)
        {
            _imported.Add(country);
        }
    }

    private void Report(TimelineEntry entry, LocalDate on)
    {
        var country = RiskEntries.Code(entry.Giver?.Country) ?? (_held ?? _last)?.Country
            ?? RiskEntries.Code(entry.Place?.Country);
        var party = RiskEntries.PartyOf(entry.Giver) ?? _held?.Party;
        into.Add(
            RiskSeries.Lost, country, on, entry.Position, party: party,
            site: _held?.Party == party ? _held?.Site : RiskUnit.SiteKey(party, entry.Place));
        Leave(entry, on);
    }

    /// <summary>An authority came by it: it had left the hands of whoever held it last by law.</summary>
    private void Recover(TimelineEntry entry, LocalDate on)
    {
        if (_last is { } last && RiskEntries.PartyOf(entry.Holder) != last.Party)
        {
            if (_delivered is { } since)
            {
                into.Add(RiskSeries.Recovered, last.Country, on, entry.Position, party: last.Party);
                if (on < since.LaterByYears(windows.SoonYears))
                {
                    into.Add(RiskSeries.RecoveredSoon, last.Country, on, entry.Position, party: last.Party);
                }
            }

            if (entry.Marks.Count > 0)
            {
                into.Add(RiskSeries.MarksRead, last.Country, on, entry.Position, party: last.Party);
                if (entry.Marks.Any(it => it.Legibility is Legibility.Obliterated or Legibility.Restored))
                {
                    into.Add(RiskSeries.MarksRemoved, last.Country, on, entry.Position, party: last.Party);
                }
            }

            if (_held is { } held)
            {
                Gap(entry, on, held);
            }

            var found = RiskEntries.Code(entry.Place?.Country ?? entry.Holder?.Country);
            if (found is not null && found != last.Country)
            {
                into.Add(
                    RiskSeries.FoundAbroad, last.Country, on, entry.Position, party: last.Party,
                    named: [$"found-in/{found.ToLowerInvariant()}"]);
            }
        }

        Leave(entry, on);
    }

    /// <summary>Time since the last proof of presence that nobody explains, once it is known to be over.</summary>
    private void Gap(TimelineEntry entry, LocalDate on, Holding held)
    {
        if (_delivered is { } delivered && _proof is { } proof && held.Imported)
        {
            var days = Period.DaysBetween(LocalDate.Max(delivered, proof), on);
            if (days > windows.GapDays)
            {
                into.Add(
                    RiskSeries.Gap, held.Country, on, entry.Position, days, party: held.Party, site: held.Site);
            }
        }
    }

    private void Begin(TimelineEntry entry, LocalDate on, Holding next)
    {
        _held = next;
        into.Add(next.Series, next.Country, on, entry.Position, party: next.Party, site: next.Site);
    }

    private void Leave(TimelineEntry entry, LocalDate on)
    {
        if (_held is { } held)
        {
            into.Add(held.Series, held.Country, on, entry.Position, -1, party: held.Party, site: held.Site);
            _held = null;
        }
    }

    /// <summary>Lawful custody in a country.</summary>
    private sealed record Holding(string Country, bool Imported, string? Party, string? Site)
    {
        public RiskSeries Series => Imported ? RiskSeries.HeldImported : RiskSeries.HeldHome;

        public static string? CountryOf(TimelineEntry entry) => entry.Holder?.Country ?? entry.Place?.Country;
    }
}
