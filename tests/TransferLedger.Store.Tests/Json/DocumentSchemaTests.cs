using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Checks;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Json;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Json;

/// <summary>
/// <c>docs/schemas/v1</c>, made from the code. Accepted like a snapshot: run the tests once with
/// <c>LEDGER_ACCEPT_SNAPSHOTS=1</c>.
/// </summary>
public sealed class DocumentSchemaTests
{
    public static TheoryData<string, Type> Documents { get; } = new()
    {
        { "end-user-certificate", typeof(CertificateCaptured) },
        { "confirmation", typeof(ConfirmationReceived) },
        { "certificate-amendment", typeof(CertificateAmended) },
        { "application", typeof(TransferApplied) },
        { "assessment", typeof(TransferAssessed) },
        { "authorization", typeof(AuthorizationGranted) },
        { "shipment", typeof(PackingList) },
        { "delivery-report", typeof(DeliveryConfirmed) },
        { "delivery-verification", typeof(DeliveryVerified) },
        { "transit-loss", typeof(TransitLossReported) },
        { "post-shipment-verification", typeof(VerificationPerformed) },
        { "goods-return", typeof(GoodsReturned) },
        { "authorization-amendment", typeof(AuthorizationAmended) },
        { "retransfer-request", typeof(RetransferRequested) },
        { "retransfer-consent", typeof(RetransferApproved) },
        { "retransfer-report", typeof(RetransferExecuted) },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_published_schema_is_the_one_the_code_makes(string name, Type type)
    {
        var file = Path.Combine(Repository(), "docs", "schemas", "v1", name + ".schema.json");
        var made = DocumentSchema.Of(type, name).ToString(Formatting.Indented).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("LEDGER_ACCEPT_SNAPSHOTS") == "1"
            && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, made);
        }

        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(made);
    }

    [Theory]
    [InlineData("certificates/genuine.json", "end-user-certificate")]
    [InlineData("certificates/altered-quantity.json", "end-user-certificate")]
    [InlineData("certificates/bought-blank.json", "end-user-certificate")]
    [InlineData("certificates/former-official.json", "end-user-certificate")]
    [InlineData("certificates/reply.json", "confirmation")]
    [InlineData("certificates/amendment.json", "certificate-amendment")]
    [InlineData("certificates/application.json", "application")]
    [InlineData("certificates/assessment.json", "assessment")]
    [InlineData("certificates/authorization.json", "authorization")]
    [InlineData("shipments/packing-list.json", "shipment")]
    [InlineData("shipments/received.json", "delivery-report")]
    [InlineData("shipments/delivery-verification.json", "delivery-verification")]
    [InlineData("shipments/lost.json", "transit-loss")]
    [InlineData("shipments/verification.json", "post-shipment-verification")]
    [InlineData("shipments/returned.json", "goods-return")]
    [InlineData("shipments/retransfer-request.json", "retransfer-request")]
    [InlineData("shipments/retransfer-consent.json", "retransfer-consent")]
    [InlineData("shipments/retransfer-report.json", "retransfer-report")]
    public void The_samples_follow_it(string sample, string name) =>
        Problems(File.ReadAllText(Path.Combine(Repository(), "samples", sample)), name).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Documents))]
    public void Whatever_the_ledger_writes_follows_it(string name, Type type)
    {
        var samples = EventSamples.All.Where(it => it.GetType() == type).ToList();
        samples.Count.ShouldBeGreaterThanOrEqualTo(typeof(LedgerEvent).IsAssignableFrom(type) ? 1 : 0);
        samples.ShouldAllBe(it => !Problems(FactJson.Write(it), name).Any());
    }

    [Theory]
    [InlineData("$.certificate.number", null, "$.certificate: number is missing")]
    [InlineData("$.certificate.paper", null, "$.certificate: paper is missing")]
    [InlineData("$.office", "{}", "$.office: not a string")]
    [InlineData("$.certificate.use", "\"often\"", "$.certificate.use: not one of oneOff, framework")]
    [InlineData("$.certificate.lines[0].quantity", "\"many\"", "$.certificate.lines[0].quantity: not a integer")]
    [InlineData("$.certificate.lines", "{}", "$.certificate.lines: not a array")]
    [InlineData("$.certificate.colour", "\"red\"", "$.certificate.colour: no such member")]
    public void What_the_reader_refuses_it_refuses(string path, string? value, string problem)
    {
        var document = JObject.Parse(File.ReadAllText(
            Path.Combine(Repository(), "samples", "certificates", "genuine.json")));
        if (value is null)
        {
            document.SelectToken(path)!.Parent!.Remove();
        }
        else if (document.SelectToken(path) is { } token)
        {
            token.Replace(JToken.Parse(value));
        }
        else
        {
            ((JObject)document["certificate"]!)[path.Split('.')[^1]] = JToken.Parse(value);
        }

        Problems(document.ToString(), "end-user-certificate").ShouldBe([problem]);
        Should.Throw<FactJsonException>(() => FactJson.Read("certificate_captured", document.ToString()));
    }

    private static IEnumerable<string> Problems(string json, string name)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        var schema = JObject.Parse(File.ReadAllText(
            Path.Combine(Repository(), "docs", "schemas", "v1", name + ".schema.json")));
        return Problems(JToken.Load(reader), schema, schema, "$");
    }

    /// <summary>As much of JSON Schema as the schemas use.</summary>
    private static IEnumerable<string> Problems(JToken it, JObject schema, JObject root, string path)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return Problems(it, (JObject)root["$defs"]![reference.Split('/')[^1]]!, root, path);
        }

        var isType = (string)schema["type"]! switch
        {
            "object" => it is JObject,
            "array" => it is JArray,
            "integer" => it.Type == JTokenType.Integer,
            "boolean" => it.Type == JTokenType.Boolean,
            var text => text == "string" && it.Type == JTokenType.String,
        };
        return (it, isType) switch
        {
            (_, false) => [$"{path}: not a {schema["type"]}"],
            (JObject members, _) => Problems(members, schema, root, path),
            (JArray items, _) => items.SelectMany((item, at) => Problems(
                item, (JObject)schema["items"]!, root, string.Create(CultureInfo.InvariantCulture, $"{path}[{at}]"))),
            _ when schema["enum"] is JArray values && values.All(value => !JToken.DeepEquals(value, it)) =>
                [$"{path}: not one of {string.Join(", ", values)}"],
            _ => [],
        };
    }

    private static IEnumerable<string> Problems(JObject it, JObject schema, JObject root, string path)
    {
        var properties = (JObject)schema["properties"]!;
        return schema["required"]!.Select(name => (string)name!).Where(name => !it.ContainsKey(name))
            .Select(name => $"{path}: {name} is missing")
            .Concat(it.Properties().SelectMany(member => properties[member.Name] is JObject known
                ? Problems(member.Value, known, root, $"{path}.{member.Name}")
                : [$"{path}.{member.Name}: no such member"]));
    }

    private static string Repository() => EventCataloguePage.Repository();
}
