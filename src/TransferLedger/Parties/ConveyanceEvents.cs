using TransferLedger.Ledger;

namespace TransferLedger.Parties;

/// <summary>
/// The facts about a vessel, aircraft or vehicle. The home of each is <see cref="ConveyanceId.SubjectOf"/>.
/// </summary>
/// <param name="Happened">From when on it holds.</param>
public abstract record ConveyanceEvent(Happened Happened) : PartyEvent(Happened);

/// <summary>What kind of conveyance it is.</summary>
public enum ConveyanceKind
{
    /// <summary>A vessel; known by its IMO number.</summary>
    Vessel,

    /// <summary>An aircraft; known by its registration.</summary>
    Aircraft,

    /// <summary>A vehicle; known by its plate.</summary>
    Vehicle,
}

/// <summary>
/// From this date on it flies the flag of a state, or is registered there. A later one replaces an earlier one whole.
/// </summary>
/// <param name="Happened">From when on.</param>
/// <param name="Kind">What it is.</param>
/// <param name="State">ISO 3166-1 alpha-2 of the flag or of the state of registration.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Operator">Who operates it, by name; the register of parties leads from there to it.</param>
/// <param name="Register">The register it was found in.</param>
public sealed record ConveyanceRegistered(
    Happened Happened,
    ConveyanceKind Kind,
    string State,
    string? Name = null,
    string? Operator = null,
    string? Register = null)
    : ConveyanceEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        Operator is { } name && PartyRegister.SubjectOf(name) is { } party ? [party] : [];
}

/// <summary>The last day on which it was registered anywhere.</summary>
/// <param name="Happened">The last day.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record ConveyanceRegistrationEnded(Happened Happened, string? Reason = null) : ConveyanceEvent(Happened);

/// <summary>Somebody looked for it in a register and did not find it.</summary>
/// <param name="Happened">When.</param>
/// <param name="Register">Which register.</param>
/// <param name="Officer">Who looked.</param>
public sealed record ConveyanceNotFound(Happened Happened, string Register, string Officer) : ConveyanceEvent(Happened);
