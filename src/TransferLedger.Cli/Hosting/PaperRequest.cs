using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Hosting;

/// <summary>
/// The request that a paper makes: the same paper again is the same request, and records nothing. Once everything that
/// it recorded was retracted, the paper may be recorded anew: that is another request.
/// </summary>
internal static class PaperRequest
{
    /// <summary>The id of the request.</summary>
    /// <param name="store">The log.</param>
    /// <param name="command">The command that is given the paper: <c>ledger shipment pack</c>.</param>
    /// <param name="home">The subject whose facts it records.</param>
    /// <param name="text">What makes it this paper and no other.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<CommandId> Of(
        IEventStore store, string command, Subject home, string text, CancellationToken cancel)
    {
        var facts = (await store.Read([home], cancel)).Facts;
        var standing = StandingFacts.Of(facts).Select(it => it.Position).ToHashSet();
        for (var time = 0; ; time++)
        {
            var id = RowIdentity.Command(command, time == 0 ? text : $"{text}\n{time}");
            var recorded = facts.Where(it => it.Command == id).ToList();
            if (recorded.Count == 0 || recorded.Exists(it => standing.Contains(it.Position)))
            {
                return id;
            }
        }
    }
}
