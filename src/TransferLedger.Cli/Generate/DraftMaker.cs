using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Generate;

/// <summary>Makes certificates in order. Certificate n of a set depends on nothing but seed, size and n.</summary>
internal sealed class DraftMaker
{
    /// <summary>The first day of issue.</summary>
    public static readonly LocalDate First = new(2019, 9, 2);

    /// <summary>Days from the first to the last day of issue.</summary>
    public const int Span = 2_120;

    private static readonly string[] Uses =
    [
        "Service weapons of the unit, replacing the model in use since 1996",
        "Training of recruits at the unit's own ranges",
        "Equipment of a newly formed company of the unit",
        "Replenishment of stocks used in exercises",
        "Protection of ports and coastal waters by the named station",
        "Patrol duty in the named district",
        "Guarding of public buildings in the named town",
        "Ceremonial duty and instruction",
        "Protection of rangers against poachers in the reserve",
    ];

    private static readonly string[] Departments = ["Registry", "Archive of the ministry", "Verification desk"];

    private readonly long _seed;
    private readonly int _certificates;
    private readonly Names _names = new();
    private readonly ImmutableArray<(Country Country, PartyOnPaper Party)> _exporters;
    private readonly ImmutableArray<IssuingAuthority> _authorities;

    public DraftMaker(long seed, int certificates)
    {
        (_seed, _certificates) = (seed, certificates);
        _exporters = [.. Enumerable.Range(0, 40).Select(at => Firm(Dice.For(seed, "exporter", at)))];
        _authorities =
        [
            .. from country in Enumerable.Range(0, Country.Importers.Length)
               from code in Enumerable.Range(0, IssuingAuthority.Codes.Length)
               select IssuingAuthority.Make(seed, country, code, _names),
        ];
    }

    /// <summary>The register.</summary>
    public ImmutableArray<IssuingAuthority> Authorities => _authorities;

    /// <summary>Those who order.</summary>
    public IEnumerable<Buyer> Buyers =>
        Enumerable.Range(0, Customers).Select(at => Buyer.Make(_seed, at, _names));

    public Names Names => _names;

    /// <summary>How many certificates the set has.</summary>
    public int Count => _certificates;

    /// <summary>
    /// The day of issue of certificate n, from 0: never before that of an earlier one, and no weekend.
    /// </summary>
    public LocalDate Issued(int index)
    {
        var day = First.PlusDays((int)((long)Span * index / _certificates));
        return day.DayOfWeek switch
        {
            IsoDayOfWeek.Saturday => day.PlusDays(-1),
            IsoDayOfWeek.Sunday => day.PlusDays(-2),
            _ => day,
        };
    }

    private int Customers => Math.Max(20, _certificates / 4);

    /// <summary>A certificate in order.</summary>
    public Draft InOrder(int index)
    {
        var dice = Dice.For(_seed, "certificate", index);
        var buyer = Buyer.Make(_seed, dice.Number(0, Customers - 1), _names);
        var authority = _authorities[(buyer.Country * IssuingAuthority.Codes.Length) + buyer.Authority];
        var issued = Issued(index);
        var language = Language(authority.Country, dice);
        var lines = Lines(buyer, language, dice);
        var signer = authority.SignerOf(issued, lines, dice);
        // Buyers keep to the maker of what they have.
        var supplier = _exporters[buyer.Supplier % _exporters.Length];
        var (exporting, exporter) = dice.Chance(0.85) ? supplier : dice.Of(_exporters);
        var paper = new EndUserCertificate(
            authority.Number(issued, index + 1, dice),
            authority.Country.Code,
            dice.Chance(0.15) ? CertificateUse.Framework : CertificateUse.OneOff,
            new Paper(
                dice.Number(1, 20) switch
                {
                    1 => PaperKind.CertifiedCopy,
                    2 or 3 => PaperKind.DirectElectronic,
                    _ => PaperKind.Original,
                },
                dice.Picture(),
                language,
                language == authority.Country.Language && language is not ("en" or "fr" or "es")
                    ? Translation.Certified
                    : Translation.NotNeeded),
            authority.Code,
            Happened.On(issued),
            Exporter: exporter,
            EndUser: buyer.User,
            Destination: authority.Country.Code,
            Lines: lines,
            EndUse: dice.Of(Uses),
            Signatory: new SignatoryOnPaper(
                signer.Name, signer.Title, Happened.On(issued), dice.Picture(), dice.Chance(0.4) ? Phone(dice) : null),
            GovernmentCertification: buyer.IsState && dice.Chance(0.7)
                ? null
                : $"Certified genuine by the {authority.Name}");
        return InOffice(authority, signer, buyer, exporting, issued, Terms(paper, issued, dice), dice);
    }

    /// <summary>Some lines of what the end user has, in one language.</summary>
    public static ValueList<CertificateLine> Lines(Buyer buyer, string language, Dice dice)
    {
        var arms = dice.Randomizer.Shuffle(buyer.Arms).Take(dice.Of<int>([1, 1, 1, 2, 2, 3])).ToList();
        var rounds = Goods.Rounds
            .Where(it => arms.Exists(arm => arm.Calibre == it.Calibre && arm.Class != GoodsClass.Parts))
            .Take(2).Where(_ => dice.Chance(0.55)).ToList();
        return arms.Concat(rounds).Select(goods => Line(goods, buyer.Share, language, dice)).ToValueList();
    }

