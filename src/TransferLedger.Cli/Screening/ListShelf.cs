using TransferLedger.Authorities;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Screening;
using TransferLedger.Store.Files;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Screening;

/// <summary>A version of a list with what its files say.</summary>
internal sealed record ShelvedList(SanctionsListPublished Fact, ListContent Content);

/// <summary>
/// The lists on record, read from their stored files. Whatever is wrong with one of them is an alarm: no party is
/// screened then, and no certificate passes EUC-051.
/// </summary>
/// <param name="file">The bytes stored under a hash; null when they are not on hand.</param>
internal sealed class ListShelf(Func<string, CancellationToken, Task<byte[]?>> file)
{
    /// <summary>Every list in force, ready to be compared with.</summary>
    /// <param name="record">What is on record.</param>
    /// <param name="now">When they are to be used.</param>
    /// <param name="parameters">Which must be there, and how old the last look for a newer version may be.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="CommandFailedException">One is missing, stale or unreadable.</exception>
    public async Task<List<ShelvedList>> InForce(
        ScreeningFile record, Happened now, ScreeningParameters parameters, CancellationToken cancel)
    {
        var found = new List<ShelvedList>();
        var needed = parameters.Needed.ToArray();
        foreach (var list in SanctionsLists.All)
        {
            if (record.InForce(list) is not { } last)
            {
                if (needed.Contains(list, StringComparer.Ordinal))
                {
                    throw Alarm($"The list {list} is not on record. Run: ledger list import FILE --list {list}");
                }

                continue;
            }

            if (record.IsStale(list, now, parameters.StaleHours))
            {
                throw Alarm(FormattableString.Invariant(
                    $"Nobody has looked for a newer version of the list {list} for more than {parameters.StaleHours} hours (last: {record.LastCheck(list)?.Fact.Happened.Text ?? "never"}). Fetch it and run: ledger list import FILE --list {list}"));
            }

            found.Add(new(last.Fact, await Content(last.Fact, cancel)));
        }

        return found;
    }

    /// <summary>What a version of a list says.</summary>
    /// <exception cref="CommandFailedException">Its files are not on hand, not as they were, or unreadable.</exception>
    public async Task<ListContent> Content(SanctionsListPublished fact, CancellationToken cancel)
    {
        var bytes = new List<byte[]>();
        foreach (var one in fact.Files)
        {
            var stored = await file(one.Sha256, cancel)
                ?? throw Alarm($"The file {one.Sha256} of the list {fact.List} is not on hand.");
            bytes.Add(FileStore.HashOf(stored) == one.Sha256
                ? stored
                : throw Alarm($"The stored file of the list {fact.List} is not as it was. Run: ledger file check"));
        }

        try
        {
            return ListReading.Of(fact.List, bytes);
        }
        catch (ListFileException wrong)
        {
            throw Alarm($"The stored file of the list {fact.List} cannot be read: {wrong.Message}.");
        }
    }

    private static CommandFailedException Alarm(string what) =>
        new(Exit.Refused, $"ALARM: {what} Until then nobody is screened, and EUC-051 holds every certificate.");
}
