using System.Collections.Immutable;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Checks;

/// <summary>
/// May a post-shipment verification be planned, and its outcome be recorded? Pure decisions over the histories of the
/// check and of the certificate.
/// </summary>
public static class Checking
{
    /// <summary>Refused: nobody has captured the certificate.</summary>
    public const string CertificateUnknown = "check.certificate-unknown";

    /// <summary>Refused: no delivered item with a serial is on record, so there is nothing to draw from.</summary>
    public const string NothingDelivered = "check.nothing-delivered";

    /// <summary>Refused: the number was used for another check. Details: the position of its plan.</summary>
    public const string NumberUsed = "check.number-used";

    /// <summary>Refused: no such check is planned.</summary>
    public const string Unknown = "check.unknown";

    /// <summary>Refused: it is planned under another certificate. Details: that one, the one given.</summary>
    public const string OtherCertificate = "check.other-certificate";

    /// <summary>Refused: it cannot have been done before it was planned. Details: both days.</summary>
    public const string TooEarly = "check.too-early";

    /// <summary>Refused: an item is said to be both seen and absent. Details: its serial.</summary>
    public const string SeenAndAbsent = "check.seen-and-absent";

    /// <summary>Refused: a visit that took place names nobody who inspected.</summary>
    public const string NoInspector = "check.no-inspector";

    /// <summary>The subject of a check.</summary>
    /// <exception cref="FormatException">The number holds no letter or digit.</exception>
    public static Subject SubjectOf(string number) => Subject.Of("check", number);

    /// <summary>
    /// The serials delivered under a certificate: of every shipment line that anybody has confirmed, those that left
    /// and are not known to be elsewhere or to have been missing.
    /// </summary>
    public static ImmutableArray<string> Delivered(CertificateBalance balance) =>
    [
        .. balance.Shipments.SelectMany(it => it.Lines.SelectMany(line => it.Handed(line.Line)))
            .DistinctBy(SerialComparison.KeyOf, StringComparer.Ordinal),
    ];

    /// <summary>May it be planned?</summary>
    /// <param name="state">The facts about check and certificate.</param>
    /// <param name="check">The check.</param>
    /// <param name="asked">
    /// What is asked for; end user, population and sample are worked out from what was delivered.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">See <see cref="SamplingPlan.Size"/>.</exception>
    public static Decision Plan(AuthorizationState state, Subject check, VerificationPlanned asked)
    {
        var balance = state.BalanceOf(asked.Certificate);
        if (balance.Captured is not { } paper)
        {
            return new Refusal(CertificateUnknown, asked.Certificate.Key);
        }

        var earlier = StandingFacts.Of(state.Facts.Where(it => it.Home == check))
            .FirstOrDefault(it => it.Fact is VerificationPlanned);
        if (earlier?.Fact is VerificationPlanned before)
        {
            return before == asked with
            {
                EndUser = before.EndUser, Population = before.Population, Sample = before.Sample,
            }
                ? Decision.Nothing
                : new Refusal(NumberUsed, earlier.Position);
        }

        var serials = Delivered(balance);
        var size = SamplingPlan.Size(serials.Length, asked.Tolerable, asked.Confidence);
        return serials.IsEmpty
            ? new Refusal(NothingDelivered, asked.Certificate.Key)
            : new NewFact(check, asked with
            {
                EndUser = paper.EndUserSubject,
                Population = serials.Length,
                Sample = SamplingPlan.Draw(serials, size, asked.Seed).ToValueList(),
            });
    }

    /// <summary>
    /// May its outcome be recorded? What inspectors saw themselves is recorded for the weapons as well.
    /// </summary>
    /// <param name="state">The facts about the check and the certificate.</param>
    /// <param name="check">The check.</param>
    /// <param name="asked">The outcome; the end user is taken from the plan.</param>
    public static Decision Perform(AuthorizationState state, Subject check, VerificationPerformed asked)
    {
        var standing = StandingFacts.Of(state.Facts.Where(it => it.Home == check)).ToList();
        if (standing.Select(it => it.Fact).OfType<VerificationPlanned>().FirstOrDefault() is not { } plan)
        {
            return new Refusal(Unknown, check.Key);
        }

        if (asked.Certificate != plan.Certificate)
        {
            return new Refusal(OtherCertificate, plan.Certificate.Key, asked.Certificate.Key);
        }

        if (asked.Happened.Latest < plan.Happened.Earliest)
        {
            return new Refusal(TooEarly, asked.Happened.Text, plan.Happened.Text);
        }

        if (asked.Result == VerificationResult.Done && !asked.Inspectors.Any(it => it.Any(char.IsLetterOrDigit)))
        {
            return new Refusal(NoInspector);
        }

        var seen = asked.Seen.Select(SerialComparison.KeyOf).ToHashSet(StringComparer.Ordinal);
        if (asked.Absent.FirstOrDefault(it => seen.Contains(SerialComparison.KeyOf(it.Serial))) is { } both)
        {
            return new Refusal(SeenAndAbsent, both.Serial);
        }

        var fact = asked with { EndUser = plan.EndUser };
        return standing.Any(it => it.Fact == (LedgerEvent)fact)
            ? Decision.Nothing
            : Decision.Record([new NewFact(check, fact), .. Seen(state, check, fact, plan)]);
    }

    /// <summary>
    /// A video or papers show no weapon. A serial that only looks like a delivered one, or that two delivered weapons
    /// carry, is no identity: nothing is said about either.
    /// </summary>
    private static IEnumerable<NewFact> Seen(
        AuthorizationState state, Subject check, VerificationPerformed done, VerificationPlanned plan)
    {
        var balance = state.BalanceOf(done.Certificate);
        if (done is not { Method: VerificationMethod.Physical, Result: VerificationResult.Done }
            || balance.Captured?.EndUser?.Party is not { } user || !user.Name.Any(char.IsLetterOrDigit))
        {
            return [];
        }

        var left = WeaponsThatLeft.Of(balance.Shipments);
        var delivered = balance.Shipments.SelectMany(it => it.Lines.SelectMany(line => it.Handed(line.Line)
                .Select(serial => (Key: SerialComparison.KeyOf(serial), Weapon: left.Of(line.Line, serial)))))
            .Distinct().ToLookup(it => it.Key, it => it.Weapon, StringComparer.Ordinal);
        var seen = done.Seen.Select(it => delivered[SerialComparison.KeyOf(it)].ToList())
            .Where(it => it.Count == 1).Select(it => it[0]).OfType<WeaponId>().Distinct().ToValueList();
        return seen.Count == 0
            ? []
            : [new NewFact(check, new WeaponsSeen(
                done.Happened, new Custodian(user.Name, user.Country), seen, done.Site ?? plan.Site, check.Rest))];
    }
}
