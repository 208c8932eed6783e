using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Surveys;

/// <summary>
/// Every question × design × variance against R's package survey 4.1. Both compute in double precision from the same sums: at least ten digits are common. R's JSON carries 15 digits.
/// An estimate is measured in standard errors, since a total near 0 is a difference of larger numbers; p values lose about log10(t²) digits.
/// </summary>
public class SurveyCertifiedTests
{
    private const double Digits = 10;
    private const double TailDigits = 8;

    /// <summary>Index of each case of expected.json.</summary>
    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        for (int i = 0; i < SurveyReference.Numbers.Cases.Length; i++)
        {
            var one = SurveyReference.Numbers.Cases[i];
            if (!one.Settings.ToString().Contains("given", StringComparison.Ordinal)) cases.Add(i, $"{one.Statement} | {string.Join(' ', one.Design.Values)} | {one.Settings}");
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Estimates_agree_with_R(int index, string described)
    {
        var expected = SurveyReference.Numbers.Cases[index];
        Check(expected, SurveyReference.Fit(SurveyReference.Spec(expected), SurveyReference.Rows(expected.Data)), described);
    }

    [Fact]
    public void Replicates_of_another_program_give_its_variances()
    {
        var given = SurveyReference.Numbers.Bootstrap;
        double[] scales = [.. Enumerable.Repeat(1.0 / (given.Factors.Length - 1), given.Factors.Length)];
        foreach (var expected in SurveyReference.Numbers.Cases.Where(one => one.Settings.ToString().Contains("given", StringComparison.Ordinal)))
        {
            var spec = SurveyReference.Spec(expected);
            var statistics = SurveyReference.Reduce(spec, SurveyReference.Sample);
            int[] place = [.. statistics.Units.Keys.Select(key => Array.IndexOf(given.Units, key))];
            var replicates = Replicates.Given([.. given.Factors.Select(factors => place.Select(at => factors[at]).ToArray())], scales);
            Check(expected, Survey.Fit(spec with { Given = replicates }, statistics), $"{expected.Statement} bootstrap");
        }
    }

    // R's gradient is a difference quotient of ten digits or so.
    [Fact]
    public void Margins_are_weighted_and_agree_with_R()
    {
        var spec = new SurveySpec(SurveyStatement.Parse("voted ~ x1 * tenure + I(x2^2) + kind"), new SampleDesign("w", "psu", "stratum")) { Family = SurveyFamily.Logit };
        var rows = SurveyReference.Fit(spec, SurveyReference.Sample).Parts.Single(part => part.Name == "margins").Rows.ToDictionary(row => row[0].Text!);
        foreach (var expected in SurveyReference.Numbers.Margins)
        {
            CorrectDigits.Assert(Digits, rows[expected.Term][2].Number, expected.Estimate, expected.Term);
            CorrectDigits.Assert(8, rows[expected.Term][3].Number, expected.Std_error, $"{expected.Term} standard error");
        }
        Assert.Equal(SurveyReference.Numbers.Margins.Length, rows.Count);
    }

    private static void Check(SurveyReference.Case expected, SurveyFit fit, string described)
    {
        var found = fit.Estimates.ToDictionary(estimate => estimate.Tidy().Term);
        for (int i = 0; i < expected.Terms.Length; i++)
        {
            Assert.True(found.ContainsKey(expected.Terms[i]), $"{described}: no '{expected.Terms[i]}' among {string.Join("; ", found.Keys)}");
            var row = found[expected.Terms[i]];
            string what = $"{described}: {row.Term}";
            // Weights adjusted to a figure leave it no variance: R's standard error of it is rounding.
            bool known = expected.Std_error[i] < 1e-9 * Math.Abs(expected.Estimate[i]);
            double error = known ? Math.Abs(expected.Estimate[i]) : expected.Std_error[i];
            CorrectDigits.Assert(Digits, (row.Estimate - expected.Estimate[i]) / error, 0, $"{what} estimate");
            CorrectDigits.Assert(known ? 9 : Digits, known ? row.StdError / error : row.StdError, known ? 0 : error, $"{what} standard error");
            if (Value(expected, "conf_low", i) is { } low) CorrectDigits.Assert(Digits, (row.ConfLow - low) / error, 0, $"{what} lower bound");
            if (Value(expected, "conf_high", i) is { } high) CorrectDigits.Assert(Digits, (row.ConfHigh - high) / error, 0, $"{what} upper bound");
            if (Value(expected, "deff", i) is { } effect) CorrectDigits.Assert(Digits, row.Deff, effect, $"{what} deff");
            if (Value(expected, "deff_replace", i) is { } replace) CorrectDigits.Assert(Digits, row.DeffReplace, replace, $"{what} deff with replacement");
            if (Value(expected, "p_value", i) is { } p) CorrectDigits.Assert(TailDigits, row.PValue, p, $"{what} p value");
            if (Value(expected, "df", 0) is { } df) Assert.Equal(df, row.Df);
        }
        foreach (var (name, value) in fit.Glance())
            if (Value(expected, name, 0) is { } figure) CorrectDigits.Assert(name.EndsWith("p_value", StringComparison.Ordinal) ? TailDigits : Digits, value, figure, $"{described}: {name}");
    }

    private static double? Value(SurveyReference.Case expected, string name, int i) =>
        expected.More.ValueKind != JsonValueKind.Object || !expected.More.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.Object ? null
            : value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() > i ? value[i].GetDouble() : null : value.GetDouble();
}
