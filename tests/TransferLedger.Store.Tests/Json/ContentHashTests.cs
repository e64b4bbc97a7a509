using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;
using TransferLedger.Store.Log;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Json;

/// <summary>What every request on record is held against must stay the same hash, however it is reckoned.</summary>
public sealed class ContentHashTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(100_000)]
    public void It_is_the_hash_of_length_and_bytes_one_after_the_other(int length)
    {
        var data = Encoding.UTF8.GetBytes(new string('ü', length));
        (string Home, string Type, byte[] Data)[] facts =
        [
            ("weapon/bench-1", "item_registered", data),
            ("weapon/" + new string('ж', length), "loss_reported", [1, 2, 3]),
            ("weapon/bench-1", "item_registered", data[..1]),
        ];
        using var expected = new MemoryStream();
        using var content = new ContentHash();
        foreach (var (home, type, said) in facts)
        {
            foreach (var part in new[] { Encoding.UTF8.GetBytes(home), Encoding.UTF8.GetBytes(type), said })
            {
                var count = new byte[sizeof(int)];
                BinaryPrimitives.WriteInt32BigEndian(count, part.Length);
                expected.Write(count);
                expected.Write(part);
            }

            content.Add(home, type, said).ShouldBe(Encoding.UTF8.GetByteCount(home) + type.Length + said.Length);
        }

        content.Done().ShouldBe(SHA256.HashData(expected.ToArray()));
    }

    [Fact]
    public void A_fact_in_utf8_says_what_it_says_as_text()
    {
        foreach (var sample in EventSamples.All)
        {
            Encoding.UTF8.GetString(FactJson.WriteUtf8(sample)).ShouldBe(FactJson.Write(sample));
        }

        var words = string.Concat(Enumerable.Repeat("Übergabe 交付 \u2028 \"quoted\" \U0001F4E6 ", 10_000));
        var source = new Provenance("clerk", words);
        Encoding.UTF8.GetString(FactJson.WriteUtf8(source)).ShouldBe(FactJson.WriteProvenance(source));
        FactJson.ReadProvenance(FactJson.WriteProvenance(source)).ShouldBe(source);
    }
}
