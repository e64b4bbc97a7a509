namespace TransferLedger.Cli.Import.Mapping;

/// <summary>
/// How often something has been met, by a 64-bit hash of it: eight to sixteen bytes for each thing, for files of
/// millions of rows. Two of n things are taken for one with a probability of about n²/2⁶⁵.
/// </summary>
internal sealed class HashTally
{
    private const int FirstSize = 1 << 10;
    private readonly Dictionary<ulong, int> _repeated = [];
    private ulong[] _slots = new ulong[FirstSize];

    /// <summary>How many different things were met.</summary>
    public int Count { get; private set; }

    /// <summary>Meets it once more; says how often it had been met before.</summary>
    public int Meet(ReadOnlySpan<byte> hash) => Meet(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash));

    /// <summary>As if it had been met so often before.</summary>
    public void Set(ReadOnlySpan<byte> hash, int times)
    {
        var key = Key(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash));
        Meet(key);
        _repeated[key] = times;
    }

    private int Meet(ulong hash)
    {
        var key = Key(hash);
        if (Put(_slots, key))
        {
            Count++;
            if (Count * 4L > _slots.Length * 3L)
            {
                Grow();
            }

            return 0;
        }

        var before = _repeated.GetValueOrDefault(key, 1);
        _repeated[key] = before + 1;
        return before;
    }

    // Zero marks an empty slot.
    private static ulong Key(ulong hash) => hash == 0 ? 1 : hash;

    private static bool Put(ulong[] slots, ulong key)
    {
        var mask = (ulong)slots.Length - 1;
        for (var at = key & mask; ; at = (at + 1) & mask)
        {
            if (slots[at] == key)
            {
                return false;
            }

            if (slots[at] == 0)
            {
                slots[at] = key;
                return true;
            }
        }
    }

    private void Grow()
    {
        var larger = new ulong[_slots.Length * 2];
        foreach (var key in _slots)
        {
            if (key != 0)
            {
                Put(larger, key);
            }
        }

        _slots = larger;
    }
}
