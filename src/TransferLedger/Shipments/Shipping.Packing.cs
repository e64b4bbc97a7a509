using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>Packing.</summary>
public static partial class Shipping
{
    /// <summary>May this be packed? Weapons that the ledger meets for the first time are registered.</summary>
    /// <param name="state">
    /// The facts about shipment, authorization, certificate, and every weapon of the list.
    /// </param>
    /// <param name="list">The list, with weapons (<see cref="PackingList.Identified"/>).</param>
    public static Decision Pack(AuthorizationState state, PackingList list)
    {
        if (DrawOf(state, list.Authorization) is not { } draw)
        {
            return new Refusal(AuthorizationUnknown, list.Authorization.Key);
        }

        var before = ShipmentOf(state, list.Subject);
        if (before?.Under is { } under && under.Authorization != list.Authorization)
        {
            return new Refusal(PackageUsed, list.Subject.Key);
        }

        var paper = state.BalanceOf(draw.Granted.Certificate).Captured;
        var basis = new TransferBasis(list.Authorization, draw.Granted.Certificate, paper?.EndUserSubject);
        var facts = list.Packages.Select(it => new ShipmentPacked(
            list.Happened, list.Consignor, list.Consignee, it.Number, [], it.Seals, it.Contents, basis)).ToList();
        var done = facts.Where(it => before?.Packages.Any(one => one.Fact == it) == true).ToList();
        if (done.Count == facts.Count && facts.Count > 0)
        {
            return Decision.Nothing;
        }

        var fresh = facts.Except(done).ToList();
        var no = CheckOpen(draw, list.Happened) ?? CheckPackages(fresh, before, draw)
            ?? CheckRoom(state, draw, fresh);
        if (no is not null)
        {
            return no;
        }

        var (weapons, absent) = Register(state, list, fresh, paper);
        return absent ?? Decision.Record([.. weapons, .. fresh.Select(it => new NewFact(list.Subject, it))]);
    }

    /// <summary>
    /// May what was packed be taken back? As the retraction of each of its packages, by two persons, while nothing has
    /// left. What the packing registered stays registered: the weapons exist.
    /// </summary>
    /// <param name="state">The facts about the shipment.</param>
    /// <param name="shipment">The shipment.</param>
    /// <param name="package">One package; null for all.</param>
    /// <param name="on">When it was decided.</param>
    /// <param name="reason">Why.</param>
    /// <param name="officer">Who records it.</param>
    /// <param name="approver">Who agreed: another person.</param>
    public static Decision Unpack(
        AuthorizationState state,
        Subject shipment,
        string? package,
        Happened on,
        string reason,
        string officer,
        string approver)
    {
        var packed = ShipmentOf(state, shipment);
        if (packed?.Departures is [var left, ..])
        {
            return new Refusal(HasLeft, left.Fact.Happened.Text);
        }

        var history = new History([.. state.Facts], 0);
        var decisions = (packed?.Packages ?? [])
            .Where(it => package is null || Subject.Normalise(it.Fact.Package) == Subject.Normalise(package))
            .Select(it => Corrections.Decide(
                history, new RetractRecord(new CorrectionTarget(it.Position), on, reason, approver, officer))).ToList();
        return decisions.Count == 0
            ? new Refusal(Unknown, package is null ? shipment.Key : $"{shipment.Key}, {package}")
            : decisions.Find(it => it.Refusal is not null)
                ?? Decision.Record([.. decisions.SelectMany(it => it.Facts)]);
    }

