using TransferLedger.Ledger;

namespace TransferLedger.Screening;

/// <summary>What a record of a party says, part by part.</summary>
public enum RecordPart
{
    /// <summary>Whether it is a person, a body, a vessel or an aircraft.</summary>
    Kind,

    /// <summary>A name; of a listed party the one it is listed under.</summary>
    Name,

    /// <summary>A name in its own script.</summary>
    OriginalScript,

    /// <summary>Another name.</summary>
    Alias,

    /// <summary>Another name that the list calls weak.</summary>
    WeakAlias,

    /// <summary>A name it had before.</summary>
    Former,

    /// <summary>A country, ISO 3166-1 alpha-2.</summary>
    Country,

    /// <summary>A date of birth.</summary>
    Birth,

    /// <summary>A passport, a registration, an IMO number.</summary>
    Identifier,

    /// <summary>A regime under which it is listed.</summary>
    Programme,

    /// <summary>Since when it is listed.</summary>
    ListedOn,
}

/// <summary>What one part of a record says otherwise than before.</summary>
/// <param name="Part">The part.</param>
/// <param name="Added">What only the newer record says, sorted.</param>
/// <param name="Removed">What only the older one says, sorted.</param>
public sealed record RecordChange(
    RecordPart Part, ValueList<string> Added = default, ValueList<string> Removed = default);

/// <summary>What an entry of a list says otherwise than when somebody last decided about a match with it.</summary>
/// <param name="Fingerprint">Of the entry as it was then.</param>
/// <param name="Changes">
/// What changed; empty where the files of both versions say the same, and more of it is read now than was then.
/// </param>
public sealed record EntrySince(string Fingerprint, ValueList<RecordChange> Changes);

/// <summary>Compares two records of the same party.</summary>
public static class RecordChanges
{
    /// <summary>What a newer record of a listed party says otherwise than an older one, by part.</summary>
    public static ValueList<RecordChange> Between(ListedEntry was, ListedEntry now)
    {
        ArgumentNullException.ThrowIfNull(was);
        ArgumentNullException.ThrowIfNull(now);
        return Between(Parts(was), Parts(now));
    }

    /// <summary>What is known of a screened party otherwise than before, by part.</summary>
    public static ValueList<RecordChange> Between(ScreenedParty was, ScreenedParty now)
    {
        ArgumentNullException.ThrowIfNull(was);
        ArgumentNullException.ThrowIfNull(now);
        return Between(Parts(was), Parts(now));
    }

    private static ValueList<RecordChange> Between(
        IEnumerable<(RecordPart Part, string Text)> was, IEnumerable<(RecordPart Part, string Text)> now)
    {
        var (before, after) = (was.ToHashSet(), now.ToHashSet());
        var (added, removed) = (Texts(after.Except(before)), Texts(before.Except(after)));
        return added.Select(it => it.Key).Union(removed.Select(it => it.Key)).Order()
            .Select(part => new RecordChange(part, Of(added, part), Of(removed, part))).ToValueList();
    }

    private static ILookup<RecordPart, string> Texts(IEnumerable<(RecordPart Part, string Text)> parts) =>
        parts.ToLookup(it => it.Part, it => it.Text);

    private static ValueList<string> Of(ILookup<RecordPart, string> texts, RecordPart part) =>
        texts[part].Order(StringComparer.Ordinal).ToValueList();

    private static IEnumerable<(RecordPart Part, string Text)> Parts(ListedEntry it) =>
    [
        (RecordPart.Kind, it.Kind.ToString()),
        .. it.Names.Select(name => (PartOf(name.Kind), name.Name)),
        .. it.Countries.Select(text => (RecordPart.Country, text)),
        .. it.Births.Select(birth => (RecordPart.Birth, birth.Text)),
        .. it.Identifiers.Select(known => (RecordPart.Identifier, $"{known.Scheme} {known.Value}")),
        .. it.Programmes.Select(text => (RecordPart.Programme, text)),
        .. it.ListedOn is { } since ? [(RecordPart.ListedOn, since.Text)] : Array.Empty<(RecordPart, string)>(),
    ];

    private static IEnumerable<(RecordPart Part, string Text)> Parts(ScreenedParty it) =>
    [
        .. it.Names.Select(text => (RecordPart.Name, text)),
        .. it.Countries.Select(text => (RecordPart.Country, text)),
        .. it.Births.Select(birth => (RecordPart.Birth, birth.Text)),
        .. it.Identifiers.Select(known => (RecordPart.Identifier, $"{known.Scheme} {known.Value}")),
    ];

    private static RecordPart PartOf(ListedNameKind kind) => kind switch
    {
        ListedNameKind.OriginalScript => RecordPart.OriginalScript,
        ListedNameKind.Alias => RecordPart.Alias,
        ListedNameKind.WeakAlias => RecordPart.WeakAlias,
        ListedNameKind.Former => RecordPart.Former,
        _ => RecordPart.Name,
    };
}
