using System.Reflection;

namespace TransferLedger.Cli.Hosting;

/// <summary>Which version of the program this is, as <c>ledger --version</c> says it.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } = typeof(ProgramVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
