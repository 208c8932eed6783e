namespace CoProduction.Analysis;

/// <summary>The maximum of a choice model's likelihood. Parameters are of the whitened columns; <see cref="Theta"/> of the columns as given.</summary>
/// <param name="Curve">The family.</param>
/// <param name="Map">How indices come from columns.</param>
/// <param name="Maximum">Where the search ended.</param>
/// <param name="Information">P × P information that errors rest on.</param>
/// <param name="NullValue">Log-likelihood of the model without terms, its offset kept; null where the formula has no intercept.</param>
internal sealed record ChoiceEstimate(ResponseCurve Curve, IndexMap Map, Maximum Maximum, double[] Information, double? NullValue)
{
    /// <summary>P parameters of the columns as given.</summary>
    internal required double[] Theta { get; init; }

    internal double Value => Maximum.At.Value;

    internal static ChoiceEstimate Of(ChoiceReduction rows)
    {
        var family = rows.Spec.Family;
        var (curve, map) = (CurveOf(family, rows.Categories), rows.Plan.Map(rows.Categories));
        var maximum = Climbed(rows, curve, map, Nearer(rows, curve, map, StartOf(rows, map)));
        double[] information = curve.UsesExpected ? LikelihoodSum.Of(curve, map, rows.Source, maximum.Theta, expected: true).Information : maximum.At.Information;
        return new ChoiceEstimate(curve, map, maximum, information, NullOf(rows, curve, map)) { Theta = rows.Whitening.Back(map, maximum.Theta) };
    }

    private const int ManyPatterns = 65_536, Sampled = 16;

    // The maximum of a sixteenth of many patterns is about four standard errors from that of all.
    private static double[] Nearer(ChoiceReduction rows, ResponseCurve curve, IndexMap map, double[] start)
    {
        if (rows.Patterns is not > ManyPatterns) return start;
        var near = Maximum.Of(curve, map, new EveryRows(rows.Source, Sampled), start);
        return near.Converged ? near.Theta : start;
    }

    internal static ResponseCurve CurveOf(ChoiceFamily family, int categories) => family switch
    {
        ChoiceFamily.OrderedLogit or ChoiceFamily.OrderedProbit => new OrderedCurve(family.Link(), categories),
        ChoiceFamily.Multinomial => new MultinomialCurve(categories),
        ChoiceFamily.Poisson => new PoissonCurve(),
        ChoiceFamily.NegativeBinomial => new NegativeBinomialCurve(),
        _ => new BinaryCurve(family.Link()),
    };

    /// <summary>A maximum, or the reason why there is none.</summary>
    internal static Maximum Climbed(ChoiceReduction rows, ResponseCurve curve, IndexMap map, double[] start)
    {
        var maximum = Maximum.Of(curve, map, rows.Source, start);
        if (maximum.Converged) return maximum;
        Separation.Check(rows, curve, map, maximum);
        var family = rows.Spec.Family;
        if (family == ChoiceFamily.NegativeBinomial && maximum.Theta[map.At(1)] > 10) throw new StudyException(ChoiceFaults.NotOverdispersed());
        if (!rows.Spec.Nominal.IsEmpty) throw new StudyException(ChoiceFaults.NegativeProbabilities());
        throw new StudyException(ChoiceFaults.NotConverged(family, maximum.Iterations));
    }

    private static double[] StartOf(ChoiceReduction rows, IndexMap map)
    {
        double[] start = new double[map.Parameters];
        if (rows.Spec.Family == ChoiceFamily.NegativeBinomial) return NegativeBinomialStart(rows, map, start);
        if (rows.Plan.Design.Formula.Intercept) Constants(rows, map, start);
        return start;
    }

    // The constants of the model without terms.
    private static void Constants(ChoiceReduction rows, IndexMap map, double[] start)
    {
        double all = rows.Weights.Values.Sum(), below = 0;
        var family = rows.Spec.Family;
        if (family.IsCount()) start[map.At(0)] = Math.Log(rows.Weights.Sum(entry => entry.Key * entry.Value) / all);
        if (family.IsCount()) return;
        for (int m = 0; m < map.Count; m++)
        {
            below += rows.Weights[m];
            start[map.At(m)] = family == ChoiceFamily.Multinomial ? Math.Log(rows.Weights[m + 1] / rows.Weights[0]) : (family.IsBinary() ? -1 : 1) * family.Link().Quantile(below / all);
        }
    }

    // θ by moments about a Poisson model, as MASS's theta.ml begins.
    private static double[] NegativeBinomialStart(ChoiceReduction rows, IndexMap map, double[] start)
    {
        var poisson = new IndexMap(map.Columns, 0, 1, 1, 1);
        double[] beta = new double[map.Columns];
        Constants(rows, poisson, beta);
        beta = Climbed(rows, new PoissonCurve(), poisson, beta).Theta;
        double ratio = 0, size = 0;
        rows.Source.Each((row, offset, y, weight) =>
        {
            double relative = y / Math.Exp(SmallMatrix.Dot(row, beta) + offset) - 1;
            (ratio, size) = (ratio + weight * relative * relative, size + weight);
        });
        beta.AsSpan(0, map.Own).CopyTo(start.AsSpan(map.At(0)));
        beta.AsSpan(map.Own).CopyTo(start);
        start[map.At(1)] = Math.Log(size / ratio);
        return start;
    }

    private static double? NullOf(ChoiceReduction rows, ResponseCurve curve, IndexMap map)
    {
        if (!rows.Plan.Design.Formula.Intercept) return null;
        var plain = new IndexMap(1, 0, map.Count, map.Shared, map.Sign);
        double[] start = new double[map.Count];
        Constants(rows, plain, start);
        var maximum = Maximum.Of(curve, plain, rows.Plan.Offset is null ? new OutcomeCounts(rows.Weights) : rows.Source, start);
        return maximum.Converged ? maximum.At.Value : null;
    }
}
