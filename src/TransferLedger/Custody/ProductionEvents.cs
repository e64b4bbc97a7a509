using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>A model as its maker made it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Calibres">The calibres it was made in; empty where the source does not say.</param>
/// <param name="FirstYear">The first year of production; null where the source does not say.</param>
/// <param name="LastYear">The last one; null while it is made, or where the source does not say.</param>
public sealed record ProducedModel(
    string Model, ValueList<string> Calibres = default, int? FirstYear = null, int? LastYear = null);

/// <summary>
/// What a maker made, by a work of reference. The home is <c>maker/{name}</c>; the latest list of a maker holds.
/// </summary>
/// <param name="Happened">The date of the list.</param>
/// <param name="Maker">The maker, as marks name it.</param>
/// <param name="Models">Model by model.</param>
/// <param name="Complete">It made no others.</param>
/// <param name="Source">The work of reference.</param>
/// <param name="Aliases">
/// Other names under which its marks name the maker, as the work says: short forms, former names, other scripts.
/// </param>
public sealed record ProductionListed(
    Happened Happened,
    string Maker,
    ValueList<ProducedModel> Models,
    bool Complete,
    string Source,
    [AddedLater] ValueList<string> Aliases = default)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        Aliases.Where(it => it.Any(char.IsLetterOrDigit)).Select(SubjectOf).Distinct();

    /// <summary>The subject of a maker.</summary>
    /// <exception cref="FormatException">It holds no letter or digit.</exception>
    public static Subject SubjectOf(string maker) => Subject.Of("maker", maker);
}
