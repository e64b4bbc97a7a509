using Npgsql;
using TransferLedger.Risk;

namespace TransferLedger.Store.Risk;

/// <summary>
/// The table <c>views.country_risk</c>, for SQL tools: the scores of all countries at one moment, which each row names.
/// A score is no fold of facts alone, because weights and priors are data, so nothing keeps the table but
/// <see cref="Replace"/>.
/// </summary>
public static class RiskScoreTable
{
    /// <summary>The columns, the country first.</summary>
    internal static IReadOnlyList<string> Columns { get; } =
    [
        "key", "score", "low", "high", "reference", "coverage", "band", "flags", "uncontested", "not_inspected",
        "open_findings", "on_day", "up_to", "model", "parameters", "parameters_version", "parameters_hash",
    ];

    /// <summary>
    /// Puts scores in the place of those there, all at once: readers see the old ones or the new ones.
    /// </summary>
    /// <param name="source">Connections with the rights of the application.</param>
    /// <param name="cards">The cards of all countries, of one moment and as known now.</param>
    /// <param name="upTo">The last position looked at.</param>
    /// <param name="used">The parameters they were made with.</param>
    /// <param name="cancel">Stops the work; then the old ones stay.</param>
    public static async Task Replace(
        NpgsqlDataSource source,
        IReadOnlyList<RiskCard> cards,
        long upTo,
        RiskParametersInUse used,
        CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var clear = new NpgsqlCommand(
            "LOCK TABLE views.country_risk IN SHARE ROW EXCLUSIVE MODE; DELETE FROM views.country_risk", connection))
        {
            await clear.ExecuteNonQueryAsync(cancel);
        }

        await using (var copy = await connection.BeginBinaryImportAsync(
            $"COPY views.country_risk ({string.Join(", ", Columns)}) FROM STDIN (FORMAT BINARY)", cancel))
        {
            foreach (var card in cards)
            {
                var score = card.Score;
                object?[] row =
                [
                    card.Unit, score.Total, score.Interval.Low, score.Interval.High, score.Reference, score.Coverage,
                    score.Band.ToString(), card.Flags.Select(it => it.ToString()).ToArray(), card.Uncontested?.Total,
                    (long)card.NotInspected, (long)card.OpenFindings, card.Moment.On.ToDateOnly(), upTo,
                    RiskIndicators.ModelVersion, used.Parameters.Id, used.Parameters.Version, used.Hash,
                ];
                await copy.WriteRowAsync(cancel, row);
            }

            await copy.CompleteAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
    }
}
