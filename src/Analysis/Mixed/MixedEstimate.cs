using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The estimates of one mixed model, with the deviance left at them for what follows.</summary>
internal sealed class MixedEstimate
{
    /// <summary>Standard deviations of random effects below this share of σ, for a column of mean square about one, are called zero: lme4's <c>isSingular</c>.</summary>
    internal const double SingularAt = 1e-4;

    private const double ExactShare = 1e-24;
    private const double Snap = 1e-4;
    private const double Loss = 1e-9;
    private const double Noise = 1e-14;

    private MixedEstimate(MixedDesign design, ProfiledDeviance deviance, ThetaSearch search)
    {
        (Design, Deviance) = (design, deviance);
        (Diary, Converged) = (search.Diary, search.Converged);
        Theta = Triangularised(deviance);
        deviance.Take(full: false);
        Snapped();
        deviance.Evaluate(Theta, new double[Theta.Length]);
        Beta = Triangular.Solve(deviance.Root, K + 1, Triangular.Column(deviance.Root, K + 1, K, K));
        Sigma = Math.Sqrt(deviance.Variance);
        InverseRoot = Triangular.Inverse(deviance.Root, K + 1, K);
    }

    internal MixedDesign Design { get; }

    internal ProfiledDeviance Deviance { get; }

    internal ImmutableArray<MixedStep> Diary { get; }

    internal bool Converged { get; }

    /// <summary>Entries of Λ for the scaled columns, diagonals not negative.</summary>
    internal double[] Theta { get; }

    /// <summary>k estimates of the fixed terms.</summary>
    internal double[] Beta { get; }

    /// <summary>Residual standard deviation, in units of the outcome.</summary>
    internal double Sigma { get; }

    /// <summary>R_X^-1, k × k: (X'V^-1 X)^-1 is its product with its transpose.</summary>
    internal double[] InverseRoot { get; }

    internal double Criterion => Deviance.Value;

    internal int K => Design.Terms.Length;

    /// <summary>Fixed terms, entries of θ and σ.</summary>
    internal int Parameters => K + Theta.Length + 1;

    /// <summary>True when a variance is zero or a correlation is one.</summary>
    internal bool Singular => Diagonals().Any(t => Theta[t] < SingularAt);

    /// <summary>Estimates a design.</summary>
    /// <exception cref="StudyException">The fixed and random terms fit the outcome exactly.</exception>
    internal static MixedEstimate Of(MixedDesign design, bool reml, int iterations, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        var deviance = new ProfiledDeviance(design, reml);
        deviance.Take(full: true);
        var start = design.Levels.IsEmpty ? [] : MixedStart.Of(deviance, design);
        deviance.Evaluate(start);
        if (deviance.ResidualSumOfSquares <= ExactShare * SumOfSquares(design)) throw new StudyException(MixedFaults.ExactFit(design.Formula));
        return new MixedEstimate(design, deviance, ThetaSearch.From(deviance, start, iterations, progress, stop));
    }

    /// <summary>Λ of a level for the columns as they are, q × q, row-major: standard deviations over σ.</summary>
    internal double[] Lambda(int level)
    {
        int q = Deviance.Units.Levels[level].Q;
        var scales = Deviance.Units.Scales[level];
        return [.. Deviance.Units.Levels[level].Lambda.Select((value, i) => value * scales[i / q])];
    }

    /// <summary>Covariance of a level's random effects, q × q, row-major.</summary>
    internal double[] Covariance(int level)
    {
        var lambda = Lambda(level);
        int q = Deviance.Units.Levels[level].Q;
        var covariance = new double[q * q];
        for (int a = 0; a < q; a++)
            for (int b = 0; b < q; b++)
                for (int j = 0; j <= Math.Min(a, b); j++) covariance[a * q + b] += lambda[a * q + j] * lambda[b * q + j] * Sigma * Sigma;
        return covariance;
    }

    /// <summary>Covariance of the fixed terms, σ² (X'V^-1 X)^-1.</summary>
    internal double Vcov(int a, int b)
    {
        double sum = 0;
        for (int j = Math.Max(a, b); j < K; j++) sum += InverseRoot[a * K + j] * InverseRoot[b * K + j];
        return sum * Sigma * Sigma;
    }

    private IEnumerable<int> Diagonals() =>
        Design.Levels.SelectMany(level => level.Entries).Select((entry, t) => (entry, t)).Where(pair => pair.entry.Row == pair.entry.Column).Select(pair => pair.t);

    // ΛΛ' = T T' with T lower triangular: T' is the root of Λ', its diagonal not negative.
    private static double[] Triangularised(ProfiledDeviance deviance) => [.. deviance.Units.Levels.SelectMany((level, l) => Triangularised(level, deviance.Levels[l]))];

    private static IEnumerable<double> Triangularised(LevelUnits level, MixedLevel described)
    {
        var root = new double[level.Q * level.Q];
        var block = new double[level.Q * level.Stride];
        for (int i = 0; i < level.Q; i++) level.Lambda.AsSpan(i * level.Q, level.Q).CopyTo(block.AsSpan(i * level.Stride));
        Householder.Absorb(root, block, level.Q, level.Stride);
        return described.Entries.Select(entry => root[entry.Column * level.Q + entry.Row]);
    }

    // A standard deviation that is rounding noise becomes the zero it stands for, when that costs nothing.
    private void Snapped()
    {
        double best = Deviance.Evaluate(Theta);
        foreach (int t in Diagonals().Where(t => Theta[t] < Snap).ToList())
        {
            double kept = Theta[t];
            Theta[t] = 0;
            if (Deviance.Evaluate(Theta) > best + Loss + Noise * Math.Abs(best)) Theta[t] = kept;
        }
    }

    private static double SumOfSquares(MixedDesign design)
    {
        int p = design.Pooled.Labels.Length;
        return Enumerable.Range(0, p).Sum(i => design.Pooled.Root[i * p + p - 1] * design.Pooled.Root[i * p + p - 1]);
    }
}
