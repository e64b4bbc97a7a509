using System.Globalization;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>Need: long arms for so many members, rounds for so many weapons.</summary>
public static partial class CertificateRules
{
    private static readonly string[] HandgunWords = ["pistol", "pistols", "revolver", "revolvers", "handgun", "handguns"];

    private static readonly string[] SingleRounds =
        ["round", "rounds", "cartridge", "cartridges", "piece", "pieces"];

    private static IEnumerable<RuleFinding> PlausibleNeed(CertificateCase it)
    {
        var arms = NeedOfArms(it, LongArms, it.Parameters.ForceRatioPercent, "longArms", "more-than-needed");
        if (it.Parameters.HandgunRatioPercent is { } percent)
        {
            arms = arms.Concat(NeedOfArms(it, Handguns, percent, "handguns", "more-handguns-than-needed"));
        }

        return arms.Distinct().Concat(NeedOfRounds(it));
    }

    /// <summary>
    /// Long arms, or handguns, for so many members. The end user's certificates of the months before this one count
    /// with what was read from them.
    /// </summary>
    private static IEnumerable<RuleFinding> NeedOfArms(
        CertificateCase it, Func<OtherLine, decimal> arms, int percent, string sort, string excess)
    {
        var here = it.InForce.Lines.Select(OtherLine.Of).Sum(arms);
        if (here == 0)
        {
            yield break;
        }

        var earlier = WithinNeedMonths(it).Select(other => (other.Position, Arms: other.Paper.Lines.Sum(arms)))
            .Where(other => other.Arms > 0).ToList();
        var total = here + earlier.Sum(other => other.Arms);
        var name = it.Paper.EndUser?.Party.Name ?? "";
        if (RegisteredEndUser(it) is { Fact.Strength: { } strength } party)
        {
            var limit = (decimal)strength * percent / 100;
            if (total > limit)
            {
                yield return Found(
                    total > 2 * limit ? Verdict.Hold : Verdict.Warn, excess, "lines", Whole(total),
                    Text(it.Parameters.NeedMonths), Text(strength), Text(percent))
                    .Resting([party.Position, .. earlier.Select(other => other.Position)]);
            }
        }
        else if (AssumedStrength(it) is { } assumed && total > (decimal)assumed * percent / 100)
        {
            yield return Found(
                Verdict.Hold, "strength-missing", "endUser", name, Whole(total), sort, Text(it.Parameters.NeedMonths),
                Text(assumed)).Resting([.. earlier.Select(other => other.Position)]);
        }
        else
        {
            yield return Found(Verdict.Info, "strength-unknown", "endUser", name);
        }
    }

    /// <summary>Dealers and makers do not need arms for their members: EUC-058 asks whom they sell to.</summary>
    private static int? AssumedStrength(CertificateCase it) =>
        it.Paper.EndUser?.Kind is EndUserKind.Reseller or EndUserKind.Manufacturer
            ? null
            : it.Parameters.AssumedStrength;

    /// <summary>
    /// Rounds of a calibre certified over the months, beside what the table allows the weapons of that calibre.
    /// </summary>
    private static IEnumerable<RuleFinding> NeedOfRounds(CertificateCase it)
    {
        var calibres = it.InForce.Lines.Index()
            .Where(line => line.Item.Class == GoodsClass.Ammunition && !Blank(line.Item.Calibre)
                && line.Item.Quantity > 0)
            .GroupBy(line => CalibreKey(line.Item.Calibre!), StringComparer.Ordinal).ToList();
        if (calibres.Count == 0 || it.Parameters.RoundsPerWeapon.Count == 0)
        {
            yield break;
        }

        var earlier = WithinNeedMonths(it).ToList();
        foreach (var lines in calibres)
        {
            var (field, calibre) = (Line(lines.First().Index, "quantity"), lines.First().Item.Calibre!);
            if (lines.Select(line => line.Item.Unit).FirstOrDefault(unit => !AreRounds(unit)) is { } unit)
            {
                yield return Found(Verdict.Info, "rounds-not-counted", field, calibre, unit);
                continue;
            }

            var before = earlier.Where(other => Rounds(other.Paper, lines.Key) > 0).ToList();
            var rounds = lines.Sum(line => (decimal)line.Item.Quantity!.Value)
                + before.Sum(other => Rounds(other.Paper, lines.Key));
            var (weapons, basis) = WeaponsOf(it, lines.Key, earlier);
            var limit = weapons.Sum(one => one.Quantity * PerYear(it.Parameters, one.Class, lines.Key))
                * it.Parameters.NeedMonths / 12;
            if (rounds > limit && basis == WeaponsBasis.Assumed)
            {
                yield return Found(
                    Verdict.Hold, "weapons-missing", field, calibre, it.Paper.EndUser?.Party.Name ?? "",
                    Whole(rounds), Text(it.Parameters.NeedMonths), Text(it.Parameters.AssumedStrength!.Value))
                    .Resting([.. before.Select(other => other.Position)]);
            }
            else if (rounds > limit && basis == WeaponsBasis.Incomplete)
            {
                yield return Found(
                    Verdict.Info, "weapons-unknown", field, calibre, it.Paper.EndUser?.Party.Name ?? "");
            }
            else if (rounds > limit)
            {
                yield return Found(
                    rounds > 2 * limit ? Verdict.Hold : Verdict.Warn, "more-rounds-than-needed", field,
                    Whole(rounds), calibre, Text(it.Parameters.NeedMonths), Whole(weapons.Sum(one => one.Quantity)),
                    Whole(decimal.Floor(limit)), basis.ToString())
                    .Resting([
                        .. weapons.SelectMany(one => one.Facts).Concat(before.Select(other => other.Position))
                            .Distinct().Order(),
                    ]);
            }
        }
    }

