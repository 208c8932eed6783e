using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// A joint test that some coefficients are zero, with the covariance of the fit. Classical, HC, CR0 and CR1: F = Wald/q with the residual or G - 1 degrees of freedom. CR2 and
/// CR3: the approximate Hotelling test HTZ of Pustejovsky and Tipton (2018), F = (η-q+1)/(ηq)·Wald with η-q+1 degrees of freedom.
/// </summary>
/// <param name="Term">What is tested: a term of the formula, several joined by commas, or <c>(all terms)</c>.</param>
/// <param name="F">F; null when the covariance of the coefficients is singular or HTZ has no degrees of freedom.</param>
/// <param name="Df1">Coefficients, q.</param>
/// <param name="Df2">Degrees of freedom of the denominator; null where F is.</param>
/// <param name="PValue">P(F &gt; f), 0..1; null where F is.</param>
/// <param name="Wald">Wald's statistic; null when the covariance is singular.</param>
/// <param name="WaldPValue">Its chi-squared p value with q degrees of freedom, 0..1: right for many communities only.</param>
public sealed record WaldTest(string Term, double? F, int Df1, double? Df2, double? PValue, double? Wald, double? WaldPValue)
{
    /// <summary>Name of the test of all terms but the intercept.</summary>
    public const string AllTerms = "(all terms)";

    /// <summary>A share of the largest eigenvalue below which a covariance is singular.</summary>
    private const double Singular = 1e-13;

    /// <summary>One test per term of the formula, then of all together.</summary>
    /// <param name="fit">The fit.</param>
    /// <exception cref="StudyException">The roots do not say which columns make a term.</exception>
    public static ImmutableArray<WaldTest> ByTerm(LinearFit fit) => ByTerm(fit.Estimates);

    /// <inheritdoc cref="ByTerm(LinearFit)"/>
    public static ImmutableArray<WaldTest> ByTerm(FixedEffectsFit fit) => ByTerm(fit.Estimates);

    /// <summary>One joint test of terms of the formula or single coefficients.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="terms">Labels of terms, such as <c>kind</c>, or names of coefficients, such as <c>kindmixed</c>.</param>
    /// <exception cref="StudyException">No term, or an unknown one; names the nearest.</exception>
    public static WaldTest Of(LinearFit fit, params ImmutableArray<string> terms) => Of(fit.Estimates, string.Join(", ", terms), terms);

    /// <inheritdoc cref="Of(LinearFit, ImmutableArray{string})"/>
    public static WaldTest Of(FixedEffectsFit fit, params ImmutableArray<string> terms) => Of(fit.Estimates, string.Join(", ", terms), terms);

    internal static ImmutableArray<WaldTest> ByTerm(Estimates fit)
    {
        if (fit.Origins.Length != fit.Terms.Length) throw new StudyException(LinearFaults.NoTermLabels(fit.Formula));
        ImmutableArray<string> terms = [.. fit.Origins.Where(term => term.Length > 0).Distinct()];
        return [.. terms.Select(term => Of(fit, term, [term])), .. terms.Length > 1 ? [Of(fit, AllTerms, terms)] : Array.Empty<WaldTest>()];
    }

    internal static WaldTest Of(Estimates fit, string name, ImmutableArray<string> terms)
    {
        if (terms.IsEmpty) throw new StudyException(LinearFaults.NothingToTest());
        return Test(fit, name, [.. terms.SelectMany(fit.Columns).Distinct().Order()]);
    }

    private static WaldTest Test(Estimates fit, string name, int[] columns)
    {
        int q = columns.Length;
        if (Statistic(fit, columns) is not { } wald) return new WaldTest(name, null, q, null, null, null, null);
        double chi = ChiSquared.Upper(wald, q), df = fit.Inference.JointDf;
        if (fit.Inference.Adjusted is not { } adjusted) return new WaldTest(name, wald / q, q, df, FisherF.Upper(wald / q, q, df), wald, chi);
        double eta = new Satterthwaite(adjusted).Hotelling([.. columns.Select(fit.Solution.Whitened)]);
        df = eta - q + 1;
        if (!(df > 0)) return new WaldTest(name, null, q, null, null, wald, chi);
        double f = df / eta * wald / q;
        return new WaldTest(name, f, q, df, FisherF.Upper(f, q, df), wald, chi);
    }

    // b'V⁻¹b in the scale of the standard errors, so that units do not look like singularity.
    private static double? Statistic(Estimates fit, int[] columns)
    {
        int q = columns.Length, k = fit.Terms.Length;
        double Covariance(int i, int j) => fit.Inference.Vcov[columns[i] * k + columns[j]];
        double[] errors = [.. Enumerable.Range(0, q).Select(i => Math.Sqrt(Covariance(i, i)))], t = [.. Enumerable.Range(0, q).Select(i => fit.Solution.Beta[columns[i]] / errors[i])];
        var correlation = new double[q * q];
        for (int i = 0; i < q; i++)
            for (int j = 0; j < q; j++) correlation[i * q + j] = Covariance(i, j) / (errors[i] * errors[j]);
        if (!correlation.All(double.IsFinite)) return null;
        var eigen = new JacobiEigen(correlation, q);
        return eigen.Values.Min() <= Singular * eigen.Values.Max() ? null : SmallMatrix.Bilinear(t, eigen.Map(value => 1 / value), t);
    }
}

/// <summary>What a joint test needs of a fit.</summary>
internal sealed record Estimates(string Formula, ImmutableArray<string> Terms, ImmutableArray<string> Origins, Solution Solution, Inference Inference)
{
    /// <summary>Columns of a term of the formula, or of a coefficient.</summary>
    internal IEnumerable<int> Columns(string term)
    {
        var found = Enumerable.Range(0, Terms.Length).Where(i => Terms[i] == term || (i < Origins.Length && Origins[i] == term)).ToList();
        return found.Count > 0 ? found : throw new StudyException(LinearFaults.UnknownTermOfModel(term, Origins.Concat(Terms).Where(label => label.Length > 0).Distinct()));
    }
}
