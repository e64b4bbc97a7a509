using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Authorizations;

/// <summary>Something in the reports about a licence that does not fit together.</summary>
/// <param name="Code">One of the codes of <see cref="LicenceAccount"/>.</param>
/// <param name="Line">The line of the licence; null when the licence as a whole is meant.</param>
/// <param name="Values">What a sentence about it needs, in a fixed order.</param>
/// <param name="Facts">The positions of the facts that show it.</param>
public sealed record LicenceFinding(
    string Code, int? Line, ImmutableArray<string> Values, ImmutableArray<long> Facts);

/// <summary>One line of a licence of another system, in exact units.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Granted">The line as it stands; null when no message on record has it.</param>
/// <param name="Used">
/// How much was used: the latest total of customs, or where there is none the sum of the uses on record.
/// </param>
/// <param name="ValueUsed">The same in money; null when no report names a value.</param>
/// <param name="Itemised">The sum of the uses on record.</param>
/// <param name="Uses">How many uses are on record.</param>
public sealed record LicenceLineAccount(
    int Number, LicenceLine? Granted, Amount Used, Amount? ValueUsed, Amount Itemised, int Uses)
{
    /// <summary>How much is left; negative when more was used; null where quantity does not limit the line.</summary>
    public Amount? Left => Granted?.Quantity is { } granted ? granted - Used : null;

    /// <summary>The same in money.</summary>
    public Amount? ValueLeft => Granted?.Value is { } granted ? granted - (ValueUsed ?? Amount.Zero) : null;
}