    /// <summary>
    /// The weapons of a calibre: those the register counts, those certified over the months, and those delivered under
    /// older certificates. What is certified may be counted in the register by now, which is in the end user's favour.
    /// Where the register does not count them, these are the least it has, and too many rounds for them prove nothing:
    /// then as many as its strength makes plausible are taken, if these are more, or as many as one with few members
    /// has.
    /// </summary>
    private static (List<WeaponsOnRecord> Weapons, WeaponsBasis Basis) WeaponsOf(
        CertificateCase it, string calibre, List<OtherReading> earlier)
    {
        bool OfCalibre(GoodsClass? goods, string? named) =>
            Holdings.AreWeapons(goods) && !Blank(named) && CalibreKey(named!) == calibre;

        var party = RegisteredEndUser(it);
        var within = earlier.Select(other => other.Certificate).ToHashSet();
        List<WeaponsOnRecord> known =
        [
            .. (party?.Fact.Weapons ?? []).Where(one => CalibreKey(one.Calibre) == calibre)
                .Select(one => new WeaponsOnRecord(one.Class, one.Quantity, [party!.Position])),
        ];
        var counted = known.Count > 0;
        known.AddRange(it.InForce.Lines.Where(line => OfCalibre(line.Class, line.Calibre) && line.Quantity > 0)
            .Select(line => new WeaponsOnRecord(line.Class, line.Quantity!.Value, [])));
        known.AddRange(earlier.SelectMany(other => other.Paper.Lines
            .Where(line => OfCalibre(line.Class, line.Calibre) && line.Quantity > 0)
            .Select(line => new WeaponsOnRecord(line.Class, line.Quantity!.Value, [other.Position]))));
        known.AddRange(it.Delivered
            .Where(one => !within.Contains(one.Certificate) && CalibreKey(one.Calibre) == calibre)
            .Select(one => new WeaponsOnRecord(one.Class, one.Quantity, one.Facts)));
        if (counted || (party?.Fact.Strength ?? AssumedStrength(it)) is not { } strength)
        {
            return (known, counted ? WeaponsBasis.Counted : WeaponsBasis.Incomplete);
        }

        var plausible = (decimal)strength * it.Parameters.ForceRatioPercent / 100;
        var (basis, facts) = party is { Fact.Strength: not null }
            ? (WeaponsBasis.Strength, (ValueList<long>)[party.Position])
            : (WeaponsBasis.Assumed, []);
        return (known.Sum(one => one.Quantity) >= plausible ? known : [new(null, plausible, facts)], basis);
    }

    /// <summary>How the number of weapons is known.</summary>
    private enum WeaponsBasis
    {
        /// <summary>It is the least: nobody has counted them.</summary>
        Incomplete,

        /// <summary>The register counts them.</summary>
        Counted,

        /// <summary>As many as the members of the end user may plausibly have.</summary>
        Strength,

        /// <summary>As many as one may have whose strength is not on record.</summary>
        Assumed,
    }

    private sealed record WeaponsOnRecord(GoodsClass? Class, decimal Quantity, ValueList<long> Facts);

