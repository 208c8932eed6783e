using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Tests.Linear;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Formulas;

/// <summary>
/// Invariances of formulas. Two designs that span the same columns have the same fit; both are solved to about condition × 1e-16, and the condition of the plain powers and products here
/// stays below 1e6: ten digits of R² and of the residual are common.
/// </summary>
public class FormulaPropertyTests
{
    private const double Digits = 9;
    private static readonly Variable Kind = new("kind", ["a", "b", "c"]);

    private static readonly Arbitrary<Frame> Tables = Gen.Choose(0, int.MaxValue - 1).Select(Table).ToArbitrary();

    // Parts that can be joined to any formula of the language.
    private static readonly string[] Atoms =
    [
        "x", "`share of use`", "log(x + 1)", "I(x^2 - 3*z)", "scale(x)", "scale(x, center = FALSE)", "scale(x, FALSE, TRUE)", "center(x, by g)", "center(log(z), by `the group`)", "mean(x, by g)", "I(x/mean(x))", "scale(center(x, by g))",
        "poly(x, 3)", "poly(x, degree = 2, raw = TRUE)", "C(kind, sum)", "C(kind, contr.treatment(base = 2))", "C(kind, \"contr.poly\")", "C(kind, treatment, ref = `old estate`)", "relevel(factor(kind), ref = \"old estate\")", "factor(kind, levels = c(a, \"b c\", 3, -1))",
        "I(-x)", "I((x + z)/2)", "满意度", "factor(类别, ref = 设施)",
    ];

    [Theory]
    [InlineData("y ~ x + z", "y ~ scale(x) + scale(z)")]
    [InlineData("y ~ x + z", "scale(y) ~ center(x) + scale(z, scale = FALSE)")]
    [InlineData("y ~ x*kind", "y ~ scale(x)*kind")]
    [InlineData("y ~ x*kind", "y ~ center(x)*C(kind, sum)")]
    [InlineData("y ~ x*kind", "y ~ x*C(kind, helmert)")]
    [InlineData("y ~ x*kind", "y ~ x*C(kind, poly)")]
    [InlineData("y ~ x + kind", "y ~ x + relevel(kind, ref = c)")]
    [InlineData("y ~ x + kind", "y ~ x + C(kind, treatment, ref = b)")]
    [InlineData("y ~ x + I(x^2) + I(x^3)", "y ~ poly(x, 3)")]
    [InlineData("y ~ poly(x, 3, raw = TRUE)", "y ~ poly(scale(x), 3)")]
    [InlineData("y ~ x + mean(x, by g)", "y ~ center(x, by g) + mean(x, by g)")]
    public void Designs_of_the_same_span_have_the_same_fit(string left, string right) =>
        Prop.ForAll(Tables, rows => SameFit(Rows.Fit(left, rows, factors: Kind), Rows.Fit(right, rows, factors: Kind))).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Scaling_a_column_does_not_change_its_scaled_coefficient() =>
        Prop.ForAll(Tables, Gen.Choose(1, 1_000_000).ToArbitrary(), (rows, factor) =>
        {
            var x = (NumberColumn)rows["x"];
            var scaled = rows.With([x with { Values = [.. x.Values.Select(value => value * factor / 1000)] }]);
            return new[] { "y ~ scale(x) + z", "y ~ poly(x, 2)", "y ~ scale(x):kind" }
                .All(formula => SameCoefficients(Rows.Fit(formula, rows, factors: Kind), Rows.Fit(formula, scaled, factors: Kind)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void The_order_of_rows_and_the_cut_into_blocks_do_not_matter() =>
        Prop.ForAll(Tables, Gen.Choose(1, 60).ToArbitrary(), (rows, cut) =>
        {
            var plan = Rows.Plan("y ~ scale(x)*kind + center(z, by g) + mean(z, by g) + I(z^2)", Kind);
            var whole = LinearModel.Fit(new LinearSpec(plan.Formula), Roots.Reduce(plan, "w", "g", [], [rows]));
            int[] turned = [.. Enumerable.Range(0, rows.Rows).Reverse()];
            var pieces = LinearModel.Fit(new LinearSpec(plan.Formula), Roots.Reduce(plan, "w", "g", [], [Pick(rows, turned[..cut]), Pick(rows, turned[cut..])]));
            return SameCoefficients(whole, pieces);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void A_formula_printed_reads_as_the_same() =>
        Prop.ForAll(Formulas.ToArbitrary(), text =>
        {
            var (outcome, terms, _) = FormulaParser.Parse(text);
            string printed = $"{Deparser.Print(outcome)} ~ {Deparser.Print(terms)}";
            var (formula, again) = (Formula.Parse(text), Formula.Parse(printed));
            return Deparser.Print(FormulaParser.Parse(printed).Terms) == Deparser.Print(terms) && formula.Outcome == again.Outcome && formula.Terms.SequenceEqual(again.Terms)
                && formula.Intercept == again.Intercept && formula.Variables.SequenceEqual(again.Variables) && formula.Keys.SequenceEqual(again.Keys);
        }).QuickCheckThrowOnFailure();

    private static Gen<string> Formulas =>
        from outcome in Gen.Elements("y", "log(y)", "center(y, by g)", "scale(y)")
        from parts in Gen.Elements(Atoms).ArrayOf(4)
        from operators in Gen.Elements(" + ", "*", ":", " - ", "/").ArrayOf(3)
        from intercept in Gen.Elements("", " - 1", " + 0")
        select $"{outcome} ~ {parts[0]}{operators[0]}{parts[1]}{operators[1]}{parts[2]}{operators[2]}{parts[3]}{intercept}";

    private static bool SameFit(LinearFit left, LinearFit right) => CorrectDigits.Of(right.RSquared!.Value, left.RSquared!.Value) >= Digits && left.Rows == right.Rows
        && CorrectDigits.Of(right.FStatistic!.Value, left.FStatistic!.Value) >= Digits;

    private static bool SameCoefficients(LinearFit left, LinearFit right) =>
        Enumerable.Range(0, left.Terms.Length).All(i => Math.Abs(left.Coefficients[i] - right.Coefficients[i]) <= Math.Pow(10, -Digits) * left.StdErrors[i]);

    private static Frame Table(int seed)
    {
        var random = new System.Random(seed);
        double[] Values(Func<double> next) => [.. Enumerable.Range(0, 80).Select(_ => next())];
        string[] Keys(params string[] keys) => [.. Enumerable.Range(0, 80).Select(row => row < keys.Length ? keys[row] : keys[random.Next(keys.Length)])];
        return new Frame(
        [
            Rows.Number("y", Values(() => random.NextDouble() * 5)), Rows.Number("x", Values(() => random.Next(18, 91))), Rows.Number("z", Values(() => random.Next(1, 8))), Rows.Number("w", Values(() => random.Next(0, 4))),
            Rows.Text("kind", Keys("a", "b", "c")), Rows.Text("g", Keys("p", "q", "r", "s", "t", "u")),
        ]);
    }

    private static Frame Pick(Frame rows, int[] picked) => new([.. rows.Columns.Select(column => column switch
    {
        NumberColumn number => (Column)(number with { Values = [.. picked.Select(row => number.Values[row])] }),
        TextColumn text => text with { Values = [.. picked.Select(row => text.Values[row])] },
        _ => throw new NotSupportedException(),
    })]);
}
