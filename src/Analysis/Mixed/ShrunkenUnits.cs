using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A unit's shrunken deviation from the fixed terms (its conditional mode, or BLUP).</summary>
/// <param name="Group">Name of the grouping, innermost field first.</param>
/// <param name="Unit">Name of the unit.</param>
/// <param name="Term">Column that varies.</param>
/// <param name="Rows">Rows of the unit.</param>
/// <param name="Deviation">Conditional mode, in units of the outcome per unit of the term.</param>
/// <param name="StdDev">Conditional standard deviation given the estimates of θ, β and σ: lme4's <c>ranef(condVar = TRUE)</c>.</param>
public sealed record ShrunkenUnit(string Group, string Unit, string Term, long Rows, double Deviation, double StdDev);

/// <summary>Conditional modes and variances of the random effects, from the outermost level inwards; Bates, Mächler, Bolker and Walker (2015), section 3.</summary>
internal static class ShrunkenUnits
{
    // Modes and joint covariance over σ² of a unit's own effects and those of the units around it, its own first.
    private sealed record Path(double[] Modes, double[] Covariance)
    {
        internal int Length => Modes.Length;
    }

    internal static ImmutableArray<ShrunkenUnit> Of(MixedEstimate estimate)
    {
        var levels = estimate.Deviance.Units.Levels;
        Path[] outer = [new Path([], [])];
        var found = ImmutableArray<ShrunkenUnit>.Empty;
        for (int l = levels.Length - 1; l >= 0; l--)
        {
            var around = outer;
            outer = [.. Enumerable.Range(0, levels[l].Units).Select(unit => Inwards(levels[l], unit, around[levels[l].Parents[unit]], estimate.Beta))];
            found = [.. Rows(estimate, l, outer), .. found];
        }
        return found;
    }

    // u = L'^-1 (c - S [b_outer β] - noise), b = Λ u.
    private static Path Inwards(LevelUnits level, int unit, Path around, double[] beta)
    {
        int q = level.Q, all = q + around.Length;
        double[] modes = [.. Solved(level, level.Top(unit), Remainder(level, level.Top(unit), around.Modes, beta)), .. around.Modes];
        var covariance = new double[all * all];
        var slopes = Enumerable.Range(0, around.Length).Select(c => Solved(level, level.Top(unit), Column(level, level.Top(unit), c))).ToArray();
        var own = Enumerable.Range(0, q).Select(j => Solved(level, level.Top(unit), [.. Enumerable.Range(0, q).Select(i => i == j ? 1.0 : 0)])).ToArray();
        double Around(int a, int b) => around.Covariance[a * around.Length + b];
        double Cross(int a, int c) => -Enumerable.Range(0, around.Length).Sum(d => slopes[d][a] * Around(d, c));
        for (int a = 0; a < all; a++)
            for (int b = 0; b < all; b++)
                covariance[a * all + b] = (a < q, b < q) switch
                {
                    (false, false) => Around(a - q, b - q),
                    (true, false) => Cross(a, b - q),
                    (false, true) => Cross(b, a - q),
                    _ => own.Sum(column => column[a] * column[b]) - Enumerable.Range(0, around.Length).Sum(c => Cross(a, c) * slopes[c][b]),
                };
        return new Path(modes, covariance);
    }

    private static double[] Remainder(LevelUnits level, ReadOnlySpan<double> top, double[] outer, double[] beta)
    {
        int q = level.Q;
        var left = new double[q];
        for (int i = 0; i < q; i++)
        {
            left[i] = top[i * level.Columns + level.Columns - 1];
            for (int c = 0; c < outer.Length; c++) left[i] -= top[i * level.Columns + 2 * q + c] * outer[c];
            for (int c = 0; c < beta.Length; c++) left[i] -= top[i * level.Columns + 2 * q + outer.Length + c] * beta[c];
        }
        return left;
    }

    private static double[] Column(LevelUnits level, ReadOnlySpan<double> top, int column)
    {
        var values = new double[level.Q];
        for (int i = 0; i < level.Q; i++) values[i] = top[i * level.Columns + 2 * level.Q + column];
        return values;
    }

    // Λ L'^-1 times a vector.
    private static double[] Solved(LevelUnits level, ReadOnlySpan<double> top, double[] vector)
    {
        var spherical = Triangular.Solve(top, level.Columns, vector);
        var effects = new double[level.Q];
        for (int a = 0; a < level.Q; a++)
            for (int j = 0; j <= a; j++) effects[a] += level.Lambda[a * level.Q + j] * spherical[j];
        return effects;
    }

    private static IEnumerable<ShrunkenUnit> Rows(MixedEstimate estimate, int l, Path[] paths)
    {
        var level = estimate.Design.Levels[l];
        var scales = estimate.Deviance.Units.Scales[l];
        var roots = estimate.Design.RootsOf(l);
        for (int unit = 0; unit < paths.Length; unit++)
            for (int a = 0; a < scales.Length; a++)
            {
                double deviation = scales[a] * paths[unit].Modes[a], spread = scales[a] * estimate.Sigma * Math.Sqrt(paths[unit].Covariance[a * paths[unit].Length + a]);
                yield return new ShrunkenUnit(level.Name, level.Units[unit], level.Columns[a], roots[unit].Rows, deviation, spread);
            }
    }
}
