using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Somebody may hold arms: a licence, or the mandate of a body of the State. The home is
/// <c>permit/{country}/{number}</c>.
/// </summary>
/// <param name="Happened">From when on.</param>
/// <param name="Custodian">Who may.</param>
/// <param name="Country">The State that gives it, ISO 3166-1 alpha-2.</param>
/// <param name="Number">The number of the licence, or the law of the mandate.</param>
/// <param name="Kinds">The classes of arms it is for; empty for all.</param>
/// <param name="ValidTo">The last day for which it holds; null: until it is ended.</param>
/// <param name="Authority">Who gave it.</param>
public sealed record HoldingPermitGranted(
    Happened Happened,
    Custodian Custodian,
    string Country,
    string Number,
    ValueList<string> Kinds = default,
    Happened? ValidTo = null,
    string? Authority = null)
    : CustodyEvent(Happened)
{
    /// <summary>The subject of a permit.</summary>
    /// <exception cref="FormatException">Country or number holds no letter or digit.</exception>
    public static Subject SubjectOf(string country, string number) => Subject.Of("permit", country, number);

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party, StoreInspected.KeeperOf(Custodian)];
}

/// <summary>A permit to hold arms was withdrawn or given back. The home is that of the permit.</summary>
/// <param name="Happened">From when on it does not hold.</param>
/// <param name="Custodian">Who had it.</param>
/// <param name="Country">The State that gave it.</param>
/// <param name="Number">Its number.</param>
/// <param name="Reason">Why.</param>
public sealed record HoldingPermitEnded(
    Happened Happened, Custodian Custodian, string Country, string Number, string Reason) : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party, StoreInspected.KeeperOf(Custodian)];
}

/// <summary>
/// From a day on this ledger has every permit to hold arms that a State gives: who is not among them there has none.
/// The home is <c>country/{code}</c>.
/// </summary>
/// <param name="Happened">From when on.</param>
/// <param name="Country">The State, ISO 3166-1 alpha-2.</param>
/// <param name="Source">The register it is taken from.</param>
public sealed record PermitRegisterOpened(Happened Happened, string Country, string Source) : CustodyEvent(Happened);
