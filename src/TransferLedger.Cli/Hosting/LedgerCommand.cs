using System.CommandLine;
using Spectre.Console;
using TransferLedger.Cli.Authorizations;
using TransferLedger.Cli.Bench;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Checks;
using TransferLedger.Cli.Countries;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Demo;
using TransferLedger.Cli.Diversion;
using TransferLedger.Cli.Embargoes;
using TransferLedger.Cli.Export;
using TransferLedger.Cli.Files;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Import;
using TransferLedger.Cli.Inventories;
using TransferLedger.Cli.Lots;
using TransferLedger.Cli.Quality;
using TransferLedger.Cli.Recording;
using TransferLedger.Cli.Registers;
using TransferLedger.Cli.Retention;
using TransferLedger.Cli.Risk;
using TransferLedger.Cli.Screening;
using TransferLedger.Cli.Shipments;
using TransferLedger.Cli.Tracing;
using TransferLedger.Cli.Views;

namespace TransferLedger.Cli.Hosting;

/// <summary>The <c>ledger</c> command.</summary>
internal static class LedgerCommand
{
    /// <summary>Runs one command line and gives its exit code (see <see cref="Exit"/>).</summary>
    public static async Task<int> Run(string[] arguments, Terminal terminal, CancellationToken cancel)
    {
        if ((RecordCommand.Elsewhere(arguments) ?? RecordCommand.Strange(RecordCommand.Spelled(arguments)))
            is { } elsewhere)
        {
            terminal.Complain(elsewhere);
            return Exit.BadInput;
        }

        var root = Make(terminal, arguments is ["record", ..]);
        var line = root.Parse(RecordCommand.Spelled(arguments));
        if (line.Action is not LedgerHelp && UsageErrors.Of(line) is { Count: > 0 } errors)
        {
            foreach (var error in errors)
            {
                terminal.Complain(error);
            }

            terminal.Remarks.WriteLine($"Try: {UsageErrors.Named(line.CommandResult)} --help");
            return Exit.BadInput;
        }

        var settings = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = terminal.RawResult,
            Error = terminal.Remarks.Profile.Out.Writer,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
        };
        try
        {
            return await line.InvokeAsync(settings, cancel);
        }
        catch (OperationCanceledException)
        {
            terminal.Remarks.WriteLine("Stopped. What is done stays; run the same command again to go on.");
            return Exit.Refused;
        }
        catch (Exception failed) when (OpenLedger.Explain(failed) is { } known)
        {
            terminal.Complain(known.Message);
            return known.ExitCode;
        }
    }

    /// <summary>All commands.</summary>
    /// <param name="terminal">Where they say what they did.</param>
    /// <param name="recording">With the kinds of facts of <c>ledger record</c>, which take time to make.</param>
    public static RootCommand Make(Terminal terminal, bool recording = true)
    {
        var root = new RootCommand(
            "TransferLedger: an audit ledger for arms transfers. Every fact is kept; views are rebuilt from facts.")
        {
            DemoCommand.Make(terminal),
            ImportCommand.Make(terminal),
            RecordCommand.Make(terminal, recording),
            ExportCommand.Make(terminal),
            CustodyCommand.Make(terminal),
            FindingsCommand.Make(terminal),
            IdentityCommand.Make(terminal),
            CollectCommand.Make(terminal),
            DestroyCommand.Make(terminal),
            DiversionCommand.Make(terminal),
            TraceCommand.Make(terminal),
            RiskCommand.Make(terminal),
            SurplusCommand.Make(terminal),
            CertificateCommand.Make(terminal),
            AuthorizationCommand.Make(terminal),
            ShipmentCommand.Make(terminal),
            CheckCommand.Make(terminal),
            RetransferCommand.Make(terminal),
            EmbargoCommand.Make(terminal),
            ClearanceCommand.Make(terminal),
            CountryCommand.Make(terminal),
            MirrorCommand.Make(terminal),
            BalanceCommand.Make(terminal),
            LotCommand.Make(terminal),
            InventoryCommand.Make(terminal),
            SiteCommand.Make(terminal),
            RetentionCommand.Make(terminal),
            LicenceCommand.Make(terminal),
            OverdueCommand.Make(terminal),
            RegisterCommand.Make(terminal),
            ListCommand.Make(terminal),
            ScreenCommand.Make(terminal),
            FileCommand.Make(terminal),
            SearchCommand.Make(terminal),
            StatusCommand.Make(terminal),
            RebuildCommand.Make(terminal),
            AuditorCommand.Make(terminal),
            GenerateCommand.Make(terminal),
            QualityCommand.Make(terminal),
            BenchCommand.Make(terminal),
        };
        LedgerHelp.AddTo(root);
        return root;
    }
}
