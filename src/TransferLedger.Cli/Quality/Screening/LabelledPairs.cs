using TransferLedger.Cli.Hosting;
using TransferLedger.Screening;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Quality.Screening;

/// <summary>Two names of which somebody has said whether they are of one party.</summary>
internal sealed record LabelledPair(string Left, string Right, bool IsMatch)
{
    /// <summary>Are the two names of two scripts?</summary>
    public bool IsMixed => Romanization.IsOtherScript(Left) != Romanization.IsOtherScript(Right);
}

/// <summary>Public labelled pairs, and how they are split.</summary>
internal static class LabelledPairs
{
    private const int Columns = 8;

    /// <summary>The pairs of a file as <c>case_group,schema,name1,name2,is_match,quality,category,notes</c>.</summary>
    /// <exception cref="CommandFailedException">It is no such file.</exception>
    public static List<LabelledPair> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return
            [
                .. CsvRows.Of(file, path, Columns).Where(it => it.Cells[4] is "true" or "false")
                    .Select(it => new LabelledPair(it.Cells[2], it.Cells[3], it.Cells[4] == "true")),
            ];
        }
        catch (ListFileException wrong)
        {
            throw new CommandFailedException(Exit.BadInput, $"{wrong.Message}. Columns: case_group, schema, name1, name2, is_match, quality, category, notes.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(Exit.BadInput, $"{path} cannot be read: {wrong.Message}");
        }
    }

    /// <summary>Two halves, the same for the same seed: one to choose weights by, the other to report.</summary>
    public static (List<LabelledPair> Tuned, List<LabelledPair> Held) Split(List<LabelledPair> pairs, long seed)
    {
        var dice = new Random(unchecked((int)seed));
        var order = pairs.ToArray();
        dice.Shuffle(order);
        return ([.. order.Take(order.Length / 2)], [.. order.Skip(order.Length / 2)]);
    }
}
