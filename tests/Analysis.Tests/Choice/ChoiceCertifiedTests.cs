using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Choices;

/// <summary>
/// Every family × design against R: glm, clm, glm.nb, multinom, svyglm, sandwich; linearised variances that survey lacks, Brant's test and marginal effects are written out in the reference script.
/// R's searches were carried on until nothing moves; both sides then agree to about ten digits of a standard error. θ of glm.nb rests on its theta.ml.
/// </summary>
public class ChoiceCertifiedTests
{
    private const double Digits = 8.5;

    /// <summary>Index of each case of expected.json.</summary>
    public static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        for (int i = 0; i < ChoiceReference.Numbers.Cases.Length; i++) cases.Add(i, ChoiceReference.Numbers.Cases[i].Name);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Estimates_agree_with_R(int index, string described)
    {
        var expected = ChoiceReference.Numbers.Cases[index];
        var fit = ChoiceReference.Fit(ChoiceReference.Spec(expected) with { Margins = false });
        Assert.Equal(expected.Terms, fit.Tidy().Select(row => row.Term));
        for (int i = 0; i < expected.Terms.Length; i++)
        {
            var row = fit.Tidy()[i];
            Assert.True(Math.Abs(row.Estimate!.Value - expected.Estimate[i]) <= 1e-8 * expected.Std_error[i], $"{described} {row.Term}: {row.Estimate} {expected.Estimate[i]}");
            CorrectDigits.Assert(Digits, row.StdError, expected.Std_error[i], $"{described} {row.Term} standard error");
        }
        var glance = fit.Glance().ToDictionary(entry => entry.Name, entry => entry.Value);
        if (expected.Glance.ValueKind != JsonValueKind.Object) return;
        foreach (var entry in expected.Glance.EnumerateObject())
            CorrectDigits.Assert(Digits, entry.Name == "df" ? fit.Tidy()[0].Df : glance[entry.Name], entry.Value.GetDouble(), $"{described} {entry.Name}");
    }

    // Numeric derivatives of R carry about nine digits.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Marginal_effects_agree_with_numeric_derivatives(int index)
    {
        var expected = ChoiceReference.Numbers.Margins[index];
        var fit = ChoiceReference.Fit(ChoiceReference.Spec(expected.Method, expected.Formula, expected.Design, expected.Settings));
        var part = fit.Parts.Single(one => one.Name == expected.Part);
        Assert.Equal(expected.Rows.Length, part.Rows.Length);
        foreach (var one in expected.Rows)
        {
            string category = fit.Categories.IsEmpty ? "mean" : fit.Categories.Length == 2 ? fit.Categories[1] : fit.Categories[one.Outcome - 1];
            var row = part.Rows.Single(row => row[0].Text == one.Term && row[1].Text == category && row[2].Text == one.Kind);
            Assert.True(Math.Abs(row[3].Number!.Value - one.Estimate) <= 1e-7 * one.Std_error, $"{expected.Method} {one.Term} {category}: {row[3].Number} {one.Estimate}");
            CorrectDigits.Assert(6.5, row[4].Number, one.Std_error, $"{expected.Method} {one.Term} {category} standard error");
        }
    }

    [Fact]
    public void Brants_test_agrees_with_its_formula_in_R()
    {
        var expected = ChoiceReference.Numbers.Brant;
        var fit = ChoiceReference.Fit(ChoiceReference.Spec("ologit", "sat ~ trust + age + kind + female") with { Brant = true });
        var rows = fit.Parts.Single(part => part.Name == "brant").Rows;
        Assert.Equal(expected.Term, rows.Select(row => row[0].Text!));
        for (int i = 0; i < rows.Length; i++)
        {
            CorrectDigits.Assert(8, rows[i][1].Number, expected.Statistic[i], expected.Term[i]);
            Assert.Equal(expected.Df[i], rows[i][2].Number);
        }
    }

