using System.Runtime.CompilerServices;

namespace TransferLedger.Risk;

/// <summary>The incomplete beta and gamma functions, to about 14 digits. Pure and safe on any thread.</summary>
internal static class SpecialFunctions
{
    private const double Tiny = 1e-300;
    private const double Precision = 1e-16;
    private const int MostTerms = 1_000_000;

    /// <summary>Lanczos' coefficients for g = 607/128, n = 15 (P. Godfrey's set): good to 15 digits.</summary>
    private static readonly double[] Lanczos =
    [
        0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174,
        -0.49191381609762019978, 0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4,
        0.15808870322491248884e-3, -0.21026444172410488319e-3, 0.21743961811521264320e-3, -0.16431810653676389022e-3,
        0.84418223983852743293e-4, -0.26190838401581408670e-4, 0.36899182659531622704e-5,
    ];

    /// <summary>The logarithm of the gamma function, for x above 0.</summary>
    public static double LogGamma(double x)
    {
        var sum = Lanczos[0];
        for (var at = 1; at < Lanczos.Length; at++)
        {
            sum += Lanczos[at] / (x + at);
        }

        var shifted = x + (607.0 / 128.0) + 0.5;
        return ((x + 0.5) * Math.Log(shifted)) - shifted + Math.Log(2.5066282746310005 * sum / x);
    }

    /// <summary>The logarithm of what makes the density of Beta(a, b) one in all.</summary>
    public static double BetaScale(double a, double b) => LogGamma(a + b) - LogGamma(a) - LogGamma(b);

    /// <summary>The regularized incomplete beta function: the share of Beta(a, b) below x.</summary>
    /// <param name="a">The first shape.</param>
    /// <param name="b">The second shape.</param>
    /// <param name="x">The share.</param>
    /// <param name="scale">Their <see cref="BetaScale"/>.</param>
    public static double Beta(double a, double b, double x, double scale)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(scale + (a * Math.Log(x)) + (b * double.LogP1(-x)));
        return x < (a + 1) / (a + b + 2)
            ? front * BetaFraction(a, b, x) / a
            : 1 - (front * BetaFraction(b, a, 1 - x) / b);
    }

    /// <summary>The regularized lower incomplete gamma function: the share of Gamma(shape, 1) below x.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="x">The value.</param>
    /// <param name="scale">The logarithm of the gamma function at the shape.</param>
    public static double Gamma(double shape, double x, double scale)
    {
        if (x <= 0)
        {
            return 0;
        }

        var front = Math.Exp((shape * Math.Log(x)) - x - scale);
        return x < shape + 1 ? front * GammaSeries(shape, x) : 1 - (front * GammaFraction(shape, x));
    }

    /// <summary>The quantile of the normal distribution to 5e-4. Source: Abramowitz and Stegun, 26.2.23.</summary>
    public static double AboutNormalQuantile(double probability)
    {
        var t = Math.Sqrt(-2 * Math.Log(Math.Min(probability, 1 - probability)));
        var above = t - ((2.515517 + (t * (0.802853 + (t * 0.010328))))
            / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))))));
        return probability < 0.5 ? -above : above;
    }

    /// <summary>The continued fraction of the incomplete beta function, by Lentz's method.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double BetaFraction(double a, double b, double x)
    {
        var (c, d) = (1.0, Invert(1 - ((a + b) * x / (a + 1))));
        var fraction = d;
        for (var m = 1; m < MostTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = Invert(1 + (even * d));
            c = NotNought(1 + (even / c));
            fraction *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = Invert(1 + (odd * d));
            c = NotNought(1 + (odd / c));
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < Precision * 10)
            {
                break;
            }
        }

        return fraction;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double GammaSeries(double shape, double x)
    {
        var term = 1 / shape;
        var sum = term;
        for (var n = 1; n < MostTerms && term > sum * Precision; n++)
        {
            term *= x / (shape + n);
            sum += term;
        }

        return sum;
    }

    /// <summary>The continued fraction of the upper incomplete gamma function, by Lentz's method.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double GammaFraction(double shape, double x)
    {
        var b = x + 1 - shape;
        var (c, d) = (1 / Tiny, 1 / b);
        var fraction = d;
        for (var n = 1; n < MostTerms; n++)
        {
            var term = -n * (n - shape);
            b += 2;
            d = Invert((term * d) + b);
            c = NotNought(b + (term / c));
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < Precision * 10)
            {
                break;
            }
        }

        return fraction;
    }

    private static double Invert(double value) => 1 / NotNought(value);

    private static double NotNought(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
