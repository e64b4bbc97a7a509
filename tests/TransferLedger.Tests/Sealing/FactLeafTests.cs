using System.Text;
using NodaTime;
using NodaTime.Text;
using TransferLedger.Sealing;

namespace TransferLedger.Tests.Sealing;

public sealed class FactLeafTests
{
    private static readonly Guid Id = new("0198C0DE-1234-8ABC-9DEF-0123456789AB");
    private static readonly Instant Recorded = InstantPattern.ExtendedIso.Parse("2026-11-22T07:53:00.12Z").Value;

    private const string Headers = """{ "salt" : "00112233445566778899aabbccddeeff", "actor" : "clerk-7" }""";

    private const string Data = """
        {
          "text": "\u00e9\/\u20ac\ud83d\ude00",
          "seen": true,
          "lines": [ { "pieces": 40, "mark": "КА 123456" }, { "pieces": -3, "mark": "a\"b\\c\u000A\u0001" } ],
          "happened": "2014~",
          "calibre": null
        }
        """;

    // Both envelopes were written by hand and hashed with Python: hashlib.sha256(b'\x00' + envelope.encode()).
    private const string Smallest =
        "{\"data\":{},\"headers\":{},\"id\":\"00000000-0000-0000-0000-000000000001\",\"position\":1,"
        + "\"recordedAt\":\"1970-01-01T00:00:00.000000Z\",\"stream\":\"weapon/7k3m-9q2x-4t5v-8w1z\","
        + "\"type\":\"item_registered\",\"version\":1}";

    private const string Larger =
        "{\"data\":{\"calibre\":null,\"happened\":\"2014~\",\"lines\":[{\"mark\":\"КА 123456\",\"pieces\":40},"
        + "{\"mark\":\"a\\\"b\\\\c\\n\\u0001\",\"pieces\":-3}],\"seen\":true,\"text\":\"é/€😀\"},"
        + "\"headers\":{\"actor\":\"clerk-7\",\"salt\":\"00112233445566778899aabbccddeeff\"},"
        + "\"id\":\"0198c0de-1234-8abc-9def-0123456789ab\",\"position\":9007199254740991,"
        + "\"recordedAt\":\"2026-11-22T07:53:00.120000Z\",\"stream\":\"certificate/de/eu-2026-17\","
        + "\"type\":\"end_use_certificate_issued\",\"version\":12}";

    private const string LargerHash = "aaff578973cfe867881b097dc532089f8a9dc16fa2e30528fd2ad72f6476aa36";

    [Fact]
    public void The_smallest_fact_has_the_leaf_computed_elsewhere()
    {
        var id = new Guid("00000000-0000-0000-0000-000000000001");
        var stream = "weapon/7k3m-9q2x-4t5v-8w1z";

        Encoding.UTF8.GetString(
            FactLeaf.Envelope(1, id, stream, 1, "item_registered", NodaConstants.UnixEpoch, "{}", "{}"))
            .ShouldBe(Smallest);
        Hex(FactLeaf.Hash(1, id, stream, 1, "item_registered", NodaConstants.UnixEpoch, "{}", "{}"))
            .ShouldBe("55e3024223d10fcc463cc2a4752c3f7ecf9a7efff15055a062be1bd64ed48301");
    }

    [Fact]
    public void A_larger_fact_has_the_leaf_computed_elsewhere()
    {
        Encoding.UTF8.GetString(FactLeaf.Envelope(
            CanonicalJson.MaxInteger, Id, "certificate/de/eu-2026-17", 12, "end_use_certificate_issued", Recorded,
            Headers, Data))
            .ShouldBe(Larger);
        Hex(Leaf()).ShouldBe(LargerHash);
    }

    [Fact]
    public void The_envelope_is_its_own_canonical_form() =>
        Encoding.UTF8.GetString(CanonicalJson.Of(Larger)).ShouldBe(Larger);

