using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Generate;

/// <summary>
/// A certificate on its way through an office: the paper, when it came in, and what was done to check it. Made in
/// order; a forgery or a harmless oddity changes it before it becomes facts.
/// </summary>
internal sealed record Draft
{
    public required IssuingAuthority Authority { get; init; }

    /// <summary>Who signs, as the register has the person.</summary>
    public required Signatory Signer { get; init; }

    public required Buyer Buyer { get; init; }

    /// <summary>What lies before the officer.</summary>
    public required EndUserCertificate Paper { get; init; }

    /// <summary>The day of issue, also where the paper gives less.</summary>
    public required LocalDate Issued { get; init; }

    public required string Office { get; init; }

    public required string Officer { get; init; }

    public required LocalDate Received { get; init; }

    /// <summary>The day of the comparison with the specimen and of the question to the issuer.</summary>
    public required LocalDate Checked { get; init; }

    public required LocalDate Answered { get; init; }

    /// <summary>Where the issuer was asked; null when it was not.</summary>
    public required string? AskedAt { get; init; }

    public required string AnsweredFrom { get; init; }

    public required string Sender { get; init; }

    public ReplyKind Answer { get; init; } = ReplyKind.Genuine;

    /// <summary>What the answer repeats.</summary>
    public required RepeatedFacts Reply { get; init; }

    /// <summary>An answer that says neither yes nor no came first.</summary>
    public bool UnclearFirst { get; init; }

    /// <summary>Results of the comparisons, a day apart.</summary>
    public ImmutableArray<SpecimenOutcome> Outcomes { get; init; } = [SpecimenOutcome.Match];

    /// <summary>Earlier readings of the same number.</summary>
    public ImmutableArray<CertificateCaptured> Before { get; init; } = [];

    /// <summary>Was it captured when an earlier paper of the same number had been checked already?</summary>
    public bool Late { get; init; }

    /// <summary>The reading that is judged.</summary>
    public CertificateCaptured Capture => new(Happened.On(Received), Office, Officer, Paper);

    /// <summary>
    /// The day after the last that was done; of a certificate that is not valid yet, its first day: nobody would use it
    /// before.
    /// </summary>
    public LocalDate JudgedOn
    {
        get
        {
            var compared = Checked.PlusDays(Outcomes.Length - 1);
            var done = (AskedAt is null ? compared : LocalDate.Max(compared, Answered)).PlusDays(1);
            return Paper.ValidFrom is { } from ? LocalDate.Max(done, from.Earliest.InUtc().Date) : done;
        }
    }

    /// <summary>What a full answer repeats of a paper.</summary>
    public static RepeatedFacts Repeat(EndUserCertificate paper) => new(
        paper.Number,
        paper.IssuedOn,
        paper.EndUser?.Party.Name,
        paper.Lines.Select(line => new RepeatedLine(line.Description, line.Quantity)).ToValueList());

    /// <summary>Another paper, which the issuer, or somebody there, confirms as it stands.</summary>
    public Draft Confirmed(EndUserCertificate paper) => this with { Paper = paper, Reply = Repeat(paper) };

    /// <summary>Another paper; the issuer's archive does not know it.</summary>
    public Draft Denied(EndUserCertificate paper) =>
        this with { Paper = paper, Answer = ReplyKind.NotIssued, Reply = new(paper.Number) };

    /// <summary>
    /// A paper the authority did not issue. As often as not somebody there was paid and confirms it all the same, so
    /// that only the paper can give it away.
    /// </summary>
    public Draft NotIssued(EndUserCertificate paper, Dice dice) => dice.Chance(0.5) ? Confirmed(paper) : Denied(paper);

    /// <summary>
    /// A paper altered after issue. As often as not somebody is paid and confirms the altered one; else the answer
    /// repeats what was issued.
    /// </summary>
    public Draft Altered(EndUserCertificate paper, Dice dice) =>
        dice.Chance(0.5) ? Confirmed(paper) : this with { Paper = paper };
}
