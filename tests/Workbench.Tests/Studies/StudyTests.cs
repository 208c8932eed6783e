using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Workbench;

namespace CoProduction.Tests.Studies;

/// <summary>The demo study as a notebook holds it.</summary>
public sealed class OpenedDemo : IDisposable
{
    private readonly Scratch _scratch = new();

    public OpenedDemo()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(RealFiles.Root, "examples", "district-x")).Where(file => !file.EndsWith(".cs", StringComparison.Ordinal)))
            File.Copy(file, _scratch[Path.GetFileName(file)]);
        Study = Study.Open(_scratch.Folder);
    }

    internal string Folder => _scratch.Folder;

    internal string File_(string name) => _scratch[name];

    public Study Study { get; }

    public void Dispose()
    {
        Study.Dispose();
        _scratch.Dispose();
    }
}

public sealed class StudyTests(OpenedDemo demo) : IClassFixture<OpenedDemo>
{
    private const string Drivers = "satisfaction ~ interest_relevance + self_efficacy + community_trust + local_support + participation_depth";

    private Study Study => demo.Study;

    [Fact]
    public void A_model_of_the_study_file_has_the_numbers_of_a_run()
    {
        var named = Study.Model("drivers");
        var written = Study.Fit(Drivers).Clustered("community");
        Assert.Equal(named.Coefficients, written.Coefficients);
        Assert.Equal("CR1", named.Result.Uncertainty);
        Assert.StartsWith("Drivers of satisfaction (", named.Table().Title.En, StringComparison.Ordinal);
        Assert.StartsWith("Satisfaction: ols (", named.With(Vcov.CR2).Table().Title.En, StringComparison.Ordinal);
        Assert.Equal(written.With(Vcov.CR2).Coefficients.Select(row => row.Estimate), written.Coefficients.Select(row => row.Estimate));
        Assert.NotEqual(written.With(Vcov.CR2)["community_trust"].StdError, written["community_trust"].StdError);
    }

    [Theory]
    [InlineData("satisfaction ~ community_trust", "ols")]
    [InlineData("satisfaction ~ community_trust + (1 | community)", "lmm")]
    [InlineData("satisfaction ~ community_trust | community", "fe")]
    [InlineData("interest_relevance -> participation_depth -> satisfaction", "mediation")]
    [InlineData("satisfaction =~ sat1 + sat2 + sat3", "alpha")]
    [InlineData("mean(satisfaction) | community", "svy")]
    [InlineData("~ satisfaction", "svy")]
    public void The_formula_decides_the_method(string formula, string method) => Assert.Equal(method, Study.Fit(formula).Request.Method);

    [Fact]
    public void A_design_of_the_study_file_makes_estimates_of_the_population()
    {
        var fit = Study.Fit("mean(satisfaction)").Designed();
        Assert.Equal(("svy", "weight", "stratum"), (fit.Request.Method, fit.Request.Weights, fit.Request.Strata));
        Assert.True(fit.Coefficients[0].StdError > 0);
    }

    [Theory]
    [InlineData("satisfacton ~ community_trust", "satisfaction")]
    [InlineData("satisfaction ~ community_trst", "community_trust")]
    [InlineData("satisfaction ~ community_trust + (1 | comunity)", "community")]
    public void A_mistyped_variable_is_answered_with_the_nearest(string formula, string nearest) =>
        Assert.Contains($"Did you mean '{nearest}'?", Assert.Throws<UsageException>(() => Study.Fit(formula)).Fault.Mend, StringComparison.Ordinal);

    [Fact]
    public void Every_other_name_is_too()
    {
        string first = Study.Communities[0].Id;
        Action[] asked =
        [
            () => _ = Study.Scales["satisfacton"], () => Study.Model("driver"), () => Study.Table("shares-by-clas"), () => Study.Figure("likert:satisfacton"), () => _ = Study.Communities[first + "x"],
            () => Study.Shares(communities: [first + "x"]), () => Study.Fit(Drivers, survey: "satisfaction-2091"), () => Study.Fit(Drivers).As("olss"), () => _ = Study.Fit(Drivers)["self_eficacy"], () => Study.Codes().Tables["codez"].ToRows(),
        ];
        Assert.All(asked, one => Assert.Contains("Did you mean", Assert.Throws<UsageException>(one).Fault.Mend, StringComparison.Ordinal));
    }

    [Fact]
    public void Shares_are_those_of_the_report_and_sum_to_one()
    {
        var shares = Study.Shares();
        var report = Study.Table("shares-by-class");
        foreach (var row in report.Rows) Assert.Equal(report.Number("share", [.. row.Key]), shares.Number("share", [.. row.Key]));
        Assert.Equal(1, shares.Where("year", "2018").Rows.Sum(row => row.Values[2].Amount));
        var one = Study.Shares(by: "", communities: [Study.Communities[0].Id]);
        Assert.All(one.Rows, row => Assert.True(row.Values[1].Amount < shares.Rows.Max(all => all.Values[1].Amount)));
    }

