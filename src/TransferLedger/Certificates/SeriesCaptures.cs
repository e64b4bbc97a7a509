using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>One capture of a certificate, and where it stands among those of the authority.</summary>
/// <param name="Series">Authority and day of issue.</param>
/// <param name="Position">The capture.</param>
/// <param name="At">When it was recorded.</param>
public sealed record SeriesCapture(NumberSeries Series, long Position, Instant At);

/// <summary>
/// One row of the view <c>certificate_series</c>: the captures of one certificate that name an authority and a day of
/// issue. What was retracted stays: it is found as it was known before, and read with what retracts it.
/// </summary>
/// <param name="Captures">In the order of recording.</param>
public sealed record SeriesCaptures(ValueList<SeriesCapture> Captures) : IView<SeriesCaptures>
{
    /// <inheritdoc/>
    public static IEnumerable<string> KeysOf(Recorded entry) =>
        entry.Fact is CertificateCaptured read && NumberSeries.Of(read.Certificate) is not null ? [entry.Home.Key] : [];

    /// <inheritdoc/>
    public static Subject SubjectOf(string key) => Subject.Parse(key);

    /// <inheritdoc/>
    public static SeriesCaptures? Apply(string key, SeriesCaptures? row, Recorded entry) =>
        entry.Home.Key == key && entry.Fact is CertificateCaptured read
        && NumberSeries.Of(read.Certificate) is { } series
            ? new([.. row?.Captures ?? [], new SeriesCapture(series, entry.Position, entry.At)])
            : row;
}
