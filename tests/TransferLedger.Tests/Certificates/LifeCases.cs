using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Certificates.CertificateRulesTests;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>Cases of the rules on the life of a certificate: one change, and everything the rules then find.</summary>
internal static class LifeCases
{
    private const string Key = "key";
    private static readonly DigitalSignatureChecked Valid = new(
        On("2026-03-11"), SignatureOutcome.Valid, "expert-02", "signer", Key, On("2026-03-02"), true);

    private static readonly CertificateAmended Raise =
        new(On("2026-05-04"), "Amendment 1", "Anna Dæmisdóttir", [new(1, 600)]);

    private static readonly ConfirmationRequested AskedAgain = new(On("2026-05-05"), "clerk-07", Embassy, "AMENDMENT 1");

    private static readonly ConfirmationReceived RaiseConfirmed = new(
        On("2026-05-20"), ReplyKind.Genuine, "Archive of the ministry", Embassy,
        new RepeatedFacts("EUC/0017/2026", Lines: [new("Pistols", 600)]), "Amendment 1");

    public static Dictionary<string, (Trial Trial, string[] Found)> All { get; } = new(StringComparer.Ordinal)
    {
        ["an exporter that the paper calls something else"] = (new()
            {
                Paper = InOrder with { OtherParties = [new(PartyRole.Forwarder, new("Somebody Ltd"))] },
                After = [.. new Trial().After, Drawn(300, "SOMEBODY, Ltd.")],
            },
            ["EUC-042 Hold second-exporter"]),
        ["a signature nobody checked"] = (Signed(), ["EUC-027 Hold signature-not-checked"]),
        ["a signature of somebody else checked"] = (Signed(Valid with { Signer = "another" }),
            ["EUC-027 Hold signature-not-checked"]),
        ["a valid signature"] = (Signed(Valid), []),
        ["an invalid signature, once"] = (Signed(Valid with { Outcome = SignatureOutcome.Invalid }, Valid),
            ["EUC-027 Reject signature-invalid"]),
        ["a chain that ends elsewhere"] = (Signed(Valid with { IssuerKey = "other" }),
            ["EUC-027 Reject issuer-key-unregistered"]),
        ["a chain that ends nowhere"] = (Signed(Valid with { IssuerKey = null }),
            ["EUC-027 Reject issuer-key-unregistered"]),
        ["a key that had been withdrawn"] = (Keys(Signed(Valid), new IssuerKeyWithdrawn(On("2026-03-01"), Key)),
            ["EUC-027 Reject issuer-key-unregistered"]),
        ["a key withdrawn on the day"] = (Keys(Signed(Valid), new IssuerKeyWithdrawn(On("2026-03-02"), Key)), []),
        ["no trusted time"] = (Signed(Valid with { TrustedTime = false }), ["EUC-027 Warn time-not-trusted"]),
        ["revoked before signing"] = (Signed(Valid with { RevokedAt = On("2026-03-01") }),
            ["EUC-027 Reject key-revoked-before"]),
        ["revoked after signing"] = (Signed(Valid with { RevokedAt = On("2026-03-03") }),
            ["EUC-027 Info key-revoked-after"]),
        ["revoked the day of signing"] = (Signed(Valid with { RevokedAt = On("2026-03-02") }),
            ["EUC-027 Hold key-revoked-around"]),
        ["revoked after signing, as nobody can prove"] = (
            Signed(Valid with { RevokedAt = On("2026-03-03"), TrustedTime = false }),
            ["EUC-027 Warn time-not-trusted", "EUC-027 Hold key-revoked-around"]),
        ["a number of a lost block"] = (Registered(new BlanksLost(On("2026-05"), "EUC/10/2026", "EUC/0020/2026")),
            ["EUC-029 Reject blank-lost"]),
        ["a number after a lost block"] = (Registered(new BlanksLost(On("2026-05"), "EUC/0010/2026", "EUC/0016/2026")), []),
        ["a lost block of another year"] = (Registered(new BlanksLost(On("2026-05"), "EUC/0010/2025", "EUC/0020/2025")), []),
        ["revoked"] = (Later(new CertificateRevoked(On("2026-06-29"), "Ministry of Justice", "Note 8")),
            ["EUC-029 Reject revoked"]),
        ["revoked the next day"] = (Later(new CertificateRevoked(On("2026-07-01"), "Ministry of Justice", "Note 8")), []),
        ["refused"] = (Later(new CertificateRefused(On("2026-06-29"), "clerk-07", "not theirs")),
            ["EUC-029 Hold refused"]),
        ["refused the next day"] = (Later(new CertificateRefused(On("2026-07-01"), "clerk-07", "not theirs")), []),
        ["superseded"] = (Later(new CertificateSuperseded(On("2026-06-29"), Subject.Parse("certificate/is/euc-18"))),
            ["EUC-029 Reject superseded"]),
        ["what takes the place of another may be like it"] = (Replacing(), []),
        ["less by amendment"] = (Later(Raise with { Lines = [new(1, 400)] }), []),
        ["less by amendment than was authorized"] = (
            Later(Drawn(450, "Waffenfabrik"), Raise with { Lines = [new(1, 400)] }), ["EUC-040 Reject over-authorised", "EUC-048 Reject does-not-add-up"]),
        ["more by an amendment nobody confirmed"] = (Later(Raise), ["EUC-031 Hold amendment-unconfirmed"]),
        ["more by an amendment that was confirmed"] = (Later(Raise, AskedAgain, RaiseConfirmed), []),
        ["all of the more was authorized"] = (
            Later(Raise, AskedAgain, RaiseConfirmed, Drawn(600, "Waffenfabrik")), []),
        ["more was authorized before it was confirmed"] = (Later(Raise, AskedAgain, Drawn(600, "Waffenfabrik")),
            ["EUC-031 Hold amendment-unconfirmed", "EUC-040 Reject over-authorised", "EUC-048 Reject does-not-add-up"]),
        ["an amendment confirmed unasked"] = (Later(Raise, RaiseConfirmed), ["EUC-031 Hold amendment-unconfirmed"]),
        ["an amendment confirmed with less"] = (
            Later(Raise, AskedAgain, RaiseConfirmed with { Repeats = new("EUC/0017/2026", Lines: [new("Pistols", 599)]) }),
            ["EUC-031 Hold amendment-unconfirmed"]),
        ["an amendment confirmed by its signer"] = (
            Later(Raise, AskedAgain, RaiseConfirmed with { Sender = "Anna Dæmisdóttir" }),
            ["EUC-031 Hold amendment-unconfirmed"]),
        ["an amendment confirmed from elsewhere"] = (Later(Raise, AskedAgain, RaiseConfirmed with { Address = "fax 17" }),
            ["EUC-031 Hold amendment-unconfirmed"]),
        ["an amendment they deny"] = (
            Later(Raise, AskedAgain, RaiseConfirmed, RaiseConfirmed with { Kind = ReplyKind.NotIssued }),
            ["EUC-031 Hold amendment-unconfirmed"]),
        ["an amendment of a stranger"] = (Later(Raise with { SignedBy = "Nobody", Lines = [new(1, 400)] }),
            ["EUC-031 Hold amendment-signer"]),
        ["an amendment above the signer's power"] = (
            Later(
                Raise with { Lines = [new(2, 50_001)] }, AskedAgain,
                RaiseConfirmed with { Repeats = new("EUC/0017/2026", Lines: [new("Pistols"), new("Cartridges", 50_001)]) }),
            ["EUC-031 Hold amendment-above-limit"]),
        ["an amendment of a line that is none"] = (Later(Raise with { Lines = [new(3, 1)] }),
            ["EUC-031 Hold amendment-line-unknown"]),
        ["two amendments of one reference"] = (
            Later(Raise with { Lines = [new(1, 400)] }, Raise with { Lines = [new(1, 450)] }),
            ["EUC-031 Hold amendment-differs", "EUC-031 Hold amendment-differs", "EUC-031 Hold amendment-unconfirmed"]),
        ["an amendment that prolongs too far"] = (Later(Raise with { Lines = [], ValidTo = On("2029-03-03") }),
            ["EUC-003 Warn validity-long"]),
        ["the amended paper in another office"] = (
            Later(Raise, AskedAgain, RaiseConfirmed) with { Before = [Captured(Quantity(600, null), office: "Partner")] },
            ["EUC-001 Info same-document-again"]),
        ["another quantity than the amended one elsewhere"] = (
            Later(Raise, AskedAgain, RaiseConfirmed) with { Before = [Captured(Quantity(700), office: "Partner")] },
            ["EUC-001 Reject number-on-file", "EUC-030 Reject captured-differently"]),
        ["signed on a Sunday"] = (Signer(it => it with { SignedOn = On("2026-03-01") }),
            ["EUC-032 Info signed-on-weekend"]),
        ["signed on a holiday"] = (Holiday("is"), ["EUC-032 Info signed-on-holiday"]),
        ["a holiday elsewhere"] = (Holiday("DE"), []),
        ["no template on file"] = (
            new() { Register = [.. new Trial().Register.Where(it => it is not TemplateRegistered)] },
            ["EUC-033 Info no-templates"]),
        ["a layout nobody took"] = (Read(InOrder with { Paper = InOrder.Paper with { Layout = null } }),
            ["EUC-033 Info layout-not-taken"]),
        ["a form nobody knows"] = (Read(InOrder with { Paper = InOrder.Paper with { Layout = "other" } }),
            ["EUC-033 Warn template-unknown"]),
        ["a form that had been withdrawn"] = (Registered(new TemplateWithdrawn(On("2026-03-01"), Form)),
            ["EUC-033 Warn template-unknown"]),
        ["a form of later"] = (
            new()
            {
                Register =
                [
                    .. new Trial().Register.Where(it => it is not TemplateRegistered),
                    new TemplateRegistered(On("2026-03-03"), Form),
                ],
            },
            ["EUC-033 Reject template-not-yet"]),
        ["used once before"] = (Used(CertificateUse.OneOff, 20), ["EUC-044 Reject used-before"]),
        ["revoked before anything left"] = (Used(CertificateUse.OneOff, 0), []),
        ["a copy of what another paper covers since"] = (Covered(500), ["EUC-046 Warn near-duplicate"]),
        ["nothing alike, whatever was read under that number"] = (Covered(700), []),
        ["a framework used before"] = (Used(CertificateUse.Framework, 20), []),
    };

