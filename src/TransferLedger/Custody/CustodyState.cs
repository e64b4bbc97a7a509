namespace TransferLedger.Custody;

/// <summary>Where a weapon stands in its life. The table of changes is in section 4 of the custody rules.</summary>
public enum CustodyState
{
    /// <summary>Nothing is known.</summary>
    None,

    /// <summary>In the stock or possession of a custodian.</summary>
    InStock,

    /// <summary>Out of stock, in the hands of a user.</summary>
    Issued,

    /// <summary>Packed for a shipment.</summary>
    Packed,

    /// <summary>On its way with a shipment.</summary>
    InTransit,

    /// <summary>Arrived and not yet handed over.</summary>
    ArrivedPendingDelivery,

    /// <summary>Reported lost.</summary>
    Lost,

    /// <summary>Reported stolen.</summary>
    Stolen,

    /// <summary>Captured: in nobody's lawful custody.</summary>
    OutsideLawfulCustody,

    /// <summary>Seized and held as evidence.</summary>
    EvidenceHeld,

    /// <summary>Held, but not as anybody's stock: found, surrendered, or registered without a custodian.</summary>
    Held,

    /// <summary>Made permanently unable to fire.</summary>
    Deactivated,

    /// <summary>Destroyed. Nothing lawful can follow.</summary>
    Destroyed,
}

/// <summary>Which changes of state the rules allow.</summary>
public static class CustodyStates
{
    /// <summary>
    /// May one state follow another? From <see cref="CustodyState.None"/> a weapon can only be made or registered,
    /// which leads to stock or to being held. Source: the table of section 4 of the custody rules.
    /// </summary>
    public static bool MayFollow(CustodyState from, CustodyState to) => from switch
    {
        CustodyState.None => to is CustodyState.InStock or CustodyState.Held,
        CustodyState.InStock => to is CustodyState.InStock or CustodyState.Issued or CustodyState.Packed
            or CustodyState.Lost or CustodyState.Stolen or CustodyState.OutsideLawfulCustody
            or CustodyState.EvidenceHeld or CustodyState.Deactivated or CustodyState.Destroyed,
        CustodyState.Issued => to is CustodyState.InStock or CustodyState.Lost or CustodyState.Stolen
            or CustodyState.OutsideLawfulCustody or CustodyState.EvidenceHeld,
        CustodyState.Packed => to is CustodyState.InTransit or CustodyState.InStock or CustodyState.Lost
            or CustodyState.Stolen,
        CustodyState.InTransit => to is CustodyState.InTransit or CustodyState.ArrivedPendingDelivery
            or CustodyState.Lost or CustodyState.Stolen or CustodyState.EvidenceHeld,
        CustodyState.ArrivedPendingDelivery => to is CustodyState.InStock or CustodyState.EvidenceHeld
            or CustodyState.Lost or CustodyState.Stolen or CustodyState.InTransit,
        CustodyState.Lost or CustodyState.Stolen or CustodyState.OutsideLawfulCustody =>
            to is CustodyState.EvidenceHeld or CustodyState.Held or CustodyState.InStock or CustodyState.Destroyed,
        CustodyState.EvidenceHeld or CustodyState.Held =>
            to is CustodyState.InStock or CustodyState.Deactivated or CustodyState.Destroyed
            or CustodyState.EvidenceHeld,
        CustodyState.Deactivated => to is CustodyState.Destroyed or CustodyState.EvidenceHeld,
        _ => false,
    };

    /// <summary>Has the weapon left lawful hands by a report, so that it may turn up anywhere?</summary>
    public static bool IsMissing(CustodyState state) =>
        state is CustodyState.Lost or CustodyState.Stolen or CustodyState.OutsideLawfulCustody;

    /// <summary>Is it held by an authority that came by it?</summary>
    public static bool IsHeldByAuthority(CustodyState state) =>
        state is CustodyState.EvidenceHeld or CustodyState.Held;
}
