using System.Text;

namespace TransferLedger.Cli.Import.Csv;

/// <summary>The encodings a file may be written in.</summary>
internal static class TextEncodings
{
    /// <summary>UTF-8 that writes no byte order mark of its own.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// An encoding by its IANA name, such as <c>utf-8</c> or <c>windows-1252</c>; null when unknown here.
    /// </summary>
    public static Encoding? Find(string name)
    {
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return Utf8;
        }

        if (name.Equals("utf-16le", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.Unicode;
        }

        if (CodePagesEncodingProvider.Instance.GetEncoding(name) is { } codePage)
        {
            return codePage;
        }

        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            // The framework has no other way to say that it does not know a name.
            return null;
        }
    }
}
