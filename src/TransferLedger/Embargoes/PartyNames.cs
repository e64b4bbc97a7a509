using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Embargoes;

/// <summary>
/// The parties of a transfer under every name of the register, each looked up once: a table names many, and all are
/// compared with the same few. Not thread-safe.
/// </summary>
/// <param name="register">The register.</param>
internal sealed class PartyNames(PartyRegister register)
{
    private readonly Dictionary<string, ImmutableHashSet<Subject>> _names = new(StringComparer.Ordinal);

    /// <summary>
    /// Does another name mean a party of the transfer, as <see cref="PartyRegister.AreSame"/> has it?
    /// </summary>
    /// <param name="party">The party, as the transfer names it.</param>
    /// <param name="other">The other name.</param>
    public bool Mean(string party, string other)
    {
        if (AuthorityRegister.SameName(party, other))
        {
            return true;
        }

        if (!_names.TryGetValue(party, out var all))
        {
            _names[party] = all = register.NamesOf(PartyRegister.SubjectOf(party));
        }

        // Who has no entry goes by no other name.
        return all.Count > 1 && PartyRegister.SubjectOf(other) is { } subject && all.Contains(subject);
    }
}
