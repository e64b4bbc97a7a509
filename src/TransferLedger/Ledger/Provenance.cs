namespace TransferLedger.Ledger;

/// <summary>
/// Who tells the ledger a fact, and on what grounds. Stored in the headers of the event and sealed with it.
/// </summary>
/// <param name="Actor">The person, post or system that recorded it. Never empty.</param>
/// <param name="Organisation">The organisation it acts for; null when it is the ledger's own.</param>
/// <param name="Source">The document, observation or partner message it rests on.</param>
/// <param name="Grade">
/// How far an outside report can be trusted; null when the source is the ledger's own operation.
/// </param>
/// <param name="Evidence">Stored objects that prove it, by hash.</param>
/// <param name="Channel">
/// By what door it came into this ledger, as the program that took it in says; null where none said so.
/// </param>
public sealed record Provenance(
    string Actor,
    string? Organisation = null,
    SourceReference? Source = null,
    SourceGrade? Grade = null,
    ValueList<Evidence> Evidence = default,
    EntryChannel? Channel = null);

/// <summary>The door by which a fact comes into the ledger.</summary>
public enum EntryChannel
{
    /// <summary>A person gave it as a command, fact by fact.</summary>
    Typed,

    /// <summary>A command read it from the file of one document: a certificate, a packing list.</summary>
    Document,

    /// <summary>A table imported row by row through a profile.</summary>
    Profile,

    /// <summary>Lines of commands or messages, as other systems write them.</summary>
    Machine,

    /// <summary>The program found it in what was on record, one after the other: a screening, a re-check.</summary>
    Computed,
}

/// <summary>What a fact was taken from.</summary>
/// <param name="Kind">What sort of source it is.</param>
/// <param name="Reference">A reference a person can find it by: a file and line, a document number.</param>
public sealed record SourceReference(SourceKind Kind, string Reference);

/// <summary>The sort of thing a fact was taken from.</summary>
public enum SourceKind
{
    /// <summary>A paper or electronic document.</summary>
    Document,

    /// <summary>Somebody saw it.</summary>
    Observation,

    /// <summary>A message of a partner system or authority.</summary>
    PartnerMessage,

    /// <summary>A register or data set imported as a whole.</summary>
    DataSet,
}

/// <summary>
/// The Admiralty grade of an outside report: reliability of the source A to F, credibility of the information 1 to 6
/// (<c>B2</c>). A and 1 are best; F and 6 mean that it cannot be judged.
/// </summary>
public readonly record struct SourceGrade
{
    private SourceGrade(char reliability, int credibility) => (Reliability, Credibility) = (reliability, credibility);

    /// <summary>A (completely reliable) to F (cannot be judged).</summary>
    public char Reliability { get; }

    /// <summary>1 (confirmed) to 6 (cannot be judged).</summary>
    public int Credibility { get; }

    /// <summary>A grade from its two characters, such as <c>B2</c>.</summary>
    /// <exception cref="FormatException">It is not a letter A to F and a digit 1 to 6.</exception>
    public static SourceGrade Parse(string text) =>
        TryParse(text, out var grade)
            ? grade
            : throw new FormatException($"'{text}' is not a source grade such as 'B2' (A to F, then 1 to 6).");

    /// <summary>As <see cref="Parse"/>, without the exception.</summary>
    public static bool TryParse(string? text, out SourceGrade grade)
    {
        grade = default;
        if (text is not [>= 'A' and <= 'F' and var reliability, >= '1' and <= '6' and var credibility])
        {
            return false;
        }

        grade = new SourceGrade(reliability, credibility - '0');
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Reliability}{Credibility}");
}

/// <summary>A stored object that supports a fact.</summary>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Kind">What it is: <c>picture</c>, <c>scan</c>, <c>row</c> …</param>
public sealed record Evidence(string Sha256, string Kind);
