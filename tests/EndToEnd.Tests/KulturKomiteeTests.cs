using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoProduction.Tests;

/// <summary>
/// Kultur Komitee Winterthur 2024: 37 residents judge 56 projects, six groups decide. Files as published, with a byte order mark and carriage returns: votes by project, votes by resident, residents by group.
/// R's numbers are computed here where sandwich is at hand, or written out where the tests need not have the package.
/// </summary>
public sealed class KulturKomiteeTests
{
    private const string Outcomes = "kk24/outcomes.csv", Votes = "kk24/voter_pre_voting.csv", Groups = "kk24/grouping.csv";

    [Fact]
    public void VotesOfProjectsOnTheirCostEqualR()
    {
        string file = RealFiles.Path(Outcomes);
        RealFiles.Needs(Foreign.Has("Rscript"), "R with the package sandwich");
        var terms = Terms("fit", file, "vote ~ log(cost) + final", "--vcov", "HC3");
        var reference = Foreign.R($$"""
            m <- lm(vote ~ log(cost) + final, read.csv("{{file}}", encoding = "UTF-8"))
            cat(sprintf("%s,%.17g,%.17g\n", names(coef(m)), coef(m), sqrt(diag(sandwich::vcovHC(m, type = "HC3")))), sep = "")
            """);
        Check(terms, reference);
    }

    // Each resident's judgement of each project, in a file of one line each; the projects' costs are joined by number.
    [Fact]
    public void JudgementsOfResidentsOnCostEqualRAndTheirCountsTheOnesPublished()
    {
        using var scratch = new Scratch();
        var projects = Table.Read(RealFiles.Path(Outcomes)).ToDictionary(row => row["id"]);
        var judged = Judged(projects, out var counts);
        Assert.Equal(projects.Values.Select(project => (project["id"], int.Parse(project["vote"], CultureInfo.InvariantCulture))).Order(), counts.Select(one => (one.Key, one.Value)).Order());
        string file = scratch.Write("judgements.csv", judged);
        RealFiles.Needs(Foreign.Has("Rscript"), "R with the package sandwich");
        string read = $"d <- read.csv(\"{file}\"); f <- lm(yes ~ log(cost) + factor(voter), d); n <- nrow(d)\n";
        // fixest's rule: the effects are nested in the clusters, so K is one term and the mean.
        Check(Terms("fit", file, "yes ~ log(cost) | voter", "--method", "fe"), Foreign.R(read + """
            v <- sandwich::vcovCL(f, cluster = d$voter, type = "HC0", cadjust = FALSE) * 37 / 36 * (n - 1) / (n - 2)
            cat(sprintf("%s,%.17g,%.17g\n", names(coef(f)), coef(f), sqrt(diag(v)))[2], sep = "")
            """));
        Check(Terms("fit", file, "yes ~ log(cost)", "--cluster", "voter,project", "--vcov", "CR1"), Foreign.R(read + """
            m <- lm(yes ~ log(cost), d); v <- sandwich::vcovCL(m, cluster = d[c("voter", "project")], type = "HC1", cadjust = TRUE, fix = TRUE)
            cat(sprintf("%s,%.17g,%.17g\n", names(coef(m)), coef(m), sqrt(diag(v))), sep = "")
            """));
    }

    // Every resident has all 56 projects, so REML has a closed form: the mean squares between and within residents (Searle, Casella and McCulloch 1992, section 4.8), and β is that of least squares.
    [Fact]
    public void ResidentsDifferInApprovalAsTheirMeanSquaresSay()
    {
        using var scratch = new Scratch();
        var projects = Table.Read(RealFiles.Path(Outcomes)).ToDictionary(row => row["id"]);
        string[] lines = Judged(projects, out _).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        var rows = lines.Select(line => line.Split(',')).Select(cells => (Voter: cells[0], Yes: Number(cells[2]), X: Math.Log(Number(cells[3])))).ToList();
        double meanY = rows.Average(row => row.Yes), meanX = rows.Average(row => row.X), sxx = rows.Sum(row => (row.X - meanX) * (row.X - meanX));
        double slope = rows.Sum(row => (row.X - meanX) * row.Yes) / sxx;
        var means = rows.GroupBy(row => row.Voter).ToDictionary(group => group.Key, group => group.Average(row => row.Yes));
        double between = 56 * means.Values.Sum(mean => (mean - meanY) * (mean - meanY)) / 36;
        double within = rows.Sum(row => Math.Pow(row.Yes - means[row.Voter] - slope * (row.X - meanX), 2)) / (rows.Count - 37 - 1);
        var run = Copro.Run("fit", scratch.Write("judgements.csv", string.Join('\n', lines.Prepend("voter,project,yes,cost"))), "yes ~ log(cost) + (1 | voter)", "--method", "lmm", "--json").Ended(0);
        var root = JsonDocument.Parse(run.Output).RootElement;
        var term = root.GetProperty("terms")[1];
        // Double sums of 2,072 rows on both sides; the optimum of θ is followed to a slope of about 1e-8, on which the variances of a steep criterion rest at first order.
        CorrectDigits.Assert(10, term.GetProperty("estimate").GetDouble(), slope, "slope");
        CorrectDigits.Assert(7, term.GetProperty("std_error").GetDouble(), Math.Sqrt(within / sxx), "error of the slope");
        CorrectDigits.Assert(7, root.GetProperty("glance").GetProperty("sigma").GetDouble(), Math.Sqrt(within), "σ");
        var variance = root.GetProperty("random").EnumerateArray().First(part => part.GetProperty("group").GetString() == "voter");
        CorrectDigits.Assert(6, variance.GetProperty("variance").GetDouble(), (between - within) / 56, "variance between residents");
    }

