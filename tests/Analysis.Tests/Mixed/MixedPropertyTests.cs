using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Tests.Linear;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Mixed;

/// <summary>
/// What must not matter to a mixed model. Two searches that take other paths end where a quadratic would lose less than 1e-10 of the deviance and then take one more step; 1e-6 of a standard
/// deviation is far above what that leaves, and far below anything of interest.
/// </summary>
public class MixedPropertyTests
{
    private const double Tolerance = 1e-6;
    private const string Formula = "y ~ a + b + (1 + a | g)";
    private static readonly Config Few = Config.QuickThrowOnFailure.WithMaxTest(25);
    private static readonly Arbitrary<Respondent[]> Surveys = Gen.Choose(1, 1_000_000).Select(Survey).ToArbitrary();

    internal sealed record Respondent(string G, string H, double A, double B, double Y);

    // 12 groups of 3 to 12 in 4 districts, with effects of their own: a model that is rarely singular.
    private static Respondent[] Survey(int seed)
    {
        ulong state = (ulong)seed * 0x9E3779B97F4A7C15 + 1;
        double[] level = [.. Enumerable.Range(0, 12).Select(_ => 2 * Draw())], slope = [.. Enumerable.Range(0, 12).Select(_ => Draw())];
        return [.. Enumerable.Range(0, 12).SelectMany(g => Enumerable.Range(0, 3 + (int)(10 * Math.Abs(Draw()) / 3)).Select(_ => One(g)))];

        Respondent One(int g)
        {
            double a = Draw(), b = 40 + 10 * Draw();
            return new Respondent($"g{g}", $"h{g % 4}", a, b, 1 + 0.5 * a + 0.02 * b + level[g] + slope[g] * a + Draw());
        }

        double Draw() => Enumerable.Range(0, 6).Sum(_ => (double)((state = unchecked(state * 6364136223846793005 + 1442695040888963407)) >> 11)) * (2.0 / (1UL << 53)) - 6;
    }

    private static Frame Frame(IReadOnlyCollection<Respondent> rows, double weight = 1) => new(
    [
        Rows.Text("g", [.. rows.Select(row => row.G)]), Rows.Text("h", [.. rows.Select(row => row.H)]), Rows.Number("a", [.. rows.Select(row => row.A)]), Rows.Number("b", [.. rows.Select(row => row.B)]),
        Rows.Number("y", [.. rows.Select(row => row.Y)]), Rows.Number("w", [.. rows.Select(_ => weight)]), Rows.Text("part", [.. rows.Select((_, i) => $"p{i % 3}")]),
    ]);

    private static MixedFit Fit(IReadOnlyCollection<Respondent> rows, string formula = Formula, string? weights = null, double weight = 1) => MixedReference.Fit(formula, Frame(rows, weight), weights);

    // Estimates and errors by name, standard deviations of the random effects, σ.
    private static bool Same(MixedFit left, MixedFit right, double a = 1, double y = 1, double sigma = 1)
    {
        double Unit(string term) => y / (term.Contains('a', StringComparison.Ordinal) && term != "(Intercept)" ? a : 1);
        bool Near(double one, double other, double scale) => Math.Abs(one - other) <= Tolerance * scale;
        var others = right.Terms.Select((term, i) => (term, i)).ToDictionary(pair => pair.term, pair => pair.i);
        bool terms = left.Terms.Select((term, i) => (Term: term, I: i, J: others[term])).All(pair =>
            Near(left.Coefficients[pair.I] * Unit(pair.Term), right.Coefficients[pair.J], right.StdErrors[pair.J]) && Near(left.StdErrors[pair.I] * Unit(pair.Term), right.StdErrors[pair.J], right.StdErrors[pair.J]));
        bool random = left.Random.Where(one => one is { StdDev: not null, Group: not "Residual" }).All(one =>
            Near(one.StdDev!.Value * Unit(one.Term), right.Random.Single(other => other.Term == one.Term && other.With == "" && other.Group == one.Group).StdDev!.Value, right.Sigma));
        return terms && random && Near(left.Sigma * y * sigma, right.Sigma, right.Sigma);
    }

    private static void Check(Func<Respondent[], bool> property) => Prop.ForAll(Surveys, property).Check(Few);

    [Fact]
    public void The_order_of_rows_does_not_matter() => Check(rows => Same(Fit(rows), Fit([.. rows.Reverse()])));

    [Fact]
    public void A_scaled_column_scales_its_coefficient_and_its_variance() =>
        Check(rows => Same(Fit(rows), Fit([.. rows.Select(row => row with { A = row.A * 1e5 })]), a: 1e5));

    [Fact]
    public void A_scaled_outcome_scales_everything() => Check(rows => Same(Fit(rows), Fit([.. rows.Select(row => row with { Y = row.Y * 1e-4 })]), y: 1e-4));

