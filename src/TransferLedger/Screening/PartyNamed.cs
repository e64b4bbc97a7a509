using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Shipments;

namespace TransferLedger.Screening;

/// <summary>What a party is on a paper that names it, for screening.</summary>
public enum ScreenedRole
{
    /// <summary>Exports.</summary>
    Exporter,

    /// <summary>Will have the goods.</summary>
    EndUser,

    /// <summary>Receives them last.</summary>
    FinalConsignee,

    /// <summary>Receives and passes on.</summary>
    IntermediateConsignee,

    /// <summary>Arranges the transaction.</summary>
    Broker,

    /// <summary>Carries the goods.</summary>
    Carrier,

    /// <summary>Forwards them.</summary>
    Forwarder,

    /// <summary>May buy from an end user who sells on.</summary>
    PermittedBuyer,

    /// <summary>Signed the certificate.</summary>
    Signatory,

    /// <summary>Hands the goods over.</summary>
    Consignor,

    /// <summary>The vessel, aircraft or vehicle.</summary>
    Conveyance,

    /// <summary>Operates it.</summary>
    Operator,

    /// <summary>Passes goods on to another end user.</summary>
    RetransferFrom,

    /// <summary>Is to have them.</summary>
    RetransferTo,

    /// <summary>Has received goods, or has them back.</summary>
    Receiver,

    /// <summary>Asked for goods and took the request back.</summary>
    Requester,

    /// <summary>Stands in the register of parties.</summary>
    Registered,
}

/// <summary>A party that a fact names, with all that the fact says of it.</summary>
/// <param name="Role">What it is there.</param>
/// <param name="Name">Its name as written.</param>
/// <param name="Party">What is said of it.</param>
public sealed record PartyNamed(ScreenedRole Role, string Name, ScreenedParty Party)
{
    /// <summary>The kinds of fact that name parties to a transfer.</summary>
    public static IReadOnlyList<Type> Kinds { get; } =
    [
        typeof(CertificateCaptured), typeof(CertificateAmended), typeof(AuthorizationGranted), typeof(TransferApplied),
        typeof(TransferDenied), typeof(ShipmentPacked), typeof(ShipmentDeparted), typeof(RetransferRequested),
        typeof(RetransferApproved), typeof(RetransferDenied), typeof(RetransferExecuted), typeof(PartyRegistered),
        typeof(ConveyanceRegistered), typeof(DeliveryConfirmed), typeof(GoodsReturned), typeof(Transshipped),
        typeof(TransferRequestCancelled), typeof(PartyIdentified),
    ];

    /// <summary>Whom a fact names. Names without a letter or digit are left out.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="home">
    /// Its home, which names a vessel, a party that is identified, the State of a certificate; null where there is
    /// none.
    /// </param>
    public static IEnumerable<PartyNamed> In(LedgerEvent fact, Subject? home = null) =>
        Named(fact, home).OfType<PartyNamed>().Where(it => it.Party.Names.Count > 0);

