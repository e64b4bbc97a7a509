using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>Prices (EUC-047): a value far from those of the same model deserves a question.</summary>
public static partial class CertificateRules
{
    private static IEnumerable<RuleFinding> PriceInLine(CertificateCase it)
    {
        var unpriced = it.Paper.Lines.Index().Where(line => line.Item.UnitValue?.Price() is null)
            .Select(line => line.Index + 1).ToImmutableArray();
        if (!unpriced.IsEmpty)
        {
            yield return Found(
                Verdict.Info, "value-missing", "lines", string.Join(", ", unpriced.Select(line => Text(line))));
        }

        foreach (var (index, line) in it.Paper.Lines.Index())
        {
            if (line.UnitValue?.Price() is not { } value)
            {
                continue;
            }

            var history = Observations(it, line);
            if (history.Length < it.Parameters.PriceObservations)
            {
                yield return Found(
                    Verdict.Info,
                    "price-history-short",
                    Line(index, "unitValue"),
                    line.Model ?? line.Description,
                    Text(history.Length),
                    Text(it.Parameters.PriceObservations));
                continue;
            }

            var (low, high) = Fences([.. history.Select(one => one.Value).Order()]);
            if (value < low || value > high)
            {
                yield return Found(
                    Verdict.Warn,
                    "price-outlier",
                    Line(index, "unitValue"),
                    Text(value),
                    line.UnitValue!.Currency,
                    Text(low),
                    Text(high),
                    Text(history.Length)).Resting([.. history.Select(one => one.Position).Distinct()]);
            }
        }
    }

    /// <summary>Prices of the same model in the same currency on other certificates of about that time.</summary>
    private static ImmutableArray<(decimal Value, long Position)> Observations(CertificateCase it, CertificateLine line)
    {
        var day = FirstDay(it.Paper.IssuedOn ?? it.Received);
        var model = ModelOf(line.Model, line.Description);
        var (first, last) = (day.PlusYears(-it.Parameters.PriceYears), day.LaterByYears(it.Parameters.PriceYears));
        return
        [
            .. from other in it.Others.Where(other => !it.Refused.Contains(other.Certificate))
               let then = FirstDay(other.Dated)
               where then >= first && then <= last
               from one in other.Paper.Lines
               where one.Class == line.Class
                   && one.UnitValue is { } there && there.CurrencyCode() == line.UnitValue!.CurrencyCode()
                   && ModelOf(one.Model, one.Description) == model
               let value = one.UnitValue?.Price()
               where value is not null
               select (value.Value, other.Position),
        ];
    }

    /// <summary>Three times the middle half's width beyond it; quartiles between observations in proportion.</summary>
    private static (decimal Low, decimal High) Fences(ImmutableArray<decimal> sorted)
    {
        var (first, third) = (Quartile(sorted, 1), Quartile(sorted, 3));
        return (first - (3 * (third - first)), third + (3 * (third - first)));
    }

    private static decimal Quartile(ImmutableArray<decimal> sorted, int quarter)
    {
        var (whole, rest) = Math.DivRem((sorted.Length - 1) * quarter, 4);
        return rest == 0 ? sorted[whole] : sorted[whole] + ((sorted[whole + 1] - sorted[whole]) * rest / 4);
    }

    private static string ModelOf(string? model, string description) =>
        Subject.Normalise(Blank(model) ? description : model!);

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
