using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Mapping;

/// <summary>
/// The names rows lead to. They depend on what a row says, never on where it stands, so that files may be sorted,
/// continued and imported again.
/// </summary>
internal static class RowIdentity
{
    /// <summary>
    /// SHA-256 over what a row says: its user's columns that are not empty, by name, each name and cell with its
    /// length before it. Columns may be put in another order, and empty ones added.
    /// </summary>
    public static byte[] ContentOf(CsvHeader header, CsvRow row)
    {
        var text = new ArrayBufferWriter<byte>(512);
        foreach (var at in header.Content)
        {
            if (at < row.Cells.Length && row.Cells[at].Length > 0)
            {
                Add(text, header.Names[at]);
                Add(text, row.Cells[at]);
            }
        }

        return SHA256.HashData(text.WrittenSpan);
    }

    /// <summary>The command a row is, for one purpose: the same at every import.</summary>
    /// <param name="occurrence">Which of the rows that say the same it is, from 0.</param>
    public static CommandId CommandOf(string source, string profile, ReadOnlySpan<byte> content, int occurrence) =>
        Command("ledger import row", source, profile, Convert.ToHexStringLower(content), Text(occurrence));

    /// <summary>A command id made of texts: the first 16 bytes of SHA-256, marked as a version 8 UUID.</summary>
    public static CommandId Command(params ReadOnlySpan<string> parts)
    {
        var text = new ArrayBufferWriter<byte>(256);
        foreach (var part in parts)
        {
            Add(text, part);
        }

        var bytes = SHA256.HashData(text.WrittenSpan);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new CommandId(new Guid(bytes.AsSpan(0, 16), bigEndian: true));
    }

    /// <summary>A weapon with a serial: what the profile says identifies it in this source.</summary>
    public static WeaponId Named(string source, IEnumerable<string> identity) =>
        WeaponId.Issue(source, ["identity", .. identity]);

    /// <summary>A weapon without a serial: the row itself is all there is to tell it by.</summary>
    public static WeaponId Unnamed(string source, ReadOnlySpan<byte> content, int occurrence, int weapon, int copy) =>
        WeaponId.Issue(
            source, "row", Convert.ToHexStringLower(content), Text(occurrence), Text(weapon), Text(copy));

    private static void Add(ArrayBufferWriter<byte> text, string part)
    {
        var length = text.GetSpan(4 + Encoding.UTF8.GetMaxByteCount(part.Length));
        var bytes = Encoding.UTF8.GetBytes(part, length[4..]);
        BinaryPrimitives.WriteInt32BigEndian(length, bytes);
        text.Advance(4 + bytes);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
