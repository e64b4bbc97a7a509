using System.Collections.Frozen;
using System.Globalization;

namespace TransferLedger.Rules;

/// <summary>Where ports and airports lie, by UN/LOCODE (source: <c>Ports.SOURCE.md</c>).</summary>
public static class Ports
{
    private const string Table = "TransferLedger.Rules.Ports.txt";
    private const double EarthRadiusKm = 6371.0;

    private static readonly Lazy<FrozenDictionary<string, (double Latitude, double Longitude)>> Places = new(Load);

    /// <summary>The great-circle distance of two places in whole kilometres.</summary>
    /// <param name="from">A UN/LOCODE, such as <c>DEHAM</c> or <c>DE HAM</c>.</param>
    /// <param name="to">Another.</param>
    /// <returns>Null when one of them is missing or not in the table.</returns>
    public static int? DistanceKm(string? from, string? to)
    {
        if (Of(from) is not { } here || Of(to) is not { } there)
        {
            return null;
        }

        var (north, south) = (double.DegreesToRadians(here.Latitude), double.DegreesToRadians(there.Latitude));
        var across = Math.Sin((south - north) / 2);
        var along = Math.Sin(double.DegreesToRadians(there.Longitude - here.Longitude) / 2);
        var chord = (across * across) + (Math.Cos(north) * Math.Cos(south) * along * along);
        return (int)Math.Round(2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(chord))));
    }

    private static (double Latitude, double Longitude)? Of(string? locode)
    {
        var code = string.Concat((locode ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return Places.Value.TryGetValue(code, out var place) ? place : null;
    }

    private static FrozenDictionary<string, (double Latitude, double Longitude)> Load()
    {
        using var stream = typeof(Ports).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException("The ports are not part of this build.");
        using var reader = new StreamReader(stream);
        var places = new Dictionary<string, (double Latitude, double Longitude)>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(' ');
            places[cells[0]] = (
                double.Parse(cells[1], CultureInfo.InvariantCulture),
                double.Parse(cells[2], CultureInfo.InvariantCulture));
        }

        return places.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
