using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bogus;

namespace TransferLedger.Cli.Generate;

/// <summary>
/// Chance that can be repeated: the same seed, purpose and index throw the same numbers, whatever was thrown for other
/// purposes before.
/// </summary>
internal sealed class Dice
{
    private Dice(int seed) => Randomizer = new Randomizer(seed);

    /// <summary>For the data sets of Bogus.</summary>
    public Randomizer Randomizer { get; }

    public static Dice For(long seed, string purpose, long index)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{purpose}/{seed}/{index}")));
        return new Dice(BitConverter.ToInt32(hash) & int.MaxValue);
    }

    /// <summary>64 hexadecimal digits that stand for a picture.</summary>
    public string Picture() => Convert.ToHexStringLower(SHA256.HashData(Randomizer.Bytes(16)));

    /// <summary>A whole number from least to most, both included.</summary>
    public int Number(int least, int most) => Randomizer.Int(least, most);

    public bool Chance(double probability) => Randomizer.Double() < probability;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Number(0, choices.Count - 1)];

    /// <summary>A quantity as orders have it: as often tens as thousands, in round figures.</summary>
    public long Quantity(long least, long most)
    {
        var raw = Math.Exp(Math.Log(least) + (Randomizer.Double() * (Math.Log(most) - Math.Log(least))));
        var step = raw switch { < 100 => 1, < 1_000 => 10, < 10_000 => 50, _ => 500 };
        return Math.Clamp((long)Math.Round(raw / step) * step, least, most);
    }
}
