using System.Collections.Immutable;

namespace TransferLedger.Files;

/// <summary>What kind of file some bytes are, told by how they begin; never by a name.</summary>
public static class MediaType
{
    /// <summary>What cannot be told.</summary>
    public const string Unknown = "application/octet-stream";

    private static readonly ImmutableArray<(string Type, int At, byte[] Mark)> Marks =
    [
        ("application/pdf", 0, "%PDF-"u8.ToArray()),
        ("image/png", 0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ("image/jpeg", 0, [0xFF, 0xD8, 0xFF]),
        ("image/tiff", 0, "II*\0"u8.ToArray()),
        ("image/tiff", 0, "MM\0*"u8.ToArray()),
        ("image/gif", 0, "GIF8"u8.ToArray()),
        ("image/webp", 8, "WEBP"u8.ToArray()),
        ("image/jp2", 4, "jP  "u8.ToArray()),
        ("application/zip", 0, [0x50, 0x4B, 0x03, 0x04]),
    ];

    /// <summary>The media type of a file (RFC 2046), or <see cref="Unknown"/>.</summary>
    /// <param name="leading">Its first bytes; a dozen are enough.</param>
    public static string Guess(ReadOnlySpan<byte> leading)
    {
        foreach (var (type, at, mark) in Marks)
        {
            if (leading.Length > at && leading[at..].StartsWith(mark))
            {
                return type;
            }
        }

        return Unknown;
    }
}
