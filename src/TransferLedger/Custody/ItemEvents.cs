using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>The receiver of a handover confirms it later.</summary>
/// <param name="Happened">When it was received.</param>
/// <param name="From">Who had handed it over.</param>
/// <param name="To">Who received it.</param>
/// <param name="Place">Where.</param>
/// <param name="Document">The signed receipt.</param>
public sealed record HandoverConfirmed(
    Happened Happened, Custodian From, Custodian To, Place? Place = null, string? Document = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [From.Party, To.Party];
}

/// <summary>A State recorded that the item was imported.</summary>
/// <param name="Happened">When.</param>
/// <param name="Country">The importing State, ISO 3166-1 alpha-2.</param>
/// <param name="Authority">Who recorded it.</param>
/// <param name="Authorization">The import authorization.</param>
public sealed record ImportRecorded(
    Happened Happened,
    string Country,
    [AskedFor] Custodian? Authority = null,
    [AskedFor] string? Authorization = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Authority is { } party ? [party.Party] : [];
}

/// <summary>A part with a mark of its own was fitted.</summary>
/// <param name="Happened">When.</param>
/// <param name="Component">What: barrel, slide, bolt …</param>
/// <param name="Workshop">Who fitted it, and had the item in hand.</param>
/// <param name="Number">The number on the part; null when it has none.</param>
public sealed record ComponentInstalled(
    Happened Happened, string Component, Custodian Workshop, string? Number = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Workshop.Party];
}

/// <summary>A part was taken off.</summary>
/// <param name="Happened">When.</param>
/// <param name="Component">What: barrel, slide, bolt …</param>
/// <param name="Workshop">Who took it off, and had the item in hand.</param>
/// <param name="Number">The number on the part; null when it has none.</param>
public sealed record ComponentRemoved(
    Happened Happened, string Component, Custodian Workshop, string? Number = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Workshop.Party];
}

/// <summary>A device that tells its place was fixed to the item.</summary>
/// <param name="Happened">When.</param>
/// <param name="Device">The device's id.</param>
/// <param name="Kind">What it is: radio tag, satellite tracker …</param>
/// <param name="By">Who fixed it, and had the item in hand.</param>
public sealed record DeviceBound(Happened Happened, string Device, string Kind, Custodian By) : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [By.Party];
}

/// <summary>A device told where it was. That the item was still on it, it does not say.</summary>
/// <param name="Happened">When.</param>
/// <param name="Device">The device's id.</param>
/// <param name="Place">Where.</param>
/// <param name="Quality">How good the reading is, in the words of the device.</param>
public sealed record DeviceRead(Happened Happened, string Device, Place Place, [AskedFor] string? Quality = null)
    : CustodyEvent(Happened);

/// <summary>
/// The records of another State say that a custodian had the item from a day on. Nobody is said to have seen it there.
/// </summary>
/// <param name="Happened">From when.</param>
/// <param name="Holder">Who had it.</param>
/// <param name="State">The State whose records say so, ISO 3166-1 alpha-2.</param>
/// <param name="Trace">The trace to which it was the reply.</param>
/// <param name="How">How it came there: made, exported, sold; null when the reply does not say.</param>
/// <param name="Document">The authorization or certificate the reply names.</param>
public sealed record HolderReported(
    Happened Happened,
    Custodian Holder,
    string State,
    string? Trace = null,
    string? How = null,
    string? Document = null)
    : CustodyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Holder.Party];
}

/// <summary>A question of an inspection, and what was found.</summary>
/// <param name="Question">The question, as on the checklist.</param>
/// <param name="Met">Is it as it should be?</param>
/// <param name="Remark">What else was seen.</param>
public sealed record InspectionAnswer(string Question, bool Met, string? Remark = null);

/// <summary>
/// A store was inspected. The home is <c>site/{custodian}/{site}</c>; the latest inspection of a site holds.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Custodian">Whose store it is.</param>
/// <param name="Site">Where.</param>
/// <param name="Checklist">The checklist and its version.</param>
/// <param name="Inspectors">Who inspected, by post or pseudonym.</param>
/// <param name="Approved">May weapons be kept there?</param>
/// <param name="Answers">Question by question.</param>
/// <param name="ValidTo">The last day for which it holds; null: until the next.</param>
/// <param name="Capacity">How many weapons may be kept there, in pieces; null when nobody says.</param>
/// <param name="SafetyOfficer">
/// Who answers for fire and explosives safety, by post; null when there is nobody.
/// </param>
public sealed record StoreInspected(
    Happened Happened,
    Custodian Custodian,
    Place Site,
    string Checklist,
    ValueList<string> Inspectors,
    bool Approved,
    ValueList<InspectionAnswer> Answers = default,
    Happened? ValidTo = null,
    int? Capacity = null,
    string? SafetyOfficer = null)
    : CustodyEvent(Happened)
{
    /// <summary>The subject of a site.</summary>
    /// <exception cref="FormatException">Custodian or site holds no letter or digit.</exception>
    public static Subject SubjectOf(Custodian custodian, Place site) =>
        Subject.Of("site", custodian.Reference ?? custodian.Name, site.Name);

    /// <summary>
    /// The subject of what is on record of how a custodian keeps arms: its history stays short, whatever it has.
    /// </summary>
    /// <exception cref="FormatException">Neither reference nor name holds a letter or digit.</exception>
    public static Subject KeeperOf(Custodian custodian) => Subject.Of("keeper", custodian.Reference ?? custodian.Name);

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Custodian.Party, KeeperOf(Custodian)];
}

/// <summary>A user was trained in the keeping and use of arms. The home is <c>training/{unit}/{user}</c>.</summary>
/// <param name="Happened">When.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Holder">The user, by post or pseudonym, as issues name it.</param>
/// <param name="Record">The number of the training record.</param>
/// <param name="ValidTo">The last day for which it holds; null: without end.</param>
public sealed record TrainingRecorded(
    Happened Happened, Custodian Unit, string Holder, string Record, Happened? ValidTo = null)
    : CustodyEvent(Happened)
{
    /// <summary>The subject of a user's training.</summary>
    /// <exception cref="FormatException">Unit or user holds no letter or digit.</exception>
    public static Subject SubjectOf(Custodian unit, string holder) =>
        Subject.Of("training", unit.Reference ?? unit.Name, holder);

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Unit.Party, StoreInspected.KeeperOf(Unit)];
}
