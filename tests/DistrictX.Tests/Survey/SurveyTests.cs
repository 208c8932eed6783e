using System.Globalization;
using CoProduction.DistrictX;

namespace CoProduction.Tests;

public class SurveyTests
{
    private static readonly Sheet[] Waves = [Sheet.Csv("satisfaction-2018.csv"), Sheet.Csv("satisfaction-2019.csv")];
    private static readonly string[] Drivers = ["interest_relevance", "self_efficacy", "community_trust", "local_support", "participation_depth"];

    [Fact]
    public void Every_construct_has_three_to_five_items_and_some_are_reversed()
    {
        Assert.Equal(25, Questionnaire.Constructs.Count);
        Assert.All(Questionnaire.Items.GroupBy(item => item.Construct), items => Assert.InRange(items.Count(), 3, 5));
        Assert.InRange(Questionnaire.Items.Count(item => item.Reversed), 6, 12);
        Assert.Equal(Questionnaire.Items.Count, Questionnaire.Items.Select(item => item.Id).Distinct().Count());
    }

    [Fact]
    public void Answers_are_one_to_five_or_a_declared_code_and_every_kind_of_gap_occurs()
    {
        foreach (var wave in Waves)
        {
            var seen = Questionnaire.Items.SelectMany(item => wave[item.Id]).ToHashSet();
            Assert.Equal(["", "1", "2", "3", "4", "5", "7", "8", "9"], seen.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Twenty_five_respondents_in_each_community_with_weights_of_mean_about_one()
    {
        foreach (var wave in Waves)
        {
            Assert.All(wave["community"].CountBy(id => id), count => Assert.Equal(25, count.Value));
            double[] weights = [.. wave["weight"].Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            Assert.All(weights, weight => Assert.True(weight > 0));
            Assert.InRange(weights.Average(), 0.95, 1.05);
        }
    }

    [Fact]
    public void Every_scale_is_reliable_but_not_perfectly_so()
    {
        foreach (var wave in Waves)
        {
            var alphas = Questionnaire.Constructs.Select(construct => (construct, Alpha(wave, construct)));
            Assert.All(alphas, pair => Assert.InRange(pair.Item2, 0.75, 0.90));
        }
    }

    /// <summary>The regression of the report on item means: signs as in the true model, sizes weakened by the error of the answers.</summary>
    [Fact]
    public void Regression_of_item_means_recovers_the_true_signs()
    {
        foreach (var wave in Waves)
        {
            var rows = Scores(wave, [.. Drivers, "satisfaction"]).Where(row => row.All(score => !double.IsNaN(score))).ToArray();
            var (estimates, errors) = Regression.Fit([.. rows.Select(row => row[..^1])], [.. rows.Select(row => row[^1])]);
            foreach (var (source, truth) in Equation("satisfaction").Terms.Where(term => term.Coefficient != 0))
            {
                int i = 1 + Array.IndexOf(Drivers, source);
                Assert.True(Math.Sign(truth) * estimates[i] / errors[i] > 3, $"{source}: {estimates[i]} ± {errors[i]}");
            }
        }
    }

    /// <summary>On the true scores themselves the coefficients come back within sampling error, the zero of self-efficacy included.</summary>
    [Theory]
    [InlineData("satisfaction")]
    [InlineData("participation_depth")]
    [InlineData("empowerment")]
    [InlineData("belonging")]
    [InlineData("unfairness")]
    public void Regression_of_true_scores_recovers_the_true_coefficients(string target)
    {
        var equation = Equation(target);
        int[] sources = [.. equation.Terms.Select(term => Questionnaire.IndexOf(term.Source))];
        int outcome = Questionnaire.IndexOf(target);
        foreach (var wave in SurveyWave.All)
        {
            var people = wave.Draw(DemoStudy.Seed, District.Draw(DemoStudy.Seed));
            var (estimates, errors) = Regression.Fit([.. people.Select(person => sources.Select(i => person.Scores[i]).ToArray())], [.. people.Select(person => person.Scores[outcome])]);
            for (int i = 0; i < sources.Length; i++)
                Assert.InRange(estimates[i + 1], equation.Terms[i].Coefficient - 4 * errors[i + 1], equation.Terms[i].Coefficient + 4 * errors[i + 1]);
        }
    }

    [Fact]
    public void Communities_differ_in_satisfaction_beyond_chance()
    {
        var people = SurveyWave.First.Draw(DemoStudy.Seed, District.Draw(DemoStudy.Seed));
        int satisfaction = Questionnaire.IndexOf("satisfaction");
        double[] means = [.. people.GroupBy(person => person.Community.Id).Select(group => group.Average(person => person.Scores[satisfaction]))];
        double mean = means.Average();
        double between = means.Sum(value => (value - mean) * (value - mean)) / (means.Length - 1);
        Assert.True(between > 2.0 / SurveyWave.PerCommunity, $"variance of community means {between}; chance alone gives about {1.0 / SurveyWave.PerCommunity}");
    }

    [Fact]
    public void The_questions_file_declares_every_item_of_the_response_files()
    {
        var questions = Sheet.Csv("questions.csv");
        foreach (var (wave, sheet) in SurveyWave.All.Zip(Waves))
        {
            var declared = questions.Rows.Where(row => row[0] == wave.Id).Select(row => row[questions.Column("item")]);
            Assert.Equal(sheet.Header.Skip(8), declared);
        }
    }

    [Fact]
    public void README_prints_every_true_coefficient()
    {
        string readme = System.Text.Encoding.UTF8.GetString(Sheet.File("README.md").Bytes.Span);
        foreach (var equation in StructuralModel.Equations)
        {
            string line = readme.Split('\n').Single(line => line.StartsWith($"| {equation.Target} |", StringComparison.Ordinal));
            foreach (var (source, coefficient) in equation.Terms)
                Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{coefficient:+0.00;-0.00;0.00} {source}"), line, StringComparison.Ordinal);
        }
    }

    private static Equation Equation(string target) => StructuralModel.Equations.Single(equation => equation.Target == target);

    private static IEnumerable<double[]> Scores(Sheet wave, string[] constructs)
    {
        var columns = constructs.Select(construct => Answers(wave, construct).Select(answers => answers.Average()).ToArray()).ToArray();
        return Enumerable.Range(0, wave.Rows.Count).Select(row => columns.Select(column => column[row]).ToArray());
    }

    /// <summary>Answers turned towards the construct, NaN for a gap.</summary>
    private static double[][] Answers(Sheet wave, string construct)
    {
        Item[] items = [.. Questionnaire.Items.Where(item => item.Construct == construct)];
        int[] columns = [.. items.Select(item => wave.Column(item.Id))];
        return [.. wave.Rows.Select(row => items.Select((item, i) => Point(row[columns[i]], item.Reversed)).ToArray())];
    }

    private static double Point(string cell, bool reversed) => cell is "" or "7" or "8" or "9" ? double.NaN : reversed ? 6 - Sheet.Whole(cell) : Sheet.Whole(cell);

    private static double Alpha(Sheet wave, string construct)
    {
        double[][] complete = [.. Answers(wave, construct).Where(answers => !answers.Any(double.IsNaN))];
        int k = complete[0].Length;
        double items = Enumerable.Range(0, k).Sum(i => Variance([.. complete.Select(answers => answers[i])]));
        return k / (k - 1.0) * (1 - items / Variance([.. complete.Select(answers => answers.Sum())]));
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
