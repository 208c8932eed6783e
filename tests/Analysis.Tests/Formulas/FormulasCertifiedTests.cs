using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Tests.Formulas;

/// <summary>
/// Functions, contrasts and their constants against R's lm on the rows that the model uses; the tolerances are those of <see cref="FormulaFit"/>.
/// </summary>
public class FormulasCertifiedTests
{
    private const double Digits = 10;

    private static readonly FormulasReference.Polynomial[] AllPolynomials = FormulaFits.Read<FormulasReference.Polynomial[]>("polynomials");

    /// <summary>Index of each fit of expected.json.</summary>
    public static TheoryData<int, string> Fits() => FormulaFits.Cases();

    [Theory]
    [MemberData(nameof(Fits))]
    public void Fits_agree_with_R(int index, string described)
    {
        var expected = FormulaFits.All[index];
        var fit = FormulasReference.FitOf(expected.Formula, expected.WeightField);
        expected.Check(fit.Terms, fit.Coefficients, fit.StdErrors, fit.RSquared, fit.Rows);
        CorrectDigits.Assert(Digits, fit.Sigma, expected.Sigma, $"{described}: sigma");
    }

    /// <summary>Index of each polynomial of expected.json.</summary>
    public static TheoryData<int, string> Polynomials()
    {
        var polynomials = new TheoryData<int, string>();
        for (int i = 0; i < AllPolynomials.Length; i++) polynomials.Add(i, $"{AllPolynomials[i].Name} {AllPolynomials[i].Degree}");
        return polynomials;
    }

    /// <summary>A column has length 1, so its errors are measured against its largest value: near a root of the polynomial no relative digit is defined.</summary>
    [Theory]
    [MemberData(nameof(Polynomials))]
    public void Orthogonal_polynomials_are_Rs(int index, string described)
    {
        var expected = AllPolynomials[index];
        var rows = new Frame([Linear.Rows.Number("x", expected.X), Linear.Rows.Number("y", expected.X)]);
        double[][] columns = Columns($"y ~ poly(x, {expected.Degree.ToString(CultureInfo.InvariantCulture)})", rows);
        for (int degree = 0; degree < expected.Degree; degree++)
        {
            double unit = expected.Columns[degree].Max(Math.Abs);
            for (int r = 0; r < expected.X.Length; r++)
                CorrectDigits.Assert(Digits, (columns[degree + 1][r] - expected.Columns[degree][r]) / unit, 0, $"{described}: degree {degree + 1}, row {r}");
        }
    }

    [Fact]
    public void Contrast_matrices_are_Rs()
    {
        foreach (var expected in FormulaFits.Read<FormulasReference.Matrices[]>("contrasts"))
            foreach (var (kind, matrix) in new[] { ("treatment", expected.Treatment), ("sum", expected.Sum), ("helmert", expected.Helmert), ("poly", expected.Poly) })
                CheckContrasts(kind, matrix, expected.Levels);
    }

    [Fact]
    public void Constants_are_those_of_the_rows_used_where_R_takes_all_that_have_the_variable()
    {
        var taken = FormulaFits.Read<FormulasReference.Taken>("trap");
        var plan = FormulasReference.Plan("y ~ scale(age) + trust").Bound(null, null, [], FormulasReference.Blocks);
        Assert.True(Math.Abs(taken.MeanOfRowsUsed - taken.MeanThatRTakes) > 0.1);
        string mean = Assert.Single(plan.Constants).Value.Split(" - ")[1].Split(')')[0];
        CorrectDigits.Assert(14, double.Parse(mean, CultureInfo.InvariantCulture), taken.MeanOfRowsUsed, "mean");
    }

    private static void CheckContrasts(string kind, double[][] matrix, int count)
    {
        string[] levels = [.. Enumerable.Range(0, count).Select(level => $"l{level}")];
        var rows = new Frame([Linear.Rows.Text("g", levels), Linear.Rows.Number("y", [.. levels.Select(_ => 1.0)])]);
        double[][] columns = Columns($"y ~ C(g, {kind})", rows, new Variable("g", [.. levels]));
        for (int c = 0; c < matrix.Length; c++)
            for (int level = 0; level < count; level++)
                // R's contr.poly solves by QR of powers: values of size 1, good to about 1e-14.
                CorrectDigits.Assert(13, columns[c + 1][level] - matrix[c][level], 0, $"{kind} of {count}: column {c + 1}, level {level + 1}");
    }

    private static double[][] Columns(string formula, Frame rows, params Variable[] factors)
    {
        var plan = Linear.Rows.Plan(formula, factors).Bound(null, null, [], [rows]);
        var reader = new DesignReader(plan, null, rows.Rows);
        reader.Begin(rows);
        reader.Read(0, rows.Rows);
        var columns = plan.Labels.Select(_ => new double[rows.Rows]).ToArray();
        var row = new double[plan.Labels.Length];
        for (int r = 0; r < rows.Rows; r++)
        {
            reader.CopyRow(r, row);
            for (int c = 0; c < row.Length; c++) columns[c][r] = row[c];
        }
        return columns;
    }
}
