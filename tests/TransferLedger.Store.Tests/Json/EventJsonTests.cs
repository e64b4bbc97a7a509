using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Json;

public sealed class EventJsonTests
{
    /// <summary>The version of that day wrote empty lists into kinds of facts that had none before.</summary>
    private const string WithEmptyLists = "2026-11-23.txt";

    private const long LargestInteger = (1L << 53) - 1;

    [Fact]
    public void The_JSON_of_every_kind_of_fact_is_as_approved()
    {
        var text = new StringBuilder();
        foreach (var (name, type) in EventCatalogue.All)
        {
            foreach (var sample in EventSamples.All.Where(it => it.GetType() == type))
            {
                text.Append(name).Append('\n')
                    .Append(JToken.Parse(FactJson.Write(sample)).ToString(Formatting.Indented)).Append("\n\n");
            }
        }

        Snapshot.Verify("EventJson", text.ToString());
    }

    [Fact]
    public void Every_kind_of_fact_has_a_sample_and_every_sample_a_stored_name() =>
        EventSamples.All.Select(it => EventCatalogue.NameOf(it.GetType())).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ShouldBe(EventCatalogue.All.Select(it => it.Key));

    [Fact]
    public void A_fact_comes_back_from_its_JSON_equal_and_gives_the_same_JSON_again()
    {
        foreach (var sample in EventSamples.All)
        {
            var json = FactJson.Write(sample);
            var back = FactJson.Read(EventCatalogue.NameOf(sample.GetType()), json);
            back.ShouldBe(sample);
            FactJson.Write(back).ShouldBe(json);
        }
    }

    /// <summary>
    /// What was written once is written so for ever, but for the empty lists of one version, which are left out again.
    /// A request is told by these bytes first and by what they mean only then. Files are added here, never changed.
    /// </summary>
    [Fact]
    public void What_was_ever_written_is_read_and_written_alike_today()
    {
        var seen = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Here(), "Stored")))
        {
            foreach (var block in File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
            {
                var end = block.IndexOf('\n', StringComparison.Ordinal);
                using var reader = new JsonTextReader(new StringReader(block[end..]));
                reader.DateParseHandling = DateParseHandling.None;
                var (name, stored) = (block[..end], JToken.Load(reader).ToString(Formatting.None));
                var fact = FactJson.Read(name, stored);
                var written = FactJson.Write(fact);
                if (Path.GetFileName(file) == WithEmptyLists)
                {
                    FactJson.Read(name, written).ShouldBe(fact, name);
                }
                else
                {
                    written.ShouldBe(stored, name);
                }

                seen++;
            }
        }

        seen.ShouldBeGreaterThanOrEqualTo(385);
    }

    [Fact]
    public void A_payload_is_made_of_texts_safe_integers_booleans_lists_and_objects()
    {
        foreach (var sample in EventSamples.All)
        {
            var payload = JToken.Load(new JsonTextReader(new StringReader(FactJson.Write(sample)))
            {
                DateParseHandling = DateParseHandling.None,
            });
            payload.Type.ShouldBe(JTokenType.Object);
            foreach (var part in ((JContainer)payload).DescendantsAndSelf())
            {
                Allowed(part).ShouldBeTrue($"{sample.GetType().Name}, {part.Path}: {part.Type} {part}");
            }
        }
    }

    [Fact]
    public void No_field_of_a_payload_appears_twice_or_in_another_case_than_camel_case()
    {
        foreach (var sample in EventSamples.All)
        {
            var payload = (JObject)JToken.Parse(FactJson.Write(sample), new JsonLoadSettings
            {
                DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
            });
            payload.Descendants().OfType<JProperty>().ShouldAllBe(it => char.IsAsciiLetterLower(it.Name[0]));
        }
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetDirectoryName(path)!;

    private static bool Allowed(JToken part) => part.Type switch
    {
        JTokenType.Object or JTokenType.Array or JTokenType.Property or JTokenType.String or JTokenType.Boolean => true,
        JTokenType.Integer => part.Value<long>() is >= -LargestInteger and <= LargestInteger,
        _ => false,
    };
}
