namespace TransferLedger.Files;

/// <summary>SHA-256 of a file as facts name it.</summary>
public static class FileHash
{
    private const int Digits = 64;

    /// <summary>
    /// The hash as 64 lower-case hexadecimal digits, however it was written; null when the text is none.
    /// </summary>
    public static string? Of(string? text) =>
        text?.Trim() is { Length: Digits } hash && hash.All(char.IsAsciiHexDigit) ? hash.ToLowerInvariant() : null;
}
