using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;
using TransferLedger.Store.Log;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Json;

public sealed class FastFactJsonTests
{
    [Fact]
    public void Every_kind_of_fact_is_read_fast_and_equal_to_the_serializer_of_record()
    {
        foreach (var sample in EventSamples.All)
        {
            var (name, json) = (EventCatalogue.NameOf(sample.GetType()), FactJson.Write(sample));
            FastFactJson.TryRead(name, Encoding.UTF8.GetBytes(json)).ShouldBe(FactJson.Read(name, json), name);
        }
    }

    [Fact]
    public void Whatever_member_is_missing_null_or_of_another_kind_both_readers_agree()
    {
        foreach (var sample in EventSamples.All)
        {
            var name = EventCatalogue.NameOf(sample.GetType());
            foreach (var json in Mutants(FactJson.Write(sample)))
            {
                Outcome(() => FastFactJson.Read(name, json)).ShouldBe(Outcome(() => FactJson.Read(name, json)), json);
            }
        }
    }

    [Fact]
    public void An_unknown_kind_of_fact_is_refused_in_the_words_of_the_serializer_of_record() =>
        Outcome(() => FastFactJson.Read("no_such_fact", "{}")).ShouldBe(Outcome(() => FactJson.Read("no_such_fact", "{}")));

    [Fact]
    public void Headers_are_read_the_same_whether_or_not_the_last_ones_said_the_same()
    {
        var full = new Provenance(
            "clerk-07", "registry", new SourceReference(SourceKind.DataSet, "a.csv"), SourceGrade.Parse("B2"),
            [new Evidence(new string('a', 64), "scan")]);
        foreach (var provenance in new[] { full, full, full with { Actor = "clerk-08" }, new Provenance("x"), full })
        {
            var written = Encoding.UTF8.GetString(EventHeaders.WithSalt(EventHeaders.Write(provenance)));
            var stored = written.Replace("\":", "\": ", StringComparison.Ordinal)
                .Replace(",\"", ", \"", StringComparison.Ordinal);
            EventHeaders.Read(written).ShouldBe(provenance);
            EventHeaders.Read(stored).ShouldBe(provenance);
        }
    }

    private static object Outcome(Func<LedgerEvent> read)
    {
        try
        {
            return read();
        }
        catch (FactJsonException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>
    /// The document with each of its values left out, null, a number or another text, and one member too many.
    /// </summary>
    private static IEnumerable<string> Mutants(string json)
    {
        var paths = Parse(json).Descendants().OfType<JProperty>().Select(it => it.Path).ToList();
        foreach (var path in paths)
        {
            JToken?[] others = [null, JValue.CreateNull(), 7, "other", new JObject(), new JArray(), true];
            foreach (var other in others)
            {
                var document = Parse(json);
                var value = document.SelectToken(path)!;
                if (other is null)
                {
                    value.Parent!.Remove();
                }
                else
                {
                    value.Replace(other);
                }

                yield return document.ToString(Formatting.None);
            }
        }

        var extra = Parse(json);
        extra["unheard"] = "of";
        yield return extra.ToString(Formatting.None);
    }

    private static JObject Parse(string json) =>
        JObject.Load(new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None });
}