    /// <summary>A quantity in words, of a language that is written here, else null.</summary>
    public static string? InWords(long quantity, string language, Dice dice)
    {
        var words = NumbersInWords.Of(quantity, language, dice.Chance(0.6));
        return words is not null && dice.Chance(0.3) ? char.ToUpperInvariant(words[0]) + words[1..] : words;
    }

    /// <summary>A firm that exports, and its state.</summary>
    public (Country Country, PartyOnPaper Party) Firm(Dice dice)
    {
        var country = dice.Chance(0.6) ? Country.Exporters[0] : dice.Of(Country.Exporters);
        return (country, Party(country, dice));
    }

    /// <summary>The office of a state that receives certificates.</summary>
    public static string OfficeOf(Country country) => $"Export licensing office, {country.Name}";

    private PartyOnPaper Party(Country country, Dice dice) => new(
        _names.Firm(country, dice),
        _names.Street(country, dice),
        $"{_names.PostalCode(country, dice)} {country.InLatin(_names.Town(country, dice))}",
        country.Code);

    private static CertificateLine Line(Goods goods, double share, string language, Dice dice)
    {
        var quantity = dice.Quantity(goods.Least, Math.Max(goods.Least, (long)(goods.Most * share)));
        return new CertificateLine(
            goods.Description,
            goods.Class,
            goods.Model,
            goods.Calibre,
            quantity,
            InWords(quantity, language, dice),
            goods.Unit);
    }

    private static string Language(Country country, Dice dice) =>
        country.Language is "en" or "fr" or "es" || dice.Chance(0.25) ? country.Language : "en";

    private static string Phone(Dice dice) => $"+00 {dice.Randomizer.Replace("## ### ####")}";

    /// <summary>Validity, contract, undertakings and other parties.</summary>
    private EndUserCertificate Terms(EndUserCertificate paper, LocalDate issued, Dice dice)
    {
        var from = dice.Number(1, 10) switch { 1 => issued.PlusDays(dice.Number(1, 30)), _ => issued };
        var to = from.PlusMonths(dice.Of<int>([6, 9, 12, 12, 12, 18, 24, 24, 36])).PlusDays(-dice.Number(0, 1));
        var contract = issued.PlusDays(-dice.Number(3, 240));
        List<Undertaking> undertakings =
        [
            Undertaking.NoOtherUse, Undertaking.NoReexport, Undertaking.OnSiteVerification,
            Undertaking.DeliveryVerification,
        ];
        undertakings.AddRange(dice.Chance(0.5) ? [Undertaking.NoWmd] : []);
        undertakings.AddRange(dice.Chance(0.3) ? [Undertaking.NoRelocation] : []);
        undertakings.AddRange(dice.Chance(0.08) ? [Undertaking.NewForOld] : []);
        var others = new List<OtherParty>();
        foreach (var (role, chance) in new[]
        {
            (PartyRole.Broker, 0.12), (PartyRole.Carrier, 0.35), (PartyRole.Forwarder, 0.2),
            (PartyRole.IntermediateConsignee, 0.1),
        })
        {
            others.AddRange(dice.Chance(chance) ? [new(role, Firm(dice).Party)] : []);
        }

        return paper with
        {
            ValidFrom = dice.Chance(0.15) ? null : Happened.On(from),
            ValidTo = Happened.On(to),
            Contract = $"{dice.Of<string>(["K", "PO", "C", "Contract"])}-{contract.Year}-{dice.Randomizer.Replace("###")}",
            ContractDate = Happened.On(contract),
            Undertakings = undertakings.ToValueList(),
            OtherParties = others.ToValueList(),
            FinalConsignee = others.Exists(it => it.Role == PartyRole.IntermediateConsignee)
                ? paper.EndUser!.Party
                : null,
        };
    }

    private Draft InOffice(
        IssuingAuthority authority,
        Signatory signer,
        Buyer buyer,
        Country exporting,
        LocalDate issued,
        EndUserCertificate paper,
        Dice dice)
    {
        var received = issued.PlusDays(dice.Number(3, 40));
        var asked = received.PlusDays(dice.Number(1, 5));
        var answered = asked.PlusDays(dice.Number(5, 28));
        var address = authority.ContactOf(asked, answered, dice);
        return new Draft
        {
            Authority = authority,
            Signer = signer,
            Buyer = buyer,
            Paper = paper,
            Issued = issued,
            Office = OfficeOf(exporting),
            Officer = $"clerk-{dice.Randomizer.Replace("##")}",
            Received = received,
            Checked = asked,
            Answered = answered,
            AskedAt = address,
            AnsweredFrom = address,
            Sender = $"{_names.Person(authority.Country, dice)}, {dice.Of(Departments)}",
            Reply = Draft.Repeat(paper),
        };
    }
}