    // With one category as covariate a multinomial model is saturated: it predicts the shares of the table, ordered answers taken as unordered.
    [Fact]
    public void A_saturated_multinomial_model_predicts_the_table()
    {
        var (sat, kind) = ((NumberColumn)ChoiceReference.Sample["sat"], (TextColumn)ChoiceReference.Sample["kind"]);
        var margins = ChoiceReference.Fit(ChoiceReference.Spec("mlogit", "sat ~ kind")).Parts.Single(part => part.Name == "margins");
        foreach (var row in margins.Rows.Where(row => row[2].Text == "prediction"))
        {
            int[] rows = [.. Enumerable.Range(0, sat.Count).Where(r => row[0].Text == $"kind={kind.Values[r]}")];
            double share = rows.Count(r => sat.Values[r] == double.Parse(row[1].Text!, System.Globalization.CultureInfo.InvariantCulture)) / (double)rows.Length;
            CorrectDigits.Assert(10, row[3].Number, share, $"{row[0].Text} {row[1].Text}");
            CorrectDigits.Assert(8, row[4].Number, Math.Sqrt(share * (1 - share) / rows.Length), $"{row[0].Text} {row[1].Text} standard error");
        }
    }

    // Deviance 10402.59 in the documentation of the R package effects (Fox); the cells are weights that count equal rows.
    [Fact]
    public void The_World_Values_Survey_gives_its_published_deviance()
    {
        var spec = ChoiceReference.Spec("ologit", "poverty ~ religion + degree + country + age + gender", new SampleDesign("n")) with { Repeated = true, Categories = ["Too Little", "About Right", "Too Much"] };
        var fit = ChoiceReference.Fit(spec, ChoiceReference.ReadFrame("wvs.csv"));
        Agree(ChoiceReference.Numbers.Published.Wvs, fit);
        Assert.Equal(10402.59, -2 * fit.Quality.LogLikelihood, 0.005);
        Assert.Equal(5381, fit.Quality.Size);
    }

    // Venables and Ripley (2002), section 7.3: residual deviance 3479.149; InflMedium 0.5663937, InflHigh 1.2888191, TypeApartment -0.5723501 about TypeTower.
    [Fact]
    public void The_Copenhagen_housing_survey_gives_its_published_coefficients()
    {
        const string Model = "Sat ~ factor(Infl, levels = c(Low, Medium, High)) + factor(Type, levels = c(Tower, Apartment, Atrium, Terrace)) + factor(Cont, levels = c(Low, High))";
        var spec = ChoiceReference.Spec("ologit", Model, new SampleDesign("Freq")) with { Repeated = true, Categories = ["Low", "Medium", "High"], Margins = false };
        var fit = ChoiceReference.Fit(spec, ChoiceReference.ReadFrame("housing.csv"));
        double[] published = [0.5663937, 1.2888191, -0.5723501, -0.3661866, -1.0910149, 0.3602841, -0.4961353, 0.6907083];
        Assert.Equal(published, fit.Tidy().Select(row => Math.Round(row.Estimate!.Value, 6)), (a, b) => Math.Abs(a - b) < 2e-6);
        Assert.Equal(3479.149, -2 * fit.Quality.LogLikelihood, 0.0005);
    }

    private static void Agree(ChoiceReference.Model expected, ChoiceFit fit)
    {
        var rows = fit.Tidy().ToDictionary(row => row.Term);
        for (int i = 0; i < expected.Terms.Length; i++)
        {
            Assert.True(Math.Abs(rows[expected.Terms[i]].Estimate!.Value - expected.Estimate[i]) <= 1e-8 * expected.Std_error[i], expected.Terms[i]);
            CorrectDigits.Assert(Digits, rows[expected.Terms[i]].StdError, expected.Std_error[i], expected.Terms[i]);
        }
        CorrectDigits.Assert(Digits, -2 * fit.Quality.LogLikelihood, expected.Deviance, "deviance");
    }
}
