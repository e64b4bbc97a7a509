using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Lots;

/// <summary>Rules that look at one fact, or at two.</summary>
public static partial class LotRules
{
    private static IEnumerable<Contradiction> Parts(LotBooks books)
    {
        foreach (var entry in books.Entries)
        {
            var (whole, parts) = entry.Fact switch
            {
                LotSplit it => (it.Rounds, it.Parts.Sum(part => part.Rounds)),
                LotMerged it => (it.Rounds, it.Parents.Sum(part => part.Rounds)),
                _ => (0, 0),
            };
            if (whole != parts)
            {
                yield return new Contradiction(
                    LotRule.PartsNotEqual, Severity.Critical, [entry.Position],
                    [NameOf(entry), Text(whole), Text(parts)]);
            }
        }
    }

    private static IEnumerable<Contradiction> Consumed(LotBooks books, LotParameters parameters)
    {
        foreach (var entry in books.Entries)
        {
            if (entry.Fact is not LotConsumed it
                || parameters.Consumption.FirstOrDefault(row => row.Purpose == it.Purpose) is not { } limit)
            {
                continue;
            }

            // So many that no fact may speak of more rounds than they could fire.
            var weaponDays = Math.Clamp((long)(it.Weapons ?? 0) * (it.Days ?? 1), 0, LotKeeping.MostRounds);
            (string What, long Many, long Allowed)[] measures =
            [
                ("weapon-days", weaponDays, weaponDays * limit.PerWeaponPerDay),
                ("trainees", it.Trainees ?? 0, (it.Trainees ?? 0) * limit.PerTrainee),
            ];
            foreach (var (what, many, allowed) in measures.Where(one => one.Many > 0 && it.Rounds > one.Allowed))
            {
                yield return new Contradiction(
                    LotRule.ConsumptionImplausible, Severity.Warn, [entry.Position],
                    [Text(it.Rounds), what, Text(many), Text(allowed)]);
            }
        }
    }

    private static IEnumerable<Contradiction> Lived(LotBooks books)
    {
        var made = books.Entries.FirstOrDefault(it => it.Fact is LotProduced);
        var described = books.Entries.LastOrDefault(it => books.Described(it)?.Expires is not null);
        foreach (var entry in books.Entries)
        {
            if (made is not null && entry.Fact is not LotProduced
                && Likeness.PossiblyBefore(entry.Happened, made.Happened))
            {
                var certain = entry.Happened.CertainlyBefore(made.Happened);
                yield return new Contradiction(
                    LotRule.OutsideShelfLife, certain ? Severity.Breach : Severity.Warn,
                    [entry.Position, made.Position],
                    ["before-production", NameOf(entry), entry.Happened.Text, made.Happened.Text]);
            }

            if (entry.Fact is LotIssued or LotConsumed && described is not null
                && books.Described(described)?.Expires is { } last && last.CertainlyBefore(entry.Happened))
            {
                yield return new Contradiction(
                    LotRule.OutsideShelfLife, Severity.Info, [described.Position, entry.Position],
                    ["after-expiry", NameOf(entry), entry.Happened.Text, last.Text]);
            }
        }
    }

    private static IEnumerable<Contradiction> Adjusted(LotBooks books)
    {
        foreach (var entry in books.Entries)
        {
            if (entry.Fact is not LotAdjusted it)
            {
                continue;
            }

            var wrong = string.IsNullOrWhiteSpace(it.Reason) ? "reason-missing"
                : string.IsNullOrWhiteSpace(it.Approver) ? "approver-missing"
                : Subject.Normalise(it.Approver) == Subject.Normalise(entry.Actor) ? "same-person"
                : null;
            if (wrong is not null)
            {
                yield return new Contradiction(
                    LotRule.AdjustedAlone, Severity.Breach, [entry.Position], [Text(it.Change), wrong]);
            }
        }
    }

    private static IEnumerable<Contradiction> Unwitnessed(LotBooks books)
    {
        foreach (var entry in books.Entries)
        {
            if (entry.Fact is LotDestroyed it
                && LotKeeping.Witnessed(it, entry.Actor) is < LotKeeping.WitnessesNeeded and var seen)
            {
                yield return new Contradiction(
                    LotRule.DestroyedWithoutProof, Severity.Breach, [entry.Position],
                    [Text(it.Rounds), entry.Happened.Text, Text(seen)]);
            }
        }
    }

    /// <summary>What a user returned, used or lost settles its oldest issues first.</summary>
    private static IEnumerable<Contradiction> Overdue(LotBooks books, Instant on, LotParameters parameters)
    {
        foreach (var account in books.Accounts.Where(it => it.Kind == LotAccountKind.Issued))
        {
            var postings = books.Of(account);
            var settled = postings.Where(it => it.Rounds < 0).ToList();
            var left = -settled.Sum(it => it.Rounds);
            foreach (var issue in postings.Where(it => it.Rounds > 0))
            {
                var open = Math.Max(0, issue.Rounds - left);
                left = Math.Max(0, left - issue.Rounds);
                if (open == 0 || issue.Entry.Fact is not LotIssued { DueBack: { } due })
                {
                    continue;
                }

                var days = (int)Math.Floor((on - due.Latest).TotalDays);
                if (days < parameters.OverdueWarnDays)
                {
                    continue;
                }

                yield return new Contradiction(
                    LotRule.IssueOverdue,
                    days >= parameters.OverdueBreachDays ? Severity.Breach : Severity.Warn,
                    new([issue.Entry.Position, .. settled.Select(it => it.Entry.Position)]),
                    [account.User!, Text(open), due.Text, Text(days)]);
            }
        }
    }

    private static string NameOf(LotEntry entry) => EventCatalogue.NameOf(entry.Fact.GetType());
}