    private static Refusal? CheckPackages(List<ShipmentPacked> fresh, Shipment? before, Draw draw)
    {
        if (fresh.Count == 0)
        {
            return new Refusal(Empty);
        }

        var lines = draw.Lines.Select(it => it.Line).ToList();
        foreach (var package in fresh)
        {
            if (!package.Package.Any(char.IsLetterOrDigit)
                || before?.Packages.Any(it => AuthorityRegister.SameName(it.Fact.Package, package.Package)) == true)
            {
                return new Refusal(PackageUsed, package.Package);
            }

            if (CheckContents(package.Contents, lines) is { } wrong)
            {
                return wrong;
            }

            if (package.Contents.FirstOrDefault(it => it.Weapons.Count == 0 && it.HasSerialThatSaysNone) is { } none)
            {
                return new Refusal(SerialSaysNone, none.Line, none.Serials.First(NoNumber.IsSaidBy));
            }

            if (package.Contents.FirstOrDefault(it => it.Weapons.Count != it.Serials.Count) is { } odd)
            {
                return new Refusal(SerialsDoNotMatch, odd.Line, odd.Serials.Count, odd.Weapons.Count);
            }
        }

        var packages = fresh.Select(it => (Subject.Normalise(it.Package), it.Package));
        var earlier = before?.Packages.SelectMany(it => it.Fact.Contents) ?? [];
        var serials = earlier.Concat(fresh.SelectMany(it => it.Contents)).SelectMany(
            it => it.Weapons.Zip(it.Serials, (weapon, serial) => (weapon.Value, serial)));
        return Twice(packages) is { } package1 ? new Refusal(PackageUsed, package1)
            : Twice(serials) is { } serial1 ? new Refusal(SerialTwice, serial1)
            : null;
    }

    /// <summary>
    /// EUC-041 before anything moves: what left under the authorization, what is packed under it in any shipment, and
    /// what is to be packed must not come to more than was granted.
    /// </summary>
    private static Refusal? CheckRoom(AuthorizationState state, Draw draw, List<ShipmentPacked> fresh)
    {
        var shipments = Shipment.All(state.About(draw.Authorization));
        foreach (var line in fresh.SelectMany(it => it.Contents).GroupBy(it => it.Line))
        {
            var taken = draw.Net(line.Key)
                + shipments.Select(it => it.Of(line.Key)).Sum(it => Math.Max(0, it.Packed - it.Left));
            var asked = line.Sum(it => it.Quantity);
            if (taken + asked > draw.GrantedOf(line.Key))
            {
                return new Refusal(OverShipped, line.Key, draw.GrantedOf(line.Key), taken, asked);
            }
        }

        return null;
    }

    /// <summary>The registrations of weapons that are new; or why one cannot be packed.</summary>
    private static (ImmutableArray<NewFact> Facts, Refusal? Absent) Register(
        AuthorizationState state, PackingList list, List<ShipmentPacked> fresh, EndUserCertificate? paper)
    {
        var histories = state.Facts.SelectMany(it => WeaponFacts.KeysOf(it).Select(key => (Key: key, Fact: it)))
            .ToLookup(it => it.Key, it => it.Fact, StringComparer.Ordinal);
        var facts = ImmutableArray.CreateBuilder<NewFact>();
        foreach (var contents in fresh.SelectMany(it => it.Contents))
        {
            foreach (var (weapon, serial) in contents.Weapons.Zip(contents.Serials))
            {
                if (!histories.Contains(weapon.Value))
                {
                    facts.Add(new NewFact(weapon.Subject, Registration(list, contents.Line, serial, paper)));
                    continue;
                }

                var chain = CustodyReplay.Of(histories[weapon.Value], AsOf.Now, CustodyParameters.Default);
                if (chain.State is not (CustodyState.InStock or CustodyState.Held or CustodyState.None))
                {
                    return ([], new Refusal(WeaponNotAtHand, serial, chain.State.ToString()));
                }
            }
        }

        return (facts.ToImmutable(), null);
    }

    private static ItemRegistered Registration(PackingList list, int line, string serial, EndUserCertificate? paper)
    {
        var goods = paper is not null && line <= paper.Lines.Count ? paper.Lines[line - 1] : null;
        return new ItemRegistered(
            list.Happened,
            new ItemDescription(Kind: goods?.Description, Model: goods?.Model, Calibre: goods?.Calibre),
            [new Mark(MarkKind.Serial, serial)],
            list.Consignor,
            Reason: $"packed for {list.Subject.Rest}");
    }
}
