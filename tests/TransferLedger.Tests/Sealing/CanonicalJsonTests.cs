using System.Text;
using TransferLedger.Sealing;

namespace TransferLedger.Tests.Sealing;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData(" [ ] ", "[]")]
    [InlineData("\t\r\n null ", "null")]
    [InlineData("[true , false,null]", "[true,false,null]")]
    [InlineData("{ \"b\" : 1 , \"a\" : [ 2 , 3 ] }", "{\"a\":[2,3],\"b\":1}")]
    [InlineData("{\"aa\":1,\"a\":2,\"\":3}", "{\"\":3,\"a\":2,\"aa\":1}")]
    [InlineData("{\"a\":1,\"A\":2,\"_\":3,\"1\":4}", "{\"1\":4,\"A\":2,\"_\":3,\"a\":1}")]
    [InlineData("[3,1,2]", "[3,1,2]")]
    [InlineData("{\"b\":{\"d\":1,\"c\":2},\"a\":{\"f\":[{\"h\":3,\"g\":4}],\"e\":5}}",
        "{\"a\":{\"e\":5,\"f\":[{\"g\":4,\"h\":3}]},\"b\":{\"c\":2,\"d\":1}}")]
    [InlineData("-0", "0")]
    [InlineData("[0,-1,9007199254740991,-9007199254740991]", "[0,-1,9007199254740991,-9007199254740991]")]
    public void Members_are_sorted_and_white_space_falls_away(string json, string canonical) =>
        ShouldBecome(json, canonical);

    [Fact]
    public void The_example_of_RFC_8785_3_2_3_is_sorted_by_UTF_16_units() => ShouldBecome(
        """
        {
          "\u20ac": "Euro Sign",
          "\r": "Carriage Return",
          "\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face",
          "\u0080": "Control",
          "\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """,
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");

    [Fact]
    public void The_string_and_literals_of_RFC_8785_3_2_2_have_their_bytes()
    {
        var json = """
            {
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;

        Convert.ToHexStringLower(CanonicalJson.Of(json)).ShouldBe(
            "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c22737472696e67223a22"
            + "e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d");
    }

    [Fact]
    public void The_structures_of_the_authors_test_data_are_sorted() => ShouldBecome(
        """{"1":{"f":{"f":"hi","F":5} ,"\n":56},"10":{ },"":"empty","a":{ },"111":[ { } ],"A":{ }}""",
        """{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}""");

    [Theory]
    [InlineData(@"""\u0000\u0001\u000b\u001F""", @"""\u0000\u0001\u000b\u001f""")]
    [InlineData(@"""\b\f\n\r\t\u0008\u000c\u000A\u000d\u0009""", @"""\b\f\n\r\t\b\f\n\r\t""")]
    [InlineData(@"""\/\u002f""", @"""//""")]
    [InlineData(@"""\u0022\u005C""", @"""\""\\""")]
    [InlineData(@"""\u007f\u2028\u00e9""", "\"\u007f\u2028\u00e9\"")]
    [InlineData(@"""\ud83D\uDE00""", "\"\ud83d\ude00\"")]
    [InlineData("\"e\\u0301\"", "\"e\u0301\"")]
    public void Only_what_must_be_escaped_is_escaped_and_nothing_is_normalised(string json, string canonical) =>
        ShouldBecome(json, canonical);

    [Fact]
    public void Names_written_with_escapes_sort_by_what_they_mean() =>
        ShouldBecome(
            """{"\u0062":1,"a":2,"\"":3,"!":4,"\\":5,"]":6,"[":7}""",
            """{"!":4,"\"":3,"[":7,"\\":5,"]":6,"a":2,"b":1}""");

    [Theory]
    [InlineData("1.5", "$ is a number with a fraction")]
    [InlineData("1.0", "$ is a number with a fraction")]
    [InlineData("{\"lines\":[1,2,{\"mass\":1e2}]}", "$.lines[2].mass is a number with a fraction or an exponent")]
    [InlineData("[9007199254740992]", "$[0] is an integer beyond")]
    [InlineData("[-9007199254740992]", "$[0] is an integer beyond")]
    [InlineData("[0,123456789012345678901234567890]", "$[1] is an integer beyond")]
    [InlineData("{\"a\":1,\"a\":1}", "$.a is given twice")]
    [InlineData("{\"a\":1,\"b\":2,\"\\u0061\":1}", "$.a is given twice")]
    [InlineData("{\"x y\":[{\"b\":1,\"a\":1,\"b\":2}]}", "$[\"x y\"][0].b is given twice")]
    [InlineData("{\"\":1,\"\":2}", "$[\"\"] is given twice")]
    [InlineData("{\"a\":\"\\ud800\"}", "$.a has text that is not Unicode")]
    [InlineData("{\"a\":\"\\udc00\\ud800\"}", "$.a has text that is not Unicode")]
    [InlineData("{\"a\":\"\\ud800\\ud800\"}", "$.a has text that is not Unicode")]
    [InlineData("{\"a\":\"\\ud800x\\udc00\"}", "$.a has text that is not Unicode")]
    [InlineData("{\"a\":{\"\\udfff\":1}}", "$.a has text that is not Unicode")]
    [InlineData("{\"a\":1}x", "$ is not well-formed JSON")]
    [InlineData("{} {}", "$ is not well-formed JSON")]
    [InlineData("", "$ is not well-formed JSON")]
    [InlineData(" ", "$ is not well-formed JSON")]
    [InlineData("\0", "$ is not well-formed JSON")]
    [InlineData("{\"a\":[1,]}", "$.a[0] is not well-formed JSON")]
    [InlineData("{\"a\":1,}", "$.a is not well-formed JSON")]
    [InlineData("{\"a\":[1,2", "$.a[0] is not well-formed JSON")]
    [InlineData("{\"a\"", "$ is not well-formed JSON")]
    [InlineData("{\"a", "$ is not well-formed JSON")]
    [InlineData("[01]", "is not well-formed JSON")]
    [InlineData("[+1]", "is not well-formed JSON")]
    [InlineData("[NaN]", "is not well-formed JSON")]
    [InlineData("[\"\\x\"]", "is not well-formed JSON")]
    [InlineData("[\"\n\"]", "is not well-formed JSON")]
    [InlineData("['a']", "is not well-formed JSON")]
    [InlineData("[1]//", "is not well-formed JSON")]
    [InlineData("\uFEFF{}", "is not well-formed JSON")]
    public void What_a_payload_may_not_hold_is_refused_by_its_path(string json, string message)
    {
        Should.Throw<FormatException>(() => CanonicalJson.Of(json)).Message.ShouldContain(message);
        Should.Throw<FormatException>(() => CanonicalJson.Of(Encoding.UTF8.GetBytes(json)))
            .Message.ShouldContain(message);
    }

    [Fact]
    public void A_lone_surrogate_in_the_text_itself_is_refused_by_its_path()
    {
        var json = "{\"a\":[\"é\",\"x" + (char)0xD800 + "y\"]}";
        Should.Throw<FormatException>(() => CanonicalJson.Of(json))
            .Message.ShouldContain("$.a[1] has text that is not Unicode");
        Should.Throw<FormatException>(() => CanonicalJson.Of("[" + (char)0xDC00))
            .Message.ShouldContain("not well-formed");
    }

    [Theory]
    [InlineData("5B22FF225D")]
    [InlineData("5B22C0AF225D")]
    [InlineData("5B22EDA080225D")]
    [InlineData("5B22E282225D")]
    public void Broken_UTF_8_is_refused_by_its_path(string hex) =>
        Should.Throw<FormatException>(() => CanonicalJson.Of(Convert.FromHexString(hex)))
            .Message.ShouldContain("$[0] has text that is not Unicode");

    [Fact]
    public void Sixty_four_levels_are_taken_and_sixty_five_refused()
    {
        var deep = new string('[', 64) + new string(']', 64);
        ShouldBecome(deep, deep);
        var objects = string.Concat(Enumerable.Repeat("{\"a\":", 63)) + "{}" + new string('}', 63);
        ShouldBecome(objects, objects);

        Should.Throw<FormatException>(() => CanonicalJson.Of("[" + deep + "]")).Message
            .ShouldBe("$" + string.Concat(Enumerable.Repeat("[0]", 64)) + " is nested deeper than 64 levels.");
        Should.Throw<FormatException>(() => CanonicalJson.Of(new string('[', 1_000_000))).Message
            .ShouldContain("deeper than 64");
    }

    [Fact]
    public void A_refusal_does_not_repeat_a_long_path()
    {
        var json = "{\"" + new string('n', 100_000) + "\":"
            + string.Concat(Enumerable.Repeat("{\"a very long name indeed\":", 60));
        Should.Throw<FormatException>(() => CanonicalJson.Of(json)).Message.Length.ShouldBeLessThan(600);
    }

    [Fact]
    public void A_large_object_in_reverse_order_is_sorted()
    {
        var names = Enumerable.Range(0, 5_000).Select(n => n.ToString("D6", null)).ToArray();
        var sorted = "{" + string.Join(',', names.Select(name => $"\"{name}\":1")) + "}";
        var reversed = "{" + string.Join(',', names.Reverse().Select(name => $"\"{name}\":1")) + "}";
        ShouldBecome(reversed, sorted);
    }

    [Fact]
    public void A_missing_text_is_an_error_of_the_caller() =>
        Should.Throw<ArgumentNullException>(() => CanonicalJson.Of((string)null!));

    private static void ShouldBecome(string json, string canonical)
    {
        Encoding.UTF8.GetString(CanonicalJson.Of(json)).ShouldBe(canonical);
        Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json))).ShouldBe(canonical);
    }
}