/// <summary>
/// The account of a licence that another system issued: what it grants, what customs says was used, what is left, and
/// what does not fit. Pure: made from the facts known at some point.
/// </summary>
/// <param name="Licence">Its subject.</param>
/// <param name="Current">The latest message that inserts or replaces it; null when none is on record.</param>
/// <param name="Cancelled">The message that cancelled it; null while it stands.</param>
/// <param name="Status">The latest total of customs with its status; null when none is on record.</param>
/// <param name="Lines">Every line granted or used, by number.</param>
/// <param name="Findings">What does not fit, the licence as a whole first, then by line.</param>
public sealed record LicenceAccount(
    Subject Licence,
    LicenceReported? Current,
    LicenceReported? Cancelled,
    LicenceUsageTotalled? Status,
    ImmutableArray<LicenceLineAccount> Lines,
    ImmutableArray<LicenceFinding> Findings)
{
    /// <summary>Used, but no message on record grants it.</summary>
    public const string NotOnRecord = "licence.not-on-record";

    /// <summary>Inserted although it was on record and not cancelled. Values: the messages.</summary>
    public const string InsertedAgain = "licence.inserted-again";

    /// <summary>The receiver did not take a message. Values: the message, code and text of each error.</summary>
    public const string MessageRejected = "licence.message-rejected";

    /// <summary>Used after it was cancelled. Values: the day of cancelling, the day of use, the declaration.</summary>
    public const string UsedWhenCancelled = "licence.used-when-cancelled";

    /// <summary>Used outside its validity. Values: from, to, the day of use, the declaration.</summary>
    public const string UsedOutsideValidity = "licence.used-outside-validity";

    /// <summary>The licence has no such line. Values: none.</summary>
    public const string LineUnknown = "licence.line-unknown";

    /// <summary>More was used than granted. Values: granted, used.</summary>
    public const string OverUsed = "licence.over-used";

    /// <summary>For more money was used than granted. Values: granted, used, currency.</summary>
    public const string ValueOverUsed = "licence.value-over-used";

    /// <summary>Customs' total is not the sum of the uses on record. Values: the total, the sum.</summary>
    public const string TotalsDiffer = "licence.totals-differ";

    /// <summary>The messages about a licence, whose answers belong to its account.</summary>
    public static IEnumerable<Subject> Messages(IEnumerable<Recorded> facts) =>
        facts.Select(it => it.Fact).SelectMany(fact => fact switch
        {
            LicenceReported it => new[] { LicenceReport.MessageOf(it.Country, it.Message) },
            LicenceUsageTotalled it => [LicenceReport.MessageOf(it.Country, it.Message)],
            _ => [],
        }).Distinct();

    /// <summary>The account.</summary>
    /// <param name="licence">The licence.</param>
    /// <param name="facts">The facts about it and its messages that belong to the picture, in any order.</param>
    /// <returns>Null when nothing is reported of the licence.</returns>
    public static LicenceAccount? Of(Subject licence, IEnumerable<Recorded> facts)
    {
        // In the order of what happened, then of recording: a message that came late takes its own place.
        var standing = StandingFacts.Of(facts).DistinctBy(it => it.Position)
            .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Position).ToImmutableArray();
        var own = standing.Where(it => it.Home == licence && it.Fact is LicenceReport).ToImmutableArray();
        if (own.IsEmpty)
        {
            return null;
        }

        var issued = new Issued(own.Where(it => it.Fact is LicenceReported));
        var totals = own.Where(it => it.Fact is LicenceUsageTotalled).ToImmutableArray();
        var uses = own.Where(it => it.Fact is LicenceUsageReported).ToImmutableArray();
        var lines = LinesOf(issued.Current, totals, uses);
        return new LicenceAccount(
            licence,
            issued.Current,
            issued.Cancelled,
            (LicenceUsageTotalled?)totals.LastOrDefault()?.Fact,
            lines,
            [
                .. issued.Findings, .. Rejections(standing), .. UseFindings(issued, uses, totals),
                .. lines.SelectMany(it => LineFindings(it, issued, totals, uses)),
            ]);
    }

    private static ImmutableArray<LicenceLineAccount> LinesOf(
        LicenceReported? current, ImmutableArray<Recorded> totals, ImmutableArray<Recorded> uses)
    {
        var latest = totals.Select(it => (LicenceUsageTotalled)it.Fact).SelectMany(it => it.Lines)
            .GroupBy(it => it.Line).ToDictionary(it => it.Key, it => it.Last());
        var used = uses.Select(it => (LicenceUsageReported)it.Fact).ToLookup(it => it.Line);
        var granted = (current?.Lines ?? []).ToLookup(it => it.Number);
        return
        [
            .. latest.Keys.Concat(used.Select(it => it.Key)).Concat(granted.Select(it => it.Key)).Distinct().Order()
                .Select(number =>
                {
                    var items = used[number].ToImmutableArray();
                    var sum = Sum(items.Select(it => it.Quantity));
                    var value = items.Any(it => it.Value is not null)
                        ? Sum(items.Select(it => it.Value ?? Amount.Zero))
                        : (Amount?)null;
                    var total = latest.GetValueOrDefault(number);
                    return new LicenceLineAccount(
                        number,
                        granted[number].LastOrDefault(),
                        total?.Quantity ?? sum,
                        total?.Value ?? value,
                        sum,
                        items.Length);
                }),
        ];
    }

    private static IEnumerable<LicenceFinding> Rejections(ImmutableArray<Recorded> facts) =>
        from entry in facts
        let answer = entry.Fact as LicenceMessageAnswered
        where answer is { Outcome: MessageOutcome.Rejected }
        select new LicenceFinding(
            MessageRejected,
            null,
            [answer.Message, .. answer.Errors.SelectMany(it => new[] { it.Code, it.Text ?? "" })],
            [entry.Position]);

    private static IEnumerable<LicenceFinding> UseFindings(
        Issued issued, ImmutableArray<Recorded> uses, ImmutableArray<Recorded> totals)
    {
        if (issued.Current is null && issued.Cancelled is null && (!uses.IsEmpty || !totals.IsEmpty))
        {
            yield return new LicenceFinding(
                NotOnRecord, null, [], [.. uses.Concat(totals).Select(it => it.Position).Order()]);
        }

        foreach (var entry in uses)
        {
            var use = (LicenceUsageReported)entry.Fact;
            if (issued.Cancelled is { } cancelled && cancelled.Happened.CertainlyBefore(use.Happened))
            {
                yield return new LicenceFinding(
                    UsedWhenCancelled,
                    use.Line,
                    [cancelled.Happened.Text, use.Happened.Text, use.Declaration],
                    [entry.Position]);
            }

            if (issued.Current is { } current
                && (use.Happened.Latest < current.ValidFrom?.Earliest
                    || use.Happened.Earliest > current.ValidTo?.Latest))
            {
                yield return new LicenceFinding(
                    UsedOutsideValidity,
                    use.Line,
                    [
                        current.ValidFrom?.Text ?? "", current.ValidTo?.Text ?? "", use.Happened.Text,
                        use.Declaration,
                    ],
                    [entry.Position]);
            }
        }
    }

    private static IEnumerable<LicenceFinding> LineFindings(
        LicenceLineAccount line, Issued issued, ImmutableArray<Recorded> totals, ImmutableArray<Recorded> uses)
    {
        ImmutableArray<long> grounds =
        [
            .. uses.Where(it => ((LicenceUsageReported)it.Fact).Line == line.Number)
                .Concat(totals.Where(it => ((LicenceUsageTotalled)it.Fact).Lines.Any(of => of.Line == line.Number)))
                .Select(it => it.Position).Order(),
        ];
        if (issued.Current is not null && line.Granted is null)
        {
            yield return new LicenceFinding(LineUnknown, line.Number, [], grounds);
        }

        if (line.Granted?.Quantity is { } granted && line.Used > granted)
        {
            yield return new LicenceFinding(OverUsed, line.Number, [$"{granted}", $"{line.Used}"], grounds);
        }

        if (line.Granted?.Value is { } worth && line.ValueUsed > worth)
        {
            yield return new LicenceFinding(
                ValueOverUsed, line.Number, [$"{worth}", $"{line.ValueUsed}", line.Granted.Currency ?? ""], grounds);
        }

        if (line.Used != line.Itemised)
        {
            yield return new LicenceFinding(TotalsDiffer, line.Number, [$"{line.Used}", $"{line.Itemised}"], grounds);
        }
    }

    private static Amount Sum(IEnumerable<Amount> amounts) =>
        amounts.Aggregate(Amount.Zero, (sum, it) => sum + it);

    /// <summary>The messages that issue, change and cancel a licence, one after the other.</summary>
    private sealed class Issued
    {
        public Issued(IEnumerable<Recorded> messages)
        {
            Recorded? last = null;
            foreach (var entry in messages)
            {
                var message = (LicenceReported)entry.Fact;
                if (message.Action == LicenceAction.Cancel)
                {
                    Cancelled = message;
                    continue;
                }

                if (message.Action == LicenceAction.Insert && Current is { } before && Cancelled is null)
                {
                    Findings.Add(new LicenceFinding(
                        InsertedAgain, null, [before.Message, message.Message], [last!.Position, entry.Position]));
                }

                (Current, Cancelled, last) = (message, null, entry);
            }
        }

        public LicenceReported? Current { get; }

        public LicenceReported? Cancelled { get; }

        public List<LicenceFinding> Findings { get; } = [];
    }
}
