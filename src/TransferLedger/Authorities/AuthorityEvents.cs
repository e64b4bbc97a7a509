using TransferLedger.Ledger;

namespace TransferLedger.Authorities;

/// <summary>
/// The register of the bodies that may issue end-user certificates and of those who may sign for them, kept by the
/// licensing office from diplomatic exchange, never from a certificate. The home of each fact is
/// <c>authority/{country}/{code}</c>. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">From when on it holds.</param>
public abstract record AuthorityEvent(Happened Happened) : LedgerEvent(Happened);

/// <summary>What goods are, as far as the power to certify them depends on it.</summary>
public enum GoodsClass
{
    /// <summary>Small arms: carried and used by one person.</summary>
    SmallArms,

    /// <summary>Light weapons: carried by a few persons or on a vehicle.</summary>
    LightWeapons,

    /// <summary>Ammunition for them.</summary>
    Ammunition,

    /// <summary>Explosives.</summary>
    Explosives,

    /// <summary>Parts and components.</summary>
    Parts,

    /// <summary>The categories of the United Nations Register of Conventional Arms.</summary>
    MajorConventional,

    /// <summary>Anything else that is controlled.</summary>
    Other,
}

/// <summary>From this date on the authority may certify. A later one replaces an earlier one.</summary>
/// <param name="Happened">From when on.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scope">The goods it may certify; empty for all.</param>
public sealed record AuthorityRegistered(Happened Happened, string Name, ValueList<GoodsClass> Scope = default)
    : AuthorityEvent(Happened);

/// <summary>The last day on which it could certify.</summary>
/// <param name="Happened">The last day.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record AuthorityClosed(Happened Happened, string? Reason = null) : AuthorityEvent(Happened);

/// <summary>From this date on its certificates are numbered like this.</summary>
/// <param name="Happened">From when on.</param>
/// <param name="Pattern">
/// The whole number: <c>#</c> is a digit, <c>@</c> a letter, <c>YYYY</c> the year of issue, anything else itself.
/// Compared without regard to case and spaces.
/// </param>
public sealed record NumberPatternSet(Happened Happened, string Pattern) : AuthorityEvent(Happened);

/// <summary>From this date on the authority can be reached there.</summary>
/// <param name="Happened">From when on.</param>
/// <param name="Channel">How: <c>mission</c>, <c>email</c>, <c>fax</c>, <c>portal</c> …</param>
/// <param name="Address">Where.</param>
public sealed record ContactPointRegistered(Happened Happened, string Channel, string Address)
    : AuthorityEvent(Happened);

/// <summary>The last day on which a contact point could be used.</summary>
/// <param name="Happened">The last day.</param>
/// <param name="Address">Where it was.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record ContactPointWithdrawn(Happened Happened, string Address, string? Reason = null)
    : AuthorityEvent(Happened);

/// <summary>From this date on a person may sign for the authority. A later one for the same name replaces it.</summary>
/// <param name="Happened">From when on.</param>
/// <param name="Name">The person.</param>
/// <param name="Title">The office held.</param>
/// <param name="Scope">The goods the person may certify; empty for all.</param>
/// <param name="MaxQuantity">The most units of one line the person may certify; null for no limit.</param>
/// <param name="Specimen">SHA-256 of the specimen signature, 64 lower-case hexadecimal digits.</param>
public sealed record SignatoryAppointed(
    Happened Happened,
    string Name,
    string Title,
    ValueList<GoodsClass> Scope = default,
    long? MaxQuantity = null,
    string? Specimen = null)
    : AuthorityEvent(Happened);

/// <summary>The last day on which a person could sign for the authority.</summary>
/// <param name="Happened">The last day.</param>
/// <param name="Name">The person.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record SignatoryTermEnded(Happened Happened, string Name, string? Reason = null)
    : AuthorityEvent(Happened);

/// <summary>
/// Blank certificates were lost or stolen: no number of the block can be trusted, whenever it was filled in.
/// </summary>
/// <param name="Happened">When they were lost, as far as it is known.</param>
/// <param name="First">The first number of the block, as printed.</param>
/// <param name="Last">The last number of the block, inclusive; the first again for a single blank.</param>
/// <param name="Reported">When the loss was reported.</param>
/// <param name="Report">The report it is known from.</param>
public sealed record BlanksLost(
    Happened Happened, string First, string Last, Happened? Reported = null, string? Report = null)
    : AuthorityEvent(Happened);

/// <summary>From this date on the authority writes certificates on this form.</summary>
/// <param name="Happened">From when on.</param>
/// <param name="Layout">SHA-256 of the form without what is filled in, 64 lower-case hexadecimal digits.</param>
/// <param name="Name">Its version or name.</param>
public sealed record TemplateRegistered(Happened Happened, string Layout, string? Name = null)
    : AuthorityEvent(Happened);

/// <summary>The last day on which a form could be used.</summary>
/// <param name="Happened">The last day.</param>
/// <param name="Layout">SHA-256 of the form without what is filled in, 64 lower-case hexadecimal digits.</param>
/// <param name="Reason">Why it was withdrawn.</param>
public sealed record TemplateWithdrawn(Happened Happened, string Layout, string? Reason = null)
    : AuthorityEvent(Happened);

/// <summary>From this date on the authority signs electronic certificates with a chain that ends in this key.</summary>
/// <param name="Happened">From when on.</param>
/// <param name="Key">SHA-256 of the key, 64 lower-case hexadecimal digits.</param>
/// <param name="Name">Whose key it is, in the authority's words.</param>
public sealed record IssuerKeyRegistered(Happened Happened, string Key, string? Name = null)
    : AuthorityEvent(Happened);

/// <summary>The last day on which a chain could end in a key.</summary>
/// <param name="Happened">The last day.</param>
/// <param name="Key">SHA-256 of the key, 64 lower-case hexadecimal digits.</param>
/// <param name="Reason">Why it was withdrawn.</param>
public sealed record IssuerKeyWithdrawn(Happened Happened, string Key, string? Reason = null)
    : AuthorityEvent(Happened);