    [Fact]
    public void What_is_seen_is_marked_and_what_is_saved_is_reviewed()
    {
        var table = Study.Fit("mean(satisfaction) | community").Designed().Table();
        var few = Study.Fit("mean(satisfaction) | age_group + gender + housing").Designed().Table();
        Assert.Contains("Not reviewed for disclosure", table.Show(Language.En).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("withheld", few.Show(Language.En).ToString(), StringComparison.OrdinalIgnoreCase);
        string csv = File.ReadAllText(few.Save(demo.File_("few.csv"), Language.En));
        Assert.Contains("withheld", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("withheld", File.ReadAllText(few.Unreviewed("a reader's own check").Save(demo.File_("few-whole.csv"))), StringComparison.Ordinal);
        Assert.Contains("a reader's own check", File.ReadAllText(few.Unreviewed("a reader's own check").Save(demo.File_("few.json"))), StringComparison.Ordinal);
        Assert.Throws<StudyException>(() => few.Unreviewed(" "));
    }

    [Fact]
    public void Tables_and_figures_are_saved_by_the_ending_of_their_name()
    {
        foreach (string ending in new[] { "csv", "xlsx", "json", "md", "html" }) Assert.True(new FileInfo(Study.Shares().Save(demo.File_($"shares.{ending}"))).Length > 100);
        foreach (string ending in new[] { "pdf", "svg", "png" }) Assert.True(new FileInfo(Study.Figure("spending-shares").Save(demo.File_($"shares.{ending}"), Preset.Springer)).Length > 1000);
        Assert.Contains(".pdf", Assert.Throws<UsageException>(() => Study.Figure("spending-shares").Save(demo.File_("shares.tiff"))).Fault.Mend, StringComparison.Ordinal);
        Assert.Contains(".xlsx", Assert.Throws<UsageException>(() => Study.Shares().Save(demo.File_("shares"))).Fault.Mend, StringComparison.Ordinal);
        Assert.False(File.Exists(demo.File_("shares.tiff")));
    }

    [Fact]
    public void Everything_shows_itself_in_every_form_and_both_languages()
    {
        IShown[] all = [Study, Study.Describe(), Study.Shares(), Study.Money(), Study.Rules(), Study.Survey(), Study.Codes(), Study.Fit(Drivers), Study.Scales["satisfaction"], Study.Figure("likert:satisfaction"), Study.Fit(Drivers).Figure()];
        Assert.All(all, one =>
        {
            foreach (var language in Enum.GetValues<Language>()) Assert.True(one.Show(language).ToString().Length > 20);
            Assert.True(one.Show(Language.Zh).Forms.ContainsKey(MimeBundle.Html) || one.Show(Language.Zh).Forms.ContainsKey(MimeBundle.Svg));
        });
        Assert.Equal(Study.Figure("spending-shares").Show(Language.En).Forms.Keys, [MimeBundle.Plotly, MimeBundle.Png, MimeBundle.Svg, MimeBundle.Plain]);
    }

    [Fact]
    public void The_description_counts_what_is_missing_and_why()
    {
        var variables = Study.Describe()["variables-satisfaction-2019"];
        Assert.Equal(Study.Variables.Length, variables.Rows.Length);
        double n = variables.Number("n", "sat1")!.Value, missing = variables.Number("missing", "sat1")!.Value;
        Assert.True(n > 2000 && missing > 0);
        Assert.Equal(variables.Number("n", "community") + variables.Number("missing", "community"), n + missing);
        Assert.Equal(0, Study.Describe()["sources"].Number("rejected", "satisfaction-2019"));
    }

    [Fact]
    public void A_citation_names_variant_rows_data_and_release()
    {
        string cited = Study.Model("pathway").Cite();
        Assert.Contains("seed 20220931", cited, StringComparison.Ordinal);
        Assert.Contains("satisfaction-2019.csv (sha256 ", cited, StringComparison.Ordinal);
        Assert.Contains(Release.Version, cited, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_that_is_not_there_says_so() => Assert.Contains("study.yaml", Assert.Throws<UsageException>(() => Study.Open(demo.File_("nothing"))).Fault.Why, StringComparison.Ordinal);

    [Fact]
    public void Names_become_constants_of_the_compiler()
    {
        string source = NamesOf.Source(Study, "DistrictX.Names");
        foreach (string line in new[] { "namespace DistrictX.Names;", "public const string CommunityTrust = \"community_trust\";", "public const string C001 = \"C001\";", "public const string DriversMixed = \"drivers-mixed\";", "public const string Satisfaction2019 = \"satisfaction-2019\";" })
            Assert.Contains(line, source, StringComparison.Ordinal);
        Assert.Equal(source, NamesOf.Source(Study, "DistrictX.Names"));
        Assert.Contains("namespace", Assert.Throws<UsageException>(() => NamesOf.Source(Study, "1x")).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_stand_side_by_side_and_interviews_beside_the_survey()
    {
        var (one, two) = (Study.Fit(Drivers), Study.Fit(Drivers + " + (1 | community)"));
        var stacked = Fitted.Stack(("OLS", one), ("mixed", two));
        Assert.Equal(one["community_trust"].Estimate, stacked.Number("estimate", "community_trust", "OLS"));
        Assert.Equal(two["community_trust"].StdError, stacked.Number("std_error", "community_trust", "mixed"));
        Assert.Throws<UsageException>(() => Fitted.Stack());
        var agreed = Study.Agreement();
        Assert.Equal(Study.Codes()["codes"].Rows.Length + 1, agreed.Rows.Length);
        Assert.InRange(agreed.Number("alpha", "all")!.Value, 0.5, 1);
        var joint = Study.JointDisplay();
        Assert.Equal(Study.Codes()["codes"].Number("speakers", "driver", "driver/self_efficacy"), joint.Number("speakers", "self_efficacy", "driver/self_efficacy"));
        Assert.Equal(Study.Survey()["scales-satisfaction-2019"].Number("mean", "self_efficacy"), joint.Number("mean", "self_efficacy", "driver/self_efficacy"));
    }
}
