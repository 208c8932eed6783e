using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A survey-weighted model of rows: logit models, and gaussian ones without clusters or with adjusted weights. Equals R's <c>survey::svyglm</c>.</summary>
internal static class RowModelEstimate
{
    internal static SurveyOutcome Of(SurveySpec spec, SurveyRows rows, IProgress<long>? progress, CancellationToken stop)
    {
        CheckOutcome(spec, rows);
        var (count, sum) = WeightedModel.Size(rows);
        int k = rows.Plan.Terms.Length;
        if (count <= k) throw new StudyException(LinearFaults.TooFewRows(count, k, rows.Units.RowsRead - count));
        var pooled = Pooled(rows);
        Collinearity.Check(pooled);
        var model = WeightedModel.Fit(rows, spec.Family) ?? throw new StudyException(SurveyFaults.NotConverged(spec.Statement.Text));
        var sampling = new Sampling(spec, rows.Units, progress, stop);
        var influence = Influence(rows, spec.Family, model, count / sum);
        double df = ModelOutcome.DfOf(sampling.Df(influence.Presence.Df), k);
        double[] variance = sampling.Replicates is null
            ? Linearised(sampling, influence, k)
            : sampling.Replicated(k, factors => WeightedModel.Fit(rows, spec.Family, factors, model.Beta)?.Beta);
        var outcome = new ModelOutcome(rows.Plan.Terms, model.Beta, variance, df, count);
        return outcome.Outcome(spec) with
        {
            Lost = sampling.Lost,
            PeopleOfTerms = rows.PeopleOfTerms,
            Figures = Figures(spec, model, count),
            Parts = [.. rows.Margins is null ? [] : new[] { Margins.Of(spec, rows, outcome) }, .. spec.Family == SurveyFamily.Logit ? [Diary(model)] : Array.Empty<FitPart>()],
            Cautions = [.. model.Extreme > 0 ? [SurveyFaults.NearSeparation(model.Extreme)] : Array.Empty<Label>(), .. LinearCautions.Collinear(rows.Plan.Formula, rows.Plan.Terms, rows.Plan.Origins, pooled)],
            Estimator = spec.Family == SurveyFamily.Logit ? "quasibinomial logit by iteratively reweighted least squares" : "weighted least squares by QR of rows",
        };
    }

    private static void CheckOutcome(SurveySpec spec, SurveyRows rows)
    {
        if (spec.Family != SurveyFamily.Logit) return;
        int p = rows.Plan.Labels.Length;
        bool zero = false, one = false;
        foreach (var block in rows.Blocks)
            for (int r = 0; r < block.Rows; r++)
            {
                if (!block.Answers(r)) continue;
                double y = block.Values[(r + 1) * p - 1];
                if (y is not (0 or 1)) throw new StudyException(SurveyFaults.NotBinary(rows.Plan.Formula.Outcome, y));
                (zero, one) = (zero || y == 0, one || y == 1);
            }
        if (!(zero && one)) throw new StudyException(SurveyFaults.OneOutcome(rows.Plan.Formula.Outcome, one ? 1 : 0));
    }

    private static CrossProduct Pooled(SurveyRows rows)
    {
        int p = rows.Plan.Labels.Length;
        var root = new GrowingRoot(p, 256);
        foreach (var block in rows.Blocks)
            for (int r = 0; r < block.Rows; r++)
                if (block.Answers(r)) root.Add(block.Values.AsSpan(r * p, p), block.Weights[r], true);
        return root.Finish(rows.Plan.Labels);
    }

    // w x (y - μ) of every row. The adjustment's residuals are linear in it, so the bread may be applied after adding up.
    private static RowInfluence Influence(SurveyRows rows, SurveyFamily family, WeightedModel model, double scale)
    {
        int p = rows.Plan.Labels.Length, k = p - 1;
        var influence = new RowInfluence(rows, k) { Finally = values => Solved(model.Root, values, k) };
        foreach (var block in rows.Blocks)
            for (int r = 0; r < block.Rows; r++)
            {
                if (!block.Answers(r)) continue;
                var row = block.Values.AsSpan(r * p, p);
                double residual = scale * block.Weights[r] * (row[k] - WeightedModel.Mean(family, WeightedModel.Predictor(row, model.Beta)).Mean);
                var into = influence.Row(block, r);
                for (int j = 0; j < k; j++) into[j] += residual * row[j];
            }
        return influence;
    }

    // (X'WX)⁻¹ score = R⁻¹ R⁻ᵀ score.
    private static void Solved(CrossProduct root, Span<double> scores, int k)
    {
        for (int at = 0; at < scores.Length; at += k)
            Triangular.Solve(root.Root.AsSpan(), k + 1, Triangular.SolveTransposed(root.Root.AsSpan(), k + 1, scores.Slice(at, k))).CopyTo(scores[at..]);
    }

    private static double[] Linearised(Sampling sampling, RowInfluence influence, int k)
    {
        var (units, z) = influence.ByUnit();
        return sampling.Linearised(units, z, k);
    }

    private static ImmutableArray<GlanceEntry> Figures(SurveySpec spec, WeightedModel model, long count) => spec.Family == SurveyFamily.Gaussian
        ? [new("sigma", Math.Sqrt(model.Deviance / (count - 1.0)))]
        : [new("deviance", model.Deviance), new("iterations", model.Iterations)];

    private static FitPart Diary(WeightedModel model) => new("diary", new("迭代记录", "Iterations"),
        [new("iterations", new("次数", "Iterations"), MeasureKind.Count, 0), new("last_change", new("末次步长", "Last step"), MeasureKind.Number, 12), new("tolerance", new("容差", "Tolerance"), MeasureKind.Number, 12), new("converged", new("是否收敛", "Converged"), MeasureKind.Text)],
        [[model.Iterations, model.LastChange, WeightedModel.Tolerance, "yes"]])
    { IsDiary = true };
}
