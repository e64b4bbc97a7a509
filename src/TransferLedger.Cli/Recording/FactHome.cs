using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Cli.Recording;

/// <summary>With what a kind of fact is kept, and how a person names it.</summary>
/// <param name="Argument">The argument that names it; null when the fact says it itself.</param>
/// <param name="Description">What is to be named.</param>
/// <param name="Example">One that works.</param>
internal abstract record FactHome(string? Argument, string Description, string Example)
{
    /// <summary>A weapon by id or serial.</summary>
    /// <param name="MayBeNew">Left out, the weapon gets an identity of its own.</param>
    public sealed record Weapon(bool MayBeNew) : FactHome(
        "weapon",
        "The ledger's id of the weapon, or its serial." + (MayBeNew ? " Left out: it is new, and gets an id." : ""),
        "1nv3-st1g-at10-n001");

    /// <summary>Something with a key made of what people call it.</summary>
    /// <param name="Kind">The kind of subject.</param>
    /// <param name="Parts">Of how many parts the key is made; the last one may hold slashes.</param>
    public sealed record Named(string Kind, int Parts, string Description, string Example)
        : FactHome(Kind, Description, Example)
    {
        /// <summary>The subject that a person names.</summary>
        /// <exception cref="FormatException">The text names none.</exception>
        public Subject Of(string text) => text.StartsWith(Kind + "/", StringComparison.Ordinal)
            ? Subject.Parse(text)
            : Subject.Of(Kind, text.Split('/', Parts));
    }

    /// <summary>A vessel by its IMO number, an aircraft or vehicle by its registration.</summary>
    public sealed record Conveyance() : FactHome(
        "conveyance", "The IMO number of the vessel, or the registration of the aircraft or vehicle.", "IMO9074729")
    {
        /// <summary>The subject that a person names.</summary>
        /// <exception cref="FormatException">The text names none.</exception>
        public static Subject Of(string text) =>
            ConveyanceId.SubjectOf(text.StartsWith("conveyance/", StringComparison.Ordinal) ? text[11..] : text)
            ?? throw new FormatException($"'{text}' is no IMO number with its check digit, and no registration");
    }

    /// <summary>What the fact itself names.</summary>
    /// <param name="Of">The subject; may throw <see cref="FormatException"/> when what is named can be none.</param>
    public sealed record Said(Func<LedgerEvent, Subject> Of) : FactHome(null, "", "");

    /// <summary>Where the fact that is amended is kept.</summary>
    public sealed record Amended() : FactHome(
        "position", "The position of the fact, as custody, trace show and the like print it.", "41");
}
