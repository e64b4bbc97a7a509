using System.Text.Json;
using Json.Schema;
using Newtonsoft.Json.Linq;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Json;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Json;

/// <summary>
/// The published schemas by a validator that others use, not by ours: they are schemas, the samples and whatever the
/// ledger writes follow them, and what the reader refuses for its shape they refuse.
/// </summary>
public sealed class SchemaValidatorTests
{
    private static readonly string Folder = Path.Combine(EventCataloguePage.Repository(), "docs", "schemas", "v1");
    private static readonly string Samples = Path.Combine(EventCataloguePage.Repository(), "samples");

    /// <summary>Each once: the validator refuses to meet an <c>$id</c> again.</summary>
    private static readonly Dictionary<string, JsonSchema> Schemas = Directory.GetFiles(Folder, "*.schema.json")
        .ToDictionary(
            it => Path.GetFileName(it).Replace(".schema.json", "", StringComparison.Ordinal),
            it => JsonSchema.FromText(File.ReadAllText(it)), StringComparer.Ordinal);

    private static readonly Dictionary<string, Type> Documents = DocumentSchemaTests.Documents
        .ToDictionary(it => (string)it[0], it => (Type)it[1], StringComparer.Ordinal);

    [Fact]
    public void Each_is_a_schema_of_draft_2020_12()
    {
        Schemas.Keys.ShouldBe(Documents.Keys, ignoreOrder: true);
        foreach (var file in Directory.GetFiles(Folder, "*.schema.json"))
        {
            Follows(MetaSchemas.Draft202012, File.ReadAllText(file)).ShouldBeTrue(file);
        }
    }

    [Fact]
    public void What_the_ledger_writes_of_each_document_follows_its_schema()
    {
        foreach (var (name, type) in Documents)
        {
            foreach (var fact in EventSamples.All.Where(it => it.GetType().Equals(type)))
            {
                Follows(Schemas[name], FactJson.Write(fact)).ShouldBeTrue(FactJson.Write(fact));
            }
        }
    }

    [Theory]
    [InlineData("certificates/genuine.json", "end-user-certificate")]
    [InlineData("certificates/reply.json", "confirmation")]
    [InlineData("certificates/amendment.json", "certificate-amendment")]
    [InlineData("certificates/authorization.json", "authorization")]
    [InlineData("shipments/packing-list.json", "shipment")]
    [InlineData("shipments/received.json", "delivery-report")]
    [InlineData("shipments/delivery-verification.json", "delivery-verification")]
    public void What_the_reader_refuses_for_its_shape_the_schema_refuses(string sample, string name)
    {
        var text = File.ReadAllText(Path.Combine(Samples, sample));
        Follows(Schemas[name], text).ShouldBeTrue();
        var type = Documents[name];

        var (refused, slipped) = (0, new List<string>());
        foreach (var (what, document) in Misshapen(JObject.Parse(text)))
        {
            if (!IsRead(type, document))
            {
                refused++;
                slipped.AddRange(Follows(Schemas[name], document) ? [what] : []);
            }
        }

        refused.ShouldBeGreaterThan(20);
        slipped.ShouldBeEmpty();
    }

    /// <summary>Each member gone, each value of another kind, and each object with a member nobody knows.</summary>
    private static IEnumerable<(string What, string Document)> Misshapen(JObject document)
    {
        foreach (var path in document.DescendantsAndSelf().OfType<JProperty>().Select(it => it.Path).ToList())
        {
            yield return ($"{path} gone", Changed(document, path, it => it.Parent!.Remove()));
            foreach (var other in new[] { "{}", "[]", "true", "[{}]" })
            {
                yield return ($"{path} {other}", Changed(document, path, it => it.Replace(JToken.Parse(other))));
            }
        }

        foreach (var path in document.DescendantsAndSelf().OfType<JObject>().Select(it => it.Path).ToList())
        {
            yield return ($"{path}.colour", Changed(document, path, it => ((JObject)it)["colour"] = "red"));
        }
    }

    private static string Changed(JObject document, string path, Action<JToken> change)
    {
        var copy = (JObject)document.DeepClone();
        change(path.Length == 0 ? copy : copy.SelectToken(path)!);
        return copy.ToString();
    }

    private static bool IsRead(Type type, string document)
    {
        try
        {
            _ = typeof(LedgerEvent).IsAssignableFrom(type)
                ? (object)FactJson.Read(EventCatalogue.NameOf(type), document)
                : FactJson.ReadRecord<PackingList>(document);
            return true;
        }
        catch (FactJsonException)
        {
            return false;
        }
    }

    private static bool Follows(JsonSchema schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        return schema.Evaluate(document.RootElement).IsValid;
    }
}