    /// <summary>
    /// Lines in a calibre that the end user has no weapon of, by the register and by what was delivered under its other
    /// certificates. That it was delivered rifles does not make pistols alien to it: of weapons only a register that
    /// knows calibres says so. Cartridges are for the weapons that come with them, too.
    /// </summary>
    private static IEnumerable<RuleFinding> AlienCalibres(CertificateCase it, bool ammunition)
    {
        var coming = it.InForce.Lines.Where(line => ammunition && line.Class != GoodsClass.Ammunition)
            .Select(line => line.Calibre).OfType<string>().Select(CalibreKey).ToHashSet(StringComparer.Ordinal);
        var lines = it.InForce.Lines.Index()
            .Where(line => (line.Item.Class == GoodsClass.Ammunition) == ammunition && !Blank(line.Item.Calibre)
                && !coming.Contains(CalibreKey(line.Item.Calibre!))).ToList();
        if (it.Paper.EndUser is not { } user || lines.Count == 0)
        {
            yield break;
        }

        var party = RegisteredEndUser(it);
        var registered = (party?.Fact.Calibres ?? []).Concat((party?.Fact.Weapons ?? []).Select(one => one.Calibre))
            .ToList();
        if (registered.Count == 0 && !ammunition)
        {
            yield break;
        }

        var delivered = it.Delivered;
        var held = registered.Concat(delivered.Select(one => one.Calibre))
            .DistinctBy(CalibreKey, StringComparer.Ordinal).ToList();
        var keys = held.Select(CalibreKey).ToHashSet(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => !keys.Contains(CalibreKey(line.Item.Calibre!))))
        {
            var field = Line(line.Index, "calibre");
            if (held.Count == 0)
            {
                yield return Found(Verdict.Info, "holdings-unknown", field, line.Item.Calibre!, user.Party.Name);
                continue;
            }

            yield return Found(
                Verdict.Warn, "calibre-not-held", field, line.Item.Calibre!, user.Party.Name, string.Join(", ", held))
                .Resting([
                    .. registered.Count == 0 ? [] : (long[])[party!.Position],
                    .. delivered.SelectMany(one => one.Facts),
                ]);
        }
    }

    /// <summary>7,62 x 39 mm and 7.62x39 are one calibre.</summary>
    private static string CalibreKey(string calibre) => Subject.Normalise(calibre)
        .Replace("-", "", StringComparison.Ordinal).Replace("mm", "", StringComparison.Ordinal);

    /// <summary>How many long arms a certificate is for.</summary>
    internal static decimal LongArms(EndUserCertificate paper) => paper.Lines.Select(OtherLine.Of).Sum(LongArms);

    private static decimal LongArms(OtherLine line) => AreHandguns(line) ? 0 : SmallArms(line);

    private static decimal Handguns(OtherLine line) => AreHandguns(line) ? SmallArms(line) : 0;

    private static decimal SmallArms(OtherLine line) =>
        line.Class == GoodsClass.SmallArms && line.Quantity > 0 ? line.Quantity.Value : 0;

    /// <summary>Small arms called pistol, revolver or handgun: the paper has no better mark.</summary>
    private static bool AreHandguns(OtherLine line) =>
        Subject.Normalise(line.Description).Split('-').Intersect(HandgunWords, StringComparer.Ordinal).Any();

    private static decimal Rounds(OtherPaper paper, string calibre) => paper.Lines
        .Where(line => line.Class == GoodsClass.Ammunition && line.Quantity > 0 && AreRounds(line.Unit)
            && !Blank(line.Calibre) && CalibreKey(line.Calibre!) == calibre)
        .Sum(line => (decimal)line.Quantity!.Value);

    /// <summary>A line without a unit is counted as rounds: EUC-008 holds it.</summary>
    private static bool AreRounds(string? unit) =>
        Blank(unit) || SingleRounds.Contains(Subject.Normalise(unit!), StringComparer.Ordinal);

    /// <summary>
    /// What the table says of the class and calibre, else of the class; of what it does not name, the most it allows
    /// any class.
    /// </summary>
    private static decimal PerYear(CertificateParameters parameters, GoodsClass? goods, string calibre)
    {
        var ofClass = parameters.RoundsPerWeapon.Where(one => one.Class == goods).ToList();
        return (ofClass.Find(one => one.Calibre is { } named && CalibreKey(named) == calibre)
                ?? ofClass.Find(one => one.Calibre is null))?.PerYear
            ?? parameters.RoundsPerWeapon.Max(one => one.PerYear);
    }

    private static Entry<PartyRegistered>? RegisteredEndUser(CertificateCase it) =>
        it.Paper.EndUser is { } user ? it.Parties.PartyOn(user.Party.Name, it.Paper.IssuedOn ?? it.Received) : null;

    /// <summary>The end user's other certificates of the months before this one, without those it takes the place of
    /// and those that were refused.</summary>
    private static IEnumerable<OtherReading> WithinNeedMonths(CertificateCase it)
    {
        var last = FirstDay(it.Paper.IssuedOn ?? it.Received);
        var first = last.PlusMonths(-it.Parameters.NeedMonths);
        return it.Others.Where(other => FirstDay(other.Dated) is var day && day >= first && day <= last
            && it.IsEndUser(other.Paper.EndUser) && !it.OnFile.Replaces.Contains(other.Certificate)
            && !it.Refused.Contains(other.Certificate));
    }

    private static string Whole(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);
}