    [Fact]
    public void Order_of_names_and_white_space_of_what_is_stored_do_not_matter() => Hex(Leaf(
            headers: """{"actor":"clerk-7","salt":"00112233445566778899aabbccddeeff"}""",
            data: """{"calibre":null,"happened":"2014~","lines":[{"mark":"КА 123456","pieces":40},"""
                + """{"mark":"a\"b\\c\n\u0001","pieces":-3}],"seen":true,"text":"é/€😀"}"""))
        .ShouldBe(LargerHash);

    [Fact]
    public void A_change_of_any_part_changes_the_leaf()
    {
        string[] changed =
        [
            Hex(Leaf(position: 1)),
            Hex(Leaf(id: Guid.Empty)),
            Hex(Leaf(stream: "certificate/de/eu-2026-18")),
            Hex(Leaf(version: 13)),
            Hex(Leaf(type: "end_use_certificate_issued_v2")),
            Hex(Leaf(recorded: Recorded + Duration.FromTicks(10))),
            Hex(Leaf(headers: Headers.Replace("clerk-7", "clerk-8", StringComparison.Ordinal))),
            Hex(Leaf(data: Data.Replace("40", "41", StringComparison.Ordinal))),
            Hex(Leaf(data: Data.Replace("null", "\"null\"", StringComparison.Ordinal))),
            LargerHash,
        ];
        changed.Distinct(StringComparer.Ordinal).Count().ShouldBe(changed.Length);
    }

    [Fact]
    public void A_stream_with_signs_that_need_an_escape_is_escaped() =>
        Encoding.UTF8.GetString(FactLeaf.Envelope(1, Id, "party/\"\\\u0001é", 1, "t", Recorded, "{}", "{}"))
            .ShouldContain("\"stream\":\"party/\\\"\\\\\\u0001é\"");

    [Theory]
    [InlineData("{\"a\":{\"b\":1.5}}", "{}", "$.headers.a.b is a number")]
    [InlineData("{}", "{\"a\":[1,1,1e1]}", "$.data.a[2] is a number")]
    [InlineData("[]", "{}", "$.headers is not an object")]
    [InlineData("{}", "null", "$.data is not an object")]
    [InlineData("{}", "1", "$.data is not an object")]
    [InlineData("{}", "", "$.data is not well-formed JSON")]
    [InlineData("{}", "{},\"x\":{}", "$.data is not well-formed JSON")]
    public void Headers_and_data_that_cannot_be_sealed_are_refused_by_their_path(
        string headers, string data, string message) =>
        Should.Throw<FormatException>(() => Leaf(headers: headers, data: data)).Message.ShouldContain(message);

    [Fact]
    public void What_has_no_one_way_to_be_written_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Leaf(position: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Leaf(position: CanonicalJson.MaxInteger + 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Leaf(version: 0));
        Should.Throw<ArgumentException>(() => Leaf(stream: ""));
        Should.Throw<ArgumentException>(() => Leaf(type: ""));
        Should.Throw<ArgumentException>(() => Leaf(recorded: Recorded + Duration.FromTicks(1)));
        Should.Throw<ArgumentException>(() => Leaf(recorded: Recorded + Duration.Epsilon));
        Should.Throw<ArgumentException>(() => Leaf(recorded: Instant.MinValue));
        Should.Throw<FormatException>(() => Leaf(stream: "party/" + (char)0xD800)).Message.ShouldContain("$.stream");
        Should.Throw<FormatException>(() => Leaf(type: "t" + (char)0xDC00)).Message.ShouldContain("$.type");
        Should.Throw<ArgumentNullException>(() => Leaf(data: null!));
    }

    private static byte[] Leaf(
        long position = CanonicalJson.MaxInteger,
        Guid? id = null,
        string stream = "certificate/de/eu-2026-17",
        long version = 12,
        string type = "end_use_certificate_issued",
        Instant? recorded = null,
        string headers = Headers,
        string data = Data) =>
        FactLeaf.Hash(position, id ?? Id, stream, version, type, recorded ?? Recorded, headers, data);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
