using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Recording;

/// <summary>What an option of a fact is and how it is written, for the help.</summary>
internal static class FactWords
{
    /// <summary>What it is, in the words of the record, and how it is written.</summary>
    public static string Of(FactMember member) =>
        string.Join(' ', new[] { Comment(member), How(member), member.IsList ? member.Required ? "May be given often; none for none." : "May be given often." : "" }
            .Where(it => it.Length > 0));

    /// <summary>The word for the value in the list of options.</summary>
    public static string HelpName(FactMember member) => member.Type switch
    {
        var type when type == typeof(Happened) => "DATE",
        var type when type == typeof(bool) => "yes|no",
        var type when type == typeof(int) || type == typeof(long) => "NUMBER",
        var type when type == typeof(Custodian) || type == typeof(Place) => "NAME@COUNTRY",
        var type when type == typeof(Subject) => "KIND/KEY",
        var type when type.IsEnum => "WORD",
        var type when FactMember.IsRecord(type) => "KEY=VALUE;…",
        _ => "TEXT",
    };

    /// <summary>The keys of a record, with the words of those that are enumerations.</summary>
    public static string Keys(Type type) => string.Join("; ", FactMember.Of(type).Select(it =>
    {
        var words = it.Type.IsEnum ? string.Join('|', FactText.Words(it.Type)) : "…";
        return it.Required ? $"{it.Name}={words}" : $"[{it.Name}={words}]";
    }));

    private static string Comment(FactMember member) => member.Comment.Length > 0
        ? member.Comment
        : member.Type == typeof(Happened) && member.Name == "happened" ? "When." : Sentence(member.Name);

    private static string How(FactMember member) => member.Type switch
    {
        var type when type == typeof(Happened) =>
            "2026-05-14, 2026-05, 2026, about: 2026-05~, within: 2026-05-01/2026-05-09.",
        var type when type.IsEnum => $"One of {string.Join(", ", FactText.Words(type))}.",
        var type when type == typeof(Custodian) => "Army@XR, or name=Army; country=XR; reference=….",
        var type when type == typeof(Place) => "Depot 7@XR, or name=Depot 7; country=XR; locode=…; point=….",
        var type when type == typeof(Mark) => $"serial=AB 123; position=receiver, or {Keys(type)}.",
        var type when FactMember.IsRecord(type) => Keys(type) + ".",
        _ => "",
    };

    /// <summary><c>Police reference.</c> for <c>policeReference</c>, where the record says nothing of it.</summary>
    private static string Sentence(string name)
    {
        var words = FactMember.Kebab(char.ToUpperInvariant(name[0]) + name[1..]).Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..] + ".";
    }
}
