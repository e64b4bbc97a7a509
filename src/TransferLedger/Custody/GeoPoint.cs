using System.Globalization;
using System.Text.RegularExpressions;

namespace TransferLedger.Custody;

/// <summary>A point on the Earth, in degrees; north and east are positive.</summary>
/// <param name="Latitude">-90 to 90.</param>
/// <param name="Longitude">-180 to 180.</param>
public readonly partial record struct GeoPoint(double Latitude, double Longitude)
{
    private const double EarthRadiusKm = 6371.0088;

    /// <summary>A point as ISO 6709 writes it in decimal degrees: <c>+48.8577+002.2950/</c>.</summary>
    /// <returns>False when it is not written so, or there is no such point.</returns>
    public static bool TryParse(string? text, out GeoPoint point)
    {
        point = default;
        var match = Iso6709().Match(text ?? "");
        if (!match.Success)
        {
            return false;
        }

        var latitude = double.Parse(match.Groups["latitude"].ValueSpan, CultureInfo.InvariantCulture);
        var longitude = double.Parse(match.Groups["longitude"].ValueSpan, CultureInfo.InvariantCulture);
        point = new GeoPoint(latitude, longitude);
        return Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180;
    }

    /// <summary>
    /// The great-circle distance in kilometres, on a sphere of the Earth's mean radius: right within 0.6 %.
    /// </summary>
    public double KilometresTo(GeoPoint other)
    {
        var (from, to) = (Radians(Latitude), Radians(other.Latitude));
        var across = Radians(other.Longitude - Longitude);
        var half = Square(Math.Sin((to - from) / 2)) + (Math.Cos(from) * Math.Cos(to) * Square(Math.Sin(across / 2)));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Square(double value) => value * value;

    [GeneratedRegex(
        @"^(?<latitude>[+-][0-9]{2}(\.[0-9]{1,8})?)(?<longitude>[+-][0-9]{3}(\.[0-9]{1,8})?)/?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Iso6709();
}
