using System.Text;
using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Recording;

/// <summary>A command line for each kind of fact that says what must be said, made from its members.</summary>
internal static class FactExample
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    /// <summary>What stands for a text, by the name of the member: an example that a reader understands.</summary>
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["address"] = "euc@mod.example", ["approver"] = "chief-01", ["trainingRecord"] = "TR-2026-44", ["by"] = "Army of Ruritania",
        ["category"] = "pistols", ["certificate"] = "DEAC-2026-3", ["channel"] = "email", ["circumstances"] = "fell overboard",
        ["component"] = "barrel", ["condition"] = "serviceable", ["country"] = "XR", ["decision"] = "court order 7",
        ["declaration"] = "26GB-1", ["device"] = "tag-0042", ["document"] = "receipt 9/2026", ["endUser"] = "2nd Rifle Brigade",
        ["exhibit"] = "EX-1", ["exporter"] = "Exampleland", ["field"] = "happened", ["first"] = "EUC/0100/2026",
        ["fromConveyance"] = "IMO9074729", ["holder"] = "post 4711", ["importer"] = "Ruritania",
        ["instrument"] = "resolution 1", ["issuer"] = "UN", ["jurisdiction"] = "XR", ["key"] = Hash,
        ["kind"] = "O", ["last"] = "EUC/0199/2026", ["law"] = "Transit Act 4", ["layout"] = Hash, ["legalGround"] = "Weapons Act 5",
        ["maker"] = "Example Works", ["measure"] = "m1", ["message"] = "MSG-7", ["mover"] = "post 12",
        ["name"] = "Ministry of Defence", ["new"] = "2026-05-04", ["number"] = "L-2026-7", ["old"] = "2026-05-14",
        ["pattern"] = "EUC/####/YYYY", ["purpose"] = "guard", ["reason"] = "typed wrong", ["regime"] = "XR",
        ["register"] = "register of shipping", ["reporter"] = "post 4", ["side"] = "armed group", ["signer"] = Hash,
        ["source"] = "catalogue of 2026", ["standard"] = "(EU) 2015/2403", ["state"] = "XR", ["status"] = "O",
        ["system"] = "IBIN", ["scheme"] = "register of companies Strelsau", ["value"] = "HRB 118", ["seals"] = "SEAL-9", ["title"] = "Director", ["toConveyance"] = "XR-AB-12", ["unit"] = "Army of Ruritania",
        ["authority"] = "order 5", ["transitAuthorization"] = "NL-T-5", ["authorization"] = "IMP 2026-3",
        ["holderClass"] = "civilian", ["policeReference"] = "POL 2026-33", ["quality"] = "strong",
        ["signedBy"] = "post 9", ["technique"] = "stamp", ["position"] = "receiver left",
    };

    /// <summary>The command line.</summary>
    public static string Of(RecordableKind kind)
    {
        var line = new StringBuilder($"ledger record {kind.Command}");
        if (kind.Home is { Argument: not null } and not FactHome.Weapon { MayBeNew: true })
        {
            line.Append(' ').Append(Quoted(kind.Home.Example));
        }

        var (officer, amendment) = (false, kind.Home is FactHome.Amended);
        foreach (var member in FactMember.Of(kind.Fact)
            .Where(it => it.Required || it.AskedFor is not null)
            .Where(it => !amendment || it.Name is not ("target" or "about" or "happened")))
        {
            officer |= member.Name == "officer";
            line.Append(' ').Append(member.Option).Append(' ').Append(Quoted(
                member.Name == "officer" ? "clerk-07" : Value(kind.Fact, member)));
        }

        return officer ? line.ToString() : line.Append(" --officer clerk-07").ToString();
    }

    private static string Value(Type fact, FactMember member) => member.Type switch
    {
        var type when type == typeof(Happened) => member.Name == "dueBack" ? "2026-06-30" : "2026-05-14",
        var type when type == typeof(bool) => member.Name == "own" ? "no" : "yes",
        var type when type == typeof(int) || type == typeof(long) => "1",
        var type when type == typeof(Custodian) => "Army@XR",
        var type when type == typeof(Place) => member.Name == "to" ? "Depot 9@XR" : "Depot 7@XR",
        var type when type == typeof(Mark) => "serial=AB 4711; position=receiver left; technique=stamp",
        var type when type == typeof(ItemDescription) =>
            "kind=rifle; maker=Example Works; countryOfManufacture=XA; model=M 1; calibre=9 mm",
        var type when type == typeof(Subject) =>
            member.Name is "came" or "went" ? "shipment/de/s-2026-31" : "certificate/is/euc-0017-2026",
        var type when type == typeof(Amount) => "12",
        var type when type == typeof(ProducedModel) => "model=M 1; calibres=9 mm; firstYear=1990",
        var type when type == typeof(LineContents) => "line=1; quantity=2; serials=AB 4711; serials=AB 4712",
        var type when type == typeof(GoodsLine) => "goods=rifles; quantity=20",
        var type when type == typeof(EmbargoTarget) => FactText.Words(type).First(),
        var type when type.IsEnum => FactText.Words(type).First(),
        var type when FactMember.IsRecord(type) => Record(fact, type),
        _ => Texts.GetValueOrDefault(member.Name, "…"),
    };

    /// <summary>The members that a record must have.</summary>
    private static string Record(Type fact, Type type) => string.Join("; ", FactMember.Of(type)
        .Where(it => it.Required).Select(it => $"{it.Name}={Value(fact, it)}"));

    private static string Quoted(string text) =>
        text.All(c => char.IsLetterOrDigit(c) || "-_./@:+".Contains(c)) ? text : $"\"{text}\"";
}