    // R survey 4.1: svydesign(ids = ~homo), svymean, svyciprop(method = "beta"); svydesign(ids = ~1), svychisq(~ mes380k + final). Printed to 17 digits, double precision on both sides.
    [Fact]
    public void PresenceByGroupAndTheFinalDecisionEqualRsSurvey()
    {
        var terms = Terms("fit", RealFiles.Path(Groups), "prop(presence)", "--method", "svy", "--cluster", "homo", "--set", "interval=beta");
        foreach (var (name, value) in new[] { ("estimate", 0.91891891891891897), ("std_error", 0.035334949956019934), ("conf_low", 0.78127052280635134), ("conf_high", 0.9828834113126077) })
            CorrectDigits.Assert(11, terms[1].GetProperty(name).GetDouble(), value, name);
        var glance = JsonDocument.Parse(Copro.Run("fit", RealFiles.Path(Outcomes), "table(mes380k, final)", "--method", "svy", "--json").Ended(0).Output).RootElement.GetProperty("glance");
        CorrectDigits.Assert(11, glance.GetProperty("f_statistic").GetDouble(), 3.5217391304347814, "F");
        CorrectDigits.Assert(10, glance.GetProperty("f_p_value").GetDouble(), 0.065877997162268706, "p");
    }

    // Fewer residents than projects: the covariances of 56 items of 37 answers are singular.
    [Fact]
    public void FiftySixJudgementsOfThirtySevenResidentsAreNoScale()
    {
        using var scratch = new Scratch();
        string[] lines = [.. File.ReadAllLines(RealFiles.Path(Votes)).Select(line => Regex.Replace(line.Trim(), "yes|no|skip|abstain", answer => answer.Value == "yes" ? "1" : "0"))];
        string items = string.Join(" + ", lines[0].Split(',')[1..].Select(id => $"`{id}`"));
        var run = Copro.Run("fit", scratch.Write("wide.csv", string.Join('\n', lines) + "\n"), "approval =~ " + items, "--method", "alpha").Ended(2);
        Assert.Contains("37 complete rows", run.Errors, StringComparison.Ordinal);
        Assert.Contains("at least 58", run.Errors, StringComparison.Ordinal);
    }

    private static string Judged(Dictionary<string, IReadOnlyDictionary<string, string>> projects, out Dictionary<string, int> counts)
    {
        var votes = Table.Read(RealFiles.Path(Votes));
        string[] ids = [.. votes[0].Keys.Where(name => projects.ContainsKey(name))];
        Assert.Equal((37, 56), (votes.Count, ids.Length));
        counts = ids.ToDictionary(id => id, id => votes.Count(row => row[id] == "yes"));
        var lines = from row in votes from id in ids select $"{row["pid"]},p{id},{(row[id] == "yes" ? 1 : 0)},{projects[id]["cost"]}";
        return string.Join('\n', lines.Prepend("voter,project,yes,cost")) + "\n";
    }

    private static List<JsonElement> Terms(params string[] arguments) =>
        [.. JsonDocument.Parse(Copro.Run([.. arguments, "--json"]).Ended(0).Output).RootElement.GetProperty("terms").EnumerateArray()];

    private static void Check(List<JsonElement> terms, IReadOnlyList<string> reference)
    {
        Assert.Equal(reference.Count, terms.Count);
        foreach (var (term, expected) in terms.Zip(reference.Select(line => line.Split(','))))
        {
            Assert.Equal(expected[0], term.GetProperty("term").GetString());
            CorrectDigits.Assert(10, term.GetProperty("estimate").GetDouble(), Number(expected[1]), expected[0]);
            CorrectDigits.Assert(10, term.GetProperty("std_error").GetDouble(), Number(expected[2]), $"error of {expected[0]}");
        }
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
