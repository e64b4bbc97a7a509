using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Export;

/// <summary>
/// Requests as they were recorded, as lines that another ledger imports. A request goes whole, with the facts it holds
/// about other things, so that each fact has the same id there: by it corrections name what they correct.
/// </summary>
/// <param name="store">The ledger.</param>
/// <param name="kind">The kind of subject whose facts are wanted: <c>shipment</c>.</param>
/// <param name="asOf">The point on the two clocks. Amendments belong to what is known, whenever decided.</param>
internal sealed class Exporting(IEventStore store, string kind, AsOf asOf)
{
    /// <summary>Histories in memory at once.</summary>
    private const int SubjectsAtOnce = 1_000;

    /// <summary>What was written, by position: what amendments may be about.</summary>
    private readonly Dictionary<long, Recorded> _written = [];

    /// <summary>Every request of the kind, and what amends its facts, in the order of recording.</summary>
    public async IAsyncEnumerable<string> All([EnumeratorCancellation] CancellationToken cancel)
    {
        var request = new List<Recorded>();
        await foreach (var entry in store.ReadAll(0, cancel))
        {
            if (request.Count > 0 && request[0].Command != entry.Command)
            {
                if (Line(request) is { } line)
                {
                    yield return line;
                }

                request.Clear();
            }

            request.Add(entry);
        }

        if (request.Count > 0 && Line(request) is { } last)
        {
            yield return last;
        }
    }

    /// <summary>The requests about one subject, then what amends their facts.</summary>
    public async IAsyncEnumerable<string> One(Subject home, [EnumeratorCancellation] CancellationToken cancel)
    {
        var own = (await store.Read([home], cancel)).Facts.Where(it => it.Home == home);
        var firsts = own.Where(it => it.Fact is not CorrectionEvent).GroupBy(it => it.Command)
            .Select(it => it.First());
        foreach (var first in firsts)
        {
            if (Line(await Request(first, cancel)) is { } line)
            {
                yield return line;
            }
        }

        var amendments = new SortedDictionary<long, Recorded>();
        foreach (var homes in _written.Values.Select(it => it.Home).Distinct().Chunk(SubjectsAtOnce))
        {
            foreach (var it in (await store.Read(homes, cancel)).Facts.Where(it => it.Fact is CorrectionEvent))
            {
                amendments[it.Position] = it;
            }
        }

        foreach (var it in amendments.Values)
        {
            if (Line([it]) is { } line)
            {
                yield return line;
            }
        }
    }

    /// <summary>All facts of the request that a fact was recorded with.</summary>
    private async Task<List<Recorded>> Request(Recorded entry, CancellationToken cancel)
    {
        var place = 0;
        while (place < AppendRequest.MaxFacts && AppendRules.EventId(entry.Command, place) != entry.Id)
        {
            place++;
        }

        var facts = new List<Recorded>();
        await foreach (var it in store.ReadAll(entry.Position - place - 1, cancel))
        {
            if (it.Command != entry.Command)
            {
                break;
            }

            facts.Add(it);
        }

        return facts;
    }

    /// <summary>The line of a request; null when it does not belong to the export.</summary>
    private string? Line(List<Recorded> request)
    {
        if (request is [{ Fact: CorrectionEvent amends } entry])
        {
            return _written.TryGetValue(amends.Target, out var target) && IsKnown(entry)
                ? Write(entry, Members(entry, target))
                : null;
        }

        // What rules found here rests on facts of this ledger by their positions; another finds it anew.
        if (request.Exists(it => it.Fact is CertificateJudged or CertificateAccepted or ObligationAssumed
                or RuleOverridden or HighRiskCountersigned)
            || !request.Exists(it => it.Home.Kind == kind && asOf.Includes(it)))
        {
            return null;
        }

        foreach (var it in request)
        {
            _written[it.Position] = it;
        }

        return Write(request[0], request is [var only]
            ? Members(only)
            : [new JProperty("facts", new JArray(request.Select(it => new JObject(Members(it)))))]);
    }

    private bool IsKnown(Recorded entry) => asOf.KnownBy is not { } known || entry.At <= known;

    private string Write(Recorded first, IEnumerable<JProperty> members)
    {
        _written[first.Position] = first;
        var line = new JObject { ["id"] = first.Command.Value.ToString() };
        foreach (var member in members)
        {
            line.Add(member);
        }

        line["provenance"] = new JRaw(FactJson.WriteProvenance(first.Provenance));
        return line.ToString(Formatting.None);
    }

    private static JProperty[] Members(Recorded it) =>
    [
        new("home", it.Home.Key),
        new("type", EventCatalogue.NameOf(it.Fact.GetType())),
        new("fact", new JRaw(FactJson.Write(it.Fact))),
    ];

    /// <summary>An amendment names its fact by id: its position is another in the other ledger.</summary>
    private static JProperty[] Members(Recorded it, Recorded target)
    {
        var fact = new JObject
        {
            ["happened"] = it.Fact.Happened.Text,
            ["target"] = new JObject { ["home"] = target.Home.Key, ["id"] = target.Id.ToString() },
        };
        (string Name, string Value)[] rest = it.Fact switch
        {
            RecordCorrected one =>
            [
                ("field", one.Field), ("old", one.Old), ("new", one.New), ("reason", one.Reason),
                ("approver", one.Approver),
            ],
            RecordRetracted one => [("reason", one.Reason), ("approver", one.Approver)],
            RecordDisputed one => [("reason", one.Reason), ("by", one.By)],
            _ => [],
        };
        foreach (var (name, value) in rest)
        {
            fact[name] = value;
        }

        return [new("type", EventCatalogue.NameOf(it.Fact.GetType())), new("fact", fact)];
    }
}
