using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Diversion;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Risk;
using TransferLedger.Screening;

namespace TransferLedger.Certificates;

/// <summary>What the rules look at: one reading of a certificate, and what was on record when it was judged.</summary>
/// <param name="Capture">The reading that is judged; at position 0 when it is not on record.</param>
/// <param name="OnFile">What is on record about the certificate.</param>
/// <param name="OtherReadings">
/// All readings of other certificates that share the end user, a broker or the scan, in the order of recording.
/// </param>
/// <param name="Balance">What is authorized under it.</param>
/// <param name="Register">What is on record about the authority that is said to have issued it.</param>
/// <param name="Parties">What is on record about end user and brokers.</param>
/// <param name="Denials">What is on record of denied transfers to the end user.</param>
/// <param name="PartiesSeen">Parties that papers other than the certificate name.</param>
/// <param name="On">The day for which it is judged.</param>
/// <param name="Parameters">The thresholds.</param>
/// <param name="After">What was shipped to the end user, and what became of it.</param>
/// <param name="Subject">The certificate's subject; null when it has no number.</param>
public sealed record CertificateCase(
    Entry<CertificateCaptured> Capture,
    CertificateFile OnFile,
    ValueList<OtherReading> OtherReadings,
    CertificateBalance Balance,
    AuthorityRegister Register,
    PartyRegister Parties,
    ValueList<Entry<TransferDenied>> Denials,
    ValueList<PartySeen> PartiesSeen,
    Happened On,
    CertificateParameters Parameters,
    AfterDelivery After,
    Subject? Subject)
{
    /// <summary>Thousands of papers of one end user write its name the same.</summary>
    private readonly Dictionary<string, bool> _endUser = new(StringComparer.Ordinal);

    private ImmutableArray<DeliveredWeapons> _delivered;

    /// <summary>Findings that something was diverted from the custody of the end user.</summary>
    public ValueList<DiversionCase> Diversions { get; init; } = [];

    /// <summary>Findings that something was diverted on its way, from a conveyance that goods left with.</summary>
    public ValueList<DiversionCase> DiversionsOnTheWay { get; init; } = [];

    /// <summary>
    /// Measured scans of the certificate, and of others that carry the same signature, in the order of recording.
    /// </summary>
    public ValueList<FingerprintedScan> Scans { get; init; } = [];

    /// <summary>The embargoes on record.</summary>
    public EmbargoTable Embargoes { get; init; } = EmbargoTable.None;

    /// <summary>The clearances on record for the certificate.</summary>
    public ValueList<ClearanceAccount> Clearances { get; init; }

    /// <summary>What is on record of the risk of the countries it names.</summary>
    public CountryRisk CountryRisk { get; init; } = CountryRisk.Unknown;

    /// <summary>What is on record about sanctions lists and about parties compared with them.</summary>
    public ScreeningFile Screening { get; init; } = ScreeningFile.Empty;

    /// <summary>
    /// The request to pass goods on whose receiver is judged in the end user's place; null when the certificate is.
    /// </summary>
    public Entry<Shipments.RetransferRequested>? PassingOn { get; init; }

    /// <summary>What stands in the certificate.</summary>
    public EndUserCertificate Paper => Capture.Fact.Certificate;

    /// <summary>The certificate with the amendments that count.</summary>
    public EndUserCertificate InForce { get; } = Amending.InForce(Capture.Fact.Certificate, OnFile, Register);

    /// <summary>The end user under every name that the register has for it; empty when the paper names none.</summary>
    public ImmutableHashSet<Subject> EndUsers { get; } =
        Parties.NamesOf(Capture.Fact.Certificate.EndUserSubject);

    /// <summary>Is this name the end user's, or one that the register has for it?</summary>
    public bool IsEndUser(string? name)
    {
        if (name is null)
        {
            return false;
        }

        if (!_endUser.TryGetValue(name, out var known))
        {
            known = PartyRegister.SubjectOf(name) is { } subject && EndUsers.Contains(subject);
            _endUser.Add(name, known);
        }

        return known;
    }

    /// <summary>What the end user was delivered under its other certificates; see <see cref="Holdings"/>.</summary>
    public ImmutableArray<DeliveredWeapons> Delivered =>
        _delivered.IsDefault ? _delivered = Holdings.Delivered(this) : _delivered;

    /// <summary>The latest reading of each other certificate.</summary>
    public ImmutableArray<OtherReading> Others { get; } =
        [.. OtherReadings.GroupBy(it => it.Certificate).Select(it => it.Last())];

    /// <summary>The other certificates whose latest reading an office has refused.</summary>
    public ImmutableHashSet<Subject> Refused { get; init; } = [];

    /// <summary>When it was received.</summary>
    public Happened Received => Capture.Fact.Happened;

    /// <summary>The position of the capture; empty when it is not on record.</summary>
    public ValueList<long> Basis => Capture.Position > 0 ? [Capture.Position] : [];

    /// <summary>
    /// Earlier readings of the same paper by others, and by the same office once it had asked for confirmation. What an
    /// office writes anew before it has used the certificate is a correction of its own reading.
    /// </summary>
    public IEnumerable<Entry<CertificateCaptured>> OtherCaptures =>
        OnFile.Captures.Where(it => it.Position != Capture.Position
            && (!AuthorityRegister.SameName(it.Fact.Office, Capture.Fact.Office)
                || OnFile.Requests.Any(request => WasBetween(it, request))));

    /// <summary>Had the office asked after one reading and before the one that is judged?</summary>
    private bool WasBetween(Entry<CertificateCaptured> earlier, Entry<ConfirmationRequested> asked)
    {
        var recordedSo = asked.Position > earlier.Position
            && (Capture.Position == 0 || asked.Position < Capture.Position);
        var happenedSo = asked.Fact.Happened.CertainlyBefore(Received)
            && !asked.Fact.Happened.CertainlyBefore(earlier.Fact.Happened);
        return recordedSo || happenedSo;
    }
}
