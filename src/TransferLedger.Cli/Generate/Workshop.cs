using NodaTime;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Generate;

/// <summary>What whoever changes a certificate has at hand.</summary>
/// <param name="maker">Makes certificates in order.</param>
/// <param name="index">The certificate that is changed, from 0.</param>
/// <param name="isPlain">Is certificate n in order and without any oddity?</param>
/// <param name="reused">The certificates whose numbers have been used again.</param>
internal sealed class Workshop(DraftMaker maker, int index, Func<int, bool> isPlain, HashSet<int> reused)
{
    private const int Tries = 60;

    public Names Names => maker.Names;

    /// <summary>An earlier certificate in order, issued so many days before; null when the set has none.</summary>
    public Draft? Earlier(int leastDays, int mostDays, Dice dice) =>
        Find(leastDays, mostDays, dice) is { } at ? maker.InOrder(at) : null;

    /// <summary>The same, once for each certificate of the set: nobody uses a number a third time.</summary>
    public Draft? EarlierOnce(int leastDays, int mostDays, Dice dice) =>
        Find(leastDays, mostDays, dice) is { } at && reused.Add(at) ? maker.InOrder(at) : null;

    /// <summary>A firm of another state than the one an office belongs to, with that state's office.</summary>
    public (string Office, PartyOnPaper Exporter) Elsewhere(string office, Dice dice)
    {
        while (true)
        {
            var (country, party) = maker.Firm(dice);
            if (DraftMaker.OfficeOf(country) is var other && other != office)
            {
                return (other, party);
            }
        }
    }

    /// <summary>The content of one certificate under number, dates and signature of another.</summary>
    public static EndUserCertificate Copy(EndUserCertificate content, EndUserCertificate frame) => content with
    {
        Number = frame.Number,
        IssuedOn = frame.IssuedOn,
        ValidFrom = frame.ValidFrom,
        ValidTo = frame.ValidTo,
        Contract = frame.Contract,
        ContractDate = frame.ContractDate,
        Exporter = frame.Exporter,
        Paper = content.Paper with { Scan = frame.Paper.Scan },
    };

    /// <summary>A number of its own, as the authority of another would have given it on that one's day.</summary>
    public string NumberFor(Draft other, Dice dice) => other.Authority.Number(other.Issued, index + 1, dice);

    /// <summary>The same dates as this draft, for a paper of another authority and end user.</summary>
    public Draft Again(Draft earlier, Draft frame, Dice dice)
    {
        var authority = earlier.Authority;
        var paper = Copy(earlier.Paper, frame.Paper) with { Number = authority.Number(frame.Issued, index + 1, dice) };
        var signer = authority.SignerOf(frame.Issued, paper.Lines, dice);
        var address = authority.ContactOf(frame.Checked, frame.Answered, dice);
        paper = paper with
        {
            Signatory = earlier.Paper.Signatory! with
            {
                Name = signer.Name, Title = signer.Title, SignedOn = Happened.On(frame.Issued),
                SignatureImage = frame.Paper.Signatory?.SignatureImage,
            },
        };
        return frame with
        {
            Authority = authority,
            Signer = signer,
            Buyer = earlier.Buyer,
            Paper = paper,
            Sender = $"{Names.Person(authority.Country, dice)}, Registry",
            AskedAt = address,
            AnsweredFrom = address,
            Reply = Draft.Repeat(paper),
        };
    }

    /// <summary>The paper with one of its lines changed.</summary>
    public static EndUserCertificate With(
        EndUserCertificate paper, int line, Func<CertificateLine, CertificateLine> change) =>
        paper with { Lines = paper.Lines.Select((it, at) => at == line ? change(it) : it).ToValueList() };

    private int At(LocalDate day) => (int)Math.Clamp(
        (long)Period.DaysBetween(DraftMaker.First, day) * maker.Count / DraftMaker.Span, 0, maker.Count - 1);

    private int? Find(int leastDays, int mostDays, Dice dice)
    {
        var day = maker.Issued(index);
        var (first, last) = (At(day.PlusDays(-mostDays)), Math.Min(index - 1, At(day.PlusDays(-leastDays))));
        for (var tries = 0; first <= last && tries < Tries; tries++)
        {
            var at = dice.Number(first, last);
            var age = Period.DaysBetween(maker.Issued(at), day);
            if (age >= leastDays && age <= mostDays && isPlain(at))
            {
                return at;
            }
        }

        return null;
    }
}
