using System.Runtime.CompilerServices;

namespace TransferLedger.Tests.Shared;

/// <summary>
/// Text that a person has approved, in a file beside the test: <c>Name.verified.txt</c>. A text that differs is
/// written to <c>Name.received.txt</c>, to be compared and, if it is right, accepted by running the test once with
/// <c>LEDGER_ACCEPT_SNAPSHOTS=1</c>. A build server (<c>CI=true</c>) accepts nothing.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string name, string received, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, name);
        var (verifiedFile, receivedFile) = (path + ".verified.txt", path + ".received.txt");
        var text = received.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Accepting)
        {
            File.WriteAllText(verifiedFile, text);
        }

        var verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile).ReplaceLineEndings("\n") : "";
        if (string.Equals(text, verified, StringComparison.Ordinal))
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, text);
        text.ShouldBe(verified, $"Compare {receivedFile} with the verified file; see Snapshot for how to accept it.");
    }

    private static bool Accepting =>
        Environment.GetEnvironmentVariable("LEDGER_ACCEPT_SNAPSHOTS") == "1"
        && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
}