    private static IEnumerable<PartyNamed?> Named(LedgerEvent fact, Subject? home) => fact switch
    {
        CertificateCaptured it => OfPaper(it.Certificate),
        CertificateAmended it =>
        [
            Of(ScreenedRole.FinalConsignee, it.FinalConsignee), .. it.OtherParties.Select(Of),
            Of(ScreenedRole.Signatory, it.SignedBy, StateOf(home)),
        ],
        AuthorizationGranted it => [Of(ScreenedRole.Exporter, it.Exporter)],
        TransferApplied it => [Of(ScreenedRole.Exporter, it.Exporter)],
        TransferDenied it => [Of(ScreenedRole.EndUser, it.EndUser)],
        ShipmentPacked it =>
            [Of(ScreenedRole.Consignor, it.Consignor), Of(ScreenedRole.FinalConsignee, it.Consignee)],
        ShipmentDeparted it =>
        [
            Of(ScreenedRole.Consignor, it.Consignor), Of(ScreenedRole.FinalConsignee, it.Consignee),
            Of(ScreenedRole.Carrier, it.Carrier), OfConveyance(it.Conveyance),
        ],
        DeliveryConfirmed it => [Of(ScreenedRole.Receiver, it.Receiver)],
        GoodsReturned it => [Of(ScreenedRole.Receiver, it.Receiver)],
        Transshipped it => [OfConveyance(it.FromConveyance), OfConveyance(it.ToConveyance)],
        TransferRequestCancelled it => [Of(ScreenedRole.Requester, it.Requester)],
        RetransferRequested it => [Of(ScreenedRole.RetransferFrom, it.From), Of(ScreenedRole.RetransferTo, it.To)],
        RetransferExecuted it => [Of(ScreenedRole.RetransferFrom, it.From), Of(ScreenedRole.RetransferTo, it.To)],
        RetransferEvent it => [Of(ScreenedRole.RetransferFrom, it.From)],
        PartyRegistered it =>
        [
            new(ScreenedRole.Registered, it.Name, ScreenedParty.Of(
                it.Aliases.Prepend(it.Name), [it.Country], null, it.Identifiers)),
        ],
        PartyIdentified it => [OfIdentified(it, home)],
        ConveyanceRegistered it => [OfRegistration(it, home), Of(ScreenedRole.Operator, it.Operator)],
        _ => [],
    };

    private static IEnumerable<PartyNamed?> OfPaper(EndUserCertificate it) =>
    [
        Of(ScreenedRole.Exporter, it.Exporter), Of(ScreenedRole.EndUser, it.EndUser?.Party),
        Of(ScreenedRole.FinalConsignee, it.FinalConsignee), .. it.OtherParties.Select(Of),
        .. (it.EndUser?.PermittedBuyers ?? []).Select(buyer => Of(ScreenedRole.PermittedBuyer, buyer)),
        Of(ScreenedRole.Signatory, it.Signatory?.Name, it.IssuingCountry),
    ];

    private static PartyNamed? Of(OtherParty it) => Of(
        it.Role switch
        {
            PartyRole.IntermediateConsignee => ScreenedRole.IntermediateConsignee,
            PartyRole.Broker => ScreenedRole.Broker,
            PartyRole.Carrier => ScreenedRole.Carrier,
            _ => ScreenedRole.Forwarder,
        },
        it.Party);

    private static PartyNamed? Of(ScreenedRole role, PartyOnPaper? it) =>
        it is null ? null : new(role, it.Name, ScreenedParty.Of([it.Name, it.OriginalName], [it.Country]));

    private static PartyNamed? Of(ScreenedRole role, Custodian? it) =>
        it is null ? null : Of(role, it.Name, it.Country);

    private static PartyNamed? Of(ScreenedRole role, string? name, string? country = null) =>
        name is null ? null : new(role, name, ScreenedParty.Of([name], [country]));

    private static PartyNamed? OfConveyance(string? named) => named is null
        ? null
        : new(
            ScreenedRole.Conveyance, named,
            ScreenedParty.Of([named], identifiers: Imo(ConveyanceId.SubjectOf(named))));

    private static PartyNamed? OfRegistration(ConveyanceRegistered it, Subject? home) => it.Name is not { } name
        ? null
        : new(ScreenedRole.Conveyance, name, ScreenedParty.Of([name], [it.State], identifiers: Imo(home)));

    /// <summary>The fact has no name but that of its home.</summary>
    private static PartyNamed? OfIdentified(PartyIdentified it, Subject? home) => home is not { Kind: "party" } party
        ? null
        : new(
            ScreenedRole.Registered, party.Rest,
            ScreenedParty.Of([party.Rest.Replace('-', ' ')], identifiers: [it.Identifier]));

    /// <summary>Who amends a certificate signs for the State that issued it.</summary>
    private static string? StateOf(Subject? home) =>
        home is { Kind: "certificate" } it ? it.Rest.Split('/')[0].ToUpperInvariant() : null;

    private static IEnumerable<PartyIdentifier> Imo(Subject? conveyance) =>
        conveyance is { } it && it.Rest.StartsWith("imo-", StringComparison.Ordinal)
            ? [new PartyIdentifier("IMO", it.Rest[4..])]
            : [];
}
