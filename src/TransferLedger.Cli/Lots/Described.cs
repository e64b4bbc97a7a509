using System.CommandLine;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Lots;

/// <summary>The options that say what a lot is.</summary>
internal sealed class Described
{
    private readonly Option<string?> _calibre = LotOptions.Text("--calibre", "The calibre as written.", "TEXT");
    private readonly Option<string?> _type = LotOptions.Text("--type", "Ball, tracer, blank …", "TEXT");
    private readonly Option<string?> _expires = LotOptions.Text("--expires", "The last day of its shelf life.", "DATE");

    private readonly Option<long?> _package =
        new("--package") { Description = "Rounds in the smallest package.", HelpName = "NUMBER" };

    public IEnumerable<Option> Options => [_calibre, _type, _expires, _package];

    /// <summary>Was any of them given?</summary>
    public bool Any(ParseResult line) => Options.Any(it => line.GetResult(it) is { Implicit: false });

    /// <summary>What they say of the lot a person named as maker, slash and number.</summary>
    public LotDescription Read(ParseResult line, string lot)
    {
        var slash = lot.IndexOf('/', StringComparison.Ordinal);
        return new LotDescription(
            lot[(slash + 1)..], slash > 0 && lot[..slash] != "?" ? lot[..slash] : null, line.GetValue(_calibre),
            line.GetValue(_type), LotOptions.Day("--expires", line.GetValue(_expires)), line.GetValue(_package));
    }
}
