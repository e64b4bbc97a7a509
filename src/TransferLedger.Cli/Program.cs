using TransferLedger.Cli.Hosting;

return await LedgerCommand.Run(args, Terminal.Standard(), CancellationToken.None);
