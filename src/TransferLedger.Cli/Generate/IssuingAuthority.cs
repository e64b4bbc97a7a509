using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Generate;

/// <summary>Who may sign for an authority, and how long and for how much.</summary>
/// <param name="Last">The last day; null while in office.</param>
/// <param name="Limit">The most units of one line; null for no limit.</param>
internal sealed record Signatory(
    string Name,
    string Title,
    LocalDate First,
    LocalDate? Last,
    ImmutableArray<GoodsClass> Scope,
    long? Limit,
    string Specimen)
{
    /// <summary>May these lines be signed on a day?</summary>
    public bool May(LocalDate day, IEnumerable<CertificateLine> lines) =>
        First <= day && !(Last < day) && lines.All(line => !(line.Quantity > Limit)
            && (Scope.IsEmpty || line.Class is not { } goods || Scope.Contains(goods)));
}

/// <summary>An address that answers for an authority.</summary>
internal sealed record ContactPoint(string Channel, string Address, LocalDate First, LocalDate? Last)
{
    public bool IsOpen(LocalDate from, LocalDate to) => First <= from && !(Last < to);
}

/// <summary>An authority as the register has it: invented but for its country.</summary>
/// <param name="Patterns">How its certificates are numbered, from when on; the earliest first.</param>
internal sealed record IssuingAuthority(
    Country Country,
    string Code,
    string Name,
    ImmutableArray<GoodsClass> Scope,
    ImmutableArray<(LocalDate From, string Pattern)> Patterns,
    ImmutableArray<ContactPoint> Contacts,
    ImmutableArray<Signatory> Signatories)
{
    /// <summary>The ministries that issue in every country: for its forces, and for everybody else.</summary>
    public static ImmutableArray<string> Codes { get; } = ["mod", "moi"];

    private static readonly LocalDate Begin = new(2015, 1, 1);

    private static readonly string[] Forms =
    [
        "EUC/#######/YYYY", "YYYY/EUC-#######", "@@-#######-YYYY", "EUC #######/YYYY", "CFU.YYYY.#######",
        "YYYY-#######-@",
    ];

    private static readonly string[] Departments =
        ["Licensing Department", "Armaments Directorate", "Department of Controlled Goods", "General Secretariat"];

    private static readonly int[] Limits = [200, 1_000, 2_500, 5_000];

    public Subject Subject => AuthorityRegister.SubjectOf(Country.Code, Code);

    /// <summary>The authority of a country that has a code.</summary>
    public static IssuingAuthority Make(long seed, int country, int code, Names names)
    {
        var state = Country.Importers[country];
        var dice = Dice.For(seed, "authority", (country * Codes.Length) + code);
        var soldiers = code == 0;
        ImmutableArray<GoodsClass> scope = soldiers
            ? []
            : [GoodsClass.SmallArms, GoodsClass.Ammunition, GoodsClass.Parts];
        var first = dice.Of(Forms);
        ImmutableArray<(LocalDate, string)> patterns = [(Begin, first)];
        if (dice.Chance(0.4))
        {
            patterns = patterns.Add((new LocalDate(dice.Number(2021, 2023), 1, 1), dice.Of(Forms)));
        }

        var domain = $"{Codes[code]}.{state.Code.ToLowerInvariant()}.example";
        var moved = new LocalDate(2020, 1, 1).PlusDays(dice.Number(0, 1_200));
        ContactPoint[] contacts =
        [
            new("mission", $"Embassy in {names.Town(state, dice)}, {(soldiers ? "defence" : "police")} section", Begin, null),
            new("email", $"verification@{domain}", Begin, moved),
            new("email", $"end-user-certificates@{domain}", moved.PlusDays(1), null),
        ];
        return new IssuingAuthority(
            state,
            Codes[code],
            $"{(soldiers ? "Ministry of Defence" : "Ministry of the Interior")} of {state.Name}, {dice.Of(Departments)}",
            scope,
            patterns,
            [.. contacts],
            [.. Directors(state, dice, names), .. Deputies(state, dice, names)]);
    }

    /// <summary>The facts of the register, in order.</summary>
    public IEnumerable<AuthorityEvent> Facts()
    {
        yield return new AuthorityRegistered(Happened.On(Begin), Name, new(Scope));
        foreach (var (from, pattern) in Patterns)
        {
            yield return new NumberPatternSet(Happened.On(from), pattern);
        }

        foreach (var contact in Contacts)
        {
            yield return new ContactPointRegistered(Happened.On(contact.First), contact.Channel, contact.Address);
            if (contact.Last is { } last)
            {
                yield return new ContactPointWithdrawn(Happened.On(last), contact.Address, "moved");
            }
        }

        foreach (var signer in Signatories)
        {
            yield return new SignatoryAppointed(
                Happened.On(signer.First), signer.Name, signer.Title, new(signer.Scope), signer.Limit, signer.Specimen);
            if (signer.Last is { } last)
            {
                yield return new SignatoryTermEnded(Happened.On(last), signer.Name, "new appointment");
            }
        }
    }

    /// <summary>A number that follows the pattern of the day.</summary>
    public string Number(LocalDate issued, long running, Dice dice)
    {
        var form = Patterns.Last(it => it.From <= issued).Pattern;
        var digits = running.ToString("0000000", CultureInfo.InvariantCulture);
        var text = form.Replace("#######", digits, StringComparison.Ordinal)
            .Replace("YYYY", issued.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return string.Concat(text.Select(c => c == '@' ? (char)('A' + dice.Number(0, 25)) : c));
    }

    /// <summary>Somebody who may sign these lines on a day.</summary>
    public Signatory SignerOf(LocalDate day, IReadOnlyList<CertificateLine> lines, Dice dice) =>
        dice.Of([.. Signatories.Where(it => it.May(day, lines))]);

    /// <summary>An address that is open from one day to another.</summary>
    public string ContactOf(LocalDate from, LocalDate to, Dice dice) =>
        dice.Of([.. Contacts.Where(it => it.IsOpen(from, to))]).Address;

    /// <summary>One after the other, for all goods and any quantity; the first left before the set begins.</summary>
    private static IEnumerable<Signatory> Directors(Country state, Dice dice, Names names)
    {
        var title = dice.Of<string>(["Director of Licensing", "State Secretary", "Head of Armaments", "Under-Secretary"]);
        LocalDate?[] ends =
        [
            new LocalDate(2018, 1, 1).PlusDays(dice.Number(0, 500)),
            new LocalDate(2021, 1, 1).PlusDays(dice.Number(0, 1_000)),
            null,
        ];
        var first = Begin;
        foreach (var end in ends)
        {
            yield return new Signatory(names.Person(state, dice), title, first, end, [], null, dice.Picture());
            first = end?.PlusDays(1) ?? first;
        }
    }

    private static IEnumerable<Signatory> Deputies(Country state, Dice dice, Names names)
    {
        for (var at = 0; at < 3; at++)
        {
            var first = new LocalDate(2016, 1, 1).PlusDays(dice.Number(0, 1_400));
            LocalDate? last = dice.Chance(0.5) ? first.PlusDays(dice.Number(700, 2_500)) : null;
            ImmutableArray<GoodsClass> scope =
                dice.Chance(0.5) ? [GoodsClass.SmallArms, GoodsClass.Ammunition, GoodsClass.Parts] : [];
            yield return new Signatory(
                names.Person(state, dice),
                dice.Of<string>(["Deputy Director", "Head of Section", "Colonel, Procurement"]),
                first,
                last,
                scope,
                dice.Of(Limits),
                dice.Picture());
        }
    }
}
