using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>A weapon's facts with when and by whom each was recorded, and the report they come to.</summary>
internal sealed class Noted
{
    private readonly List<Recorded> _facts = [];
    private readonly List<Recorded> _counts = [];
    private WeaponId _weapon = Told.Weapon;

    public Instant Now { get; set; } = On("2020-01-01").Latest;

    /// <summary>What is on record around the weapon; null when nobody looked.</summary>
    public Surroundings? Around { get; set; }

    /// <summary>The table of embargoes; empty when none is on record.</summary>
    public IReadOnlyList<Recorded> Embargoes { get; set; } = [];

    public WeaponDossier Dossier => new([.. _facts], [.. _counts]) { Around = Around, Embargoes = [.. Embargoes] };

    public Recorded Last => _facts[^1];

    /// <summary>The next facts are about this identity.</summary>
    public Noted Of(WeaponId weapon)
    {
        _weapon = weapon;
        return this;
    }

    /// <summary>A fact recorded on the day it happened.</summary>
    public Noted Add(params LedgerEvent[] facts)
    {
        foreach (var fact in facts)
        {
            Add(fact, fact.Happened.Latest, new Provenance("officer"));
        }

        return this;
    }

    /// <summary>A fact recorded on another day, or by somebody else.</summary>
    public Noted Add(
        string recorded, LedgerEvent fact, string actor = "officer", SourceKind? kind = null, string? organisation = null) =>
        Add(fact, On(recorded).Latest, new Provenance(
            actor, organisation, kind is { } it ? new SourceReference(it, "paper") : null));

    /// <summary>A fact with its provenance.</summary>
    public Noted Add(LedgerEvent fact, Instant at, Provenance provenance, Subject? about = null)
    {
        var position = _facts.Count + 1;
        var home = about ?? fact switch
        {
            ShipmentEvent => Subject.Of("shipment", "de", "s-1"),
            FindingDecided it => Finding.SubjectOf(it.Finding),
            _ => _weapon.Subject,
        };
        _facts.Add(fact.As(position, position) with { Home = home, At = at, Provenance = provenance });
        return this;
    }

    /// <summary>A count of a stock, whatever it found.</summary>
    public Noted Count(string when, string custodian, string site, int book, params WeaponId[] seen)
    {
        var fact = new InventoryCounted(On(when), By(custodian), At(site)!, book, seen.Length, [.. seen]);
        _counts.Add(fact.As(1_000 + _counts.Count, 1_000 + _counts.Count) with
        {
            Home = Subject.Of("inventory", site, when), At = fact.Happened.Latest,
        });
        return this;
    }

    public CustodyReport Report(AsOf asOf = default, WeaponId? weapon = null) =>
        CustodyReport.Of(weapon ?? Told.Weapon, Dossier, asOf, Now).ShouldNotBeNull();

    public string[] Found(AsOf asOf = default) => [.. Report(asOf).Findings.Select(it => Line(it.What))];

    public string[] Rules(AsOf asOf = default) => [.. Report(asOf).Findings.Select(it => it.What.Rule)];

    public static AsOf KnownOn(string day) => new(null, On(day).Latest);
}
