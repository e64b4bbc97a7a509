using System.IO.Pipes;

namespace TransferLedger.Cli.Tests.Import;

/// <summary>A file that is imported is read more than once.</summary>
public sealed class StreamImportTests
{
    [Fact]
    public async Task A_pipe_is_refused_with_the_remedy()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        var result = await Commands.Ledger.RunAnywhere(
            "import", $"/proc/self/fd/{pipe.GetClientHandleAsString()}");

        result.ExitCode.ShouldBe(2, result.Remarks);
        result.Remarks.ShouldContain("save it as a file first");
    }
}