    private static Trial Holiday(string country) => new()
    {
        Parameters = CertificateParameters.Default with { Holidays = [new(country, On("2026-03-02"))] },
    };

    private static Trial Later(params LedgerEvent[] facts) => new() { After = [.. new Trial().After, .. facts] };

    private static Trial Registered(params LedgerEvent[] facts) =>
        new() { Register = [.. new Trial().Register, .. facts] };

    private static Trial Keys(Trial trial, params LedgerEvent[] facts) =>
        trial with { Register = [.. trial.Register, .. facts] };

    private static Trial Signed(params DigitalSignatureChecked[] checks) => new()
    {
        Paper = InOrder with { DigitalSignature = new("signer") },
        Register = [.. new Trial().Register, new IssuerKeyRegistered(On("2019"), Key)],
        After = [.. new Trial().After, .. checks],
    };

    private static Trial Used(CertificateUse use, long shipped)
    {
        var trial = Read(InOrder with { Use = use });
        return trial with
        {
            Elsewhere = Record(
                Subject.Parse("authorization/de/a-1"),
                [
                    Drawn(300, "Waffenfabrik"),
                    new AuthorizationRevoked(On("2026-05-01"), Certificate, [new(1, shipped)], "chief-01", "ended"),
                ],
                first: 301),
        };
    }

    /// <summary>Another certificate under whose number other content was presented a month later.</summary>
    private static Trial Covered(long first)
    {
        var other = Alike(first, "2026-03-03");
        var later = other with { Lines = [other.Lines[0] with { Quantity = 90, QuantityInWords = null }] };
        return new()
        {
            Elsewhere = Record(
                other.Subject,
                [Captured(SignedAnew(other), "2026-03-10"), Captured(SignedAnew(later), "2026-04-11")],
                first: 51),
        };
    }

    private static Trial Replacing()
    {
        var trial = Beside(Alike(500, "2026-03-03"), "Partner");
        return trial with
        {
            Elsewhere =
            [
                .. trial.Elsewhere,
                .. Record(trial.Elsewhere[0].Home, [new CertificateSuperseded(On("2026-05-01"), Certificate)], first: 61),
            ],
        };
    }
}