    [Fact]
    public void Names_and_the_order_of_terms_do_not_matter() =>
        Check(rows => Same(Fit(rows), Fit([.. rows.Select(row => row with { G = $"z{99 - int.Parse(row.G[1..], System.Globalization.CultureInfo.InvariantCulture)}" })], "y ~ b + a + (1 + a | g)")));

    [Fact]
    public void Blocks_of_rows_may_be_split_anywhere() => Check(rows =>
    {
        int half = rows.Length / 2;
        var plan = Rows.Plan(Formula);
        var split = Roots.Reduce(plan, null, "g", [], [Frame(rows[..half]), Frame(rows[half..])]);
        return Same(MixedModel.Fit(new MixedSpec(plan.Formula), split), Fit(rows));
    });

    [Fact]
    public void Communities_split_into_parts_are_merged_again() => Check(rows =>
    {
        var parts = MixedReference.Reduce(Formula, Frame(rows), groups: ["g", "part"]);
        return Same(MixedModel.Fit(new MixedSpec(CoProduction.Analysis.Formula.Parse(Formula)), parts), Fit(rows));
    });

    [Fact]
    public void Three_levels_do_not_depend_on_which_field_is_the_cluster() => Check(rows =>
    {
        const string nested = "y ~ a + b + (1 | h/g)";
        var turned = MixedReference.Reduce(nested, Frame(rows), groups: ["h", "g"]);
        return Same(MixedModel.Fit(new MixedSpec(CoProduction.Analysis.Formula.Parse(nested)), turned), Fit(rows, nested));
    });

    // Weights are precisions: a common weight is another unit of σ² and changes nothing else. The variance of the random effects stays, σ² is multiplied.
    [Fact]
    public void A_common_weight_multiplies_the_residual_variance_only() => Check(rows => Same(Fit(rows), Fit(rows, weights: "w", weight: 4), sigma: 2));

    // At given variances a row of weight two weighs as much as the row twice; but twice the row is twice the evidence on σ², so that the estimates differ.
    [Fact]
    public void A_row_twice_is_a_row_of_weight_two_at_given_variances() => Check(rows =>
    {
        double[] theta = [0.7, 0.1, 0.4];
        var twice = Deviance([.. rows, .. rows], null);
        var weighted = Deviance(rows, "w");
        twice.Evaluate(theta);
        weighted.Evaluate(theta);
        return twice.Root.ToArray().Zip(weighted.Root.ToArray()).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-10 * (1 + Math.Abs(pair.First)));
    });

    // The analytic gradient against differences of the deviance, whose rounding leaves about eight digits.
    [Fact]
    public void The_gradient_is_that_of_the_deviance() => Check(rows => new[] { true, false }.All(reml =>
    {
        var design = Design(rows, "y ~ a + b + (1 + a | g) + (1 | h)", null);
        var deviance = new ProfiledDeviance(design, reml);
        double[] theta = [0.7, 0.1, 0.4, 0.3], gradient = new double[4];
        deviance.Evaluate(theta, gradient);
        return Enumerable.Range(0, 4).All(i => Math.Abs(Difference(deviance, theta, i) - gradient[i]) <= 1e-6 * (1 + Math.Abs(gradient[i])));
    }));

    // Too rich a structure for rows whose groups have no level of their own: zero variances and correlations of one, where the Hessian is flat.
    [Theory]
    [InlineData("y ~ a + b + (1 + a + b | g)")]
    [InlineData("y ~ a + b + (1 + a | g) + (1 + a | h)")]
    [InlineData("y ~ a + (a + b || g)")]
    public void Structures_that_the_rows_do_not_carry_converge_all_the_same(string formula) => Check(rows =>
    {
        Respondent[] flat = [.. rows.Select(row => row with { Y = row.Y - rows.Where(other => other.G == row.G).Average(other => other.Y) })];
        var fit = Fit(flat, formula);
        return fit.Converged && fit.Tidy().All(row => row.Df > 0 && double.IsFinite(row.ConfHigh!.Value));
    });

    private static double Difference(ProfiledDeviance deviance, double[] theta, int i)
    {
        double At(double step) => deviance.Evaluate([.. theta.Select((value, j) => j == i ? value + step : value)]);
        double wide = (At(2e-3) - At(-2e-3)) / 4e-3, near = (At(1e-3) - At(-1e-3)) / 2e-3;
        return (4 * near - wide) / 3;
    }

    private static MixedDesign Design(IReadOnlyCollection<Respondent> rows, string formula, string? weights)
    {
        var roots = MixedReference.Reduce(formula, Frame(rows, 2), weights);
        return MixedDesign.Of(CoProduction.Analysis.Formula.Parse(formula), roots.Terms, roots.Random, roots);
    }

    private static ProfiledDeviance Deviance(IReadOnlyCollection<Respondent> rows, string? weights) => new(Design(rows, Formula, weights), true);
}
