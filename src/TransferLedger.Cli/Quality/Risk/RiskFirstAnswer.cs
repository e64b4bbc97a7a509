using System.Diagnostics;
using System.Runtime;
using Npgsql;
using TransferLedger.Cli.Risk;
using TransferLedger.Embargoes;
using TransferLedger.Risk;
using TransferLedger.Store.Risk;

namespace TransferLedger.Cli.Quality.Risk;

/// <summary>What is asked first.</summary>
internal enum RiskFirstQuestion
{
    /// <summary>A ranking of all countries.</summary>
    Ranking,

    /// <summary>A card of one country.</summary>
    Card,
}

/// <summary>How long the first answer of a process took, when its code is not compiled yet.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="ConnectingMs">Opening a connection: every command has one open before it asks.</param>
/// <param name="AnswerMs">The answer.</param>
/// <param name="CompilingMs">Of it, compiling, on all threads together: they work side by side.</param>
/// <param name="Compiled">How many methods were compiled for it.</param>
/// <param name="AgainMs">The same question asked again.</param>
internal sealed record RiskFirstAnswer(
    RiskFirstQuestion Question,
    double ConnectingMs,
    double AnswerMs,
    double CompilingMs,
    long Compiled,
    double AgainMs)
{
    /// <summary>Asks, as known now, and once again.</summary>
    /// <param name="source">A database that <see cref="RiskLoad"/> has filled, not asked anything yet.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="used">The parameters.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task<RiskFirstAnswer> Measure(
        NpgsqlDataSource source, RiskFirstQuestion question, RiskParametersInUse used, CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        await (await source.OpenConnectionAsync(cancel)).DisposeAsync();
        var connecting = Stopwatch.GetElapsedTime(since);
        var (compiling, compiled) = (JitInfo.GetCompilationTime(), JitInfo.GetCompiledMethodCount());
        var first = await Ask(source, question, used, cancel);
        return new(
            question,
            connecting.TotalMilliseconds,
            first.TotalMilliseconds,
            (JitInfo.GetCompilationTime() - compiling).TotalMilliseconds,
            JitInfo.GetCompiledMethodCount() - compiled,
            (await Ask(source, question, used, cancel)).TotalMilliseconds);
    }

    private static async Task<TimeSpan> Ask(
        NpgsqlDataSource source, RiskFirstQuestion question, RiskParametersInUse used, CancellationToken cancel)
    {
        var (since, moment) = (Stopwatch.GetTimestamp(), new RiskMoment(RiskSpeed.Last, null));
        if (question == RiskFirstQuestion.Ranking)
        {
            await RiskCards.Ranked(source, EmbargoTable.Of([]), moment, used.Parameters, cancel);
        }
        else
        {
            await RiskCards.Of(source, "AA", EmbargoTable.Of([]), moment, used.Parameters, cancel);
        }

        return Stopwatch.GetElapsedTime(since);
    }
}
