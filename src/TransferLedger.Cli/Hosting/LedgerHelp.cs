using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TransferLedger.Cli.Hosting;

/// <summary>A command with examples, which its own help shows and the list of commands does not.</summary>
internal sealed class ExampledCommand(string name, string description, params string[] examples)
    : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}

/// <summary>The usual help, followed by the examples of the command.</summary>
internal sealed class LedgerHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>Puts the examples into the help of a command and all below it.</summary>
    public static void AddTo(Command root)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new LedgerHelp((HelpAction)help.Action!);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampledCommand { Examples.Count: > 0 } command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
            {
                output.WriteLine("  " + example);
            }
        }

        return code;
    }
}
