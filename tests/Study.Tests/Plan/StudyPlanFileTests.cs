using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Plan;

public sealed class StudyPlanFileTests
{
    private static readonly StudyPlan _plan = StudyPlanFile.Read(Folder("Right"));

    public static TheoryData<string> WrongFiles =>
        [.. Directory.GetFiles(Folder("Wrong"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>Set COPRO_REGENERATE=1 to write the messages anew, then read them.</summary>
    [Theory, MemberData(nameof(WrongFiles))]
    public void A_wrong_file_says_everything_that_is_wrong_with_line_and_column(string name)
    {
        string yaml = File.ReadAllText(Path.Combine(Folder("Wrong"), name + ".yaml"));
        var error = Assert.ThrowsAny<StudyException>(() => StudyPlanFile.Parse(yaml, "study.yaml", Folder("Wrong")));
        Goldens.Agree(Path.Combine("tests", "Study.Tests", "Plan", "Wrong", name + ".txt"), error.Message + "\n");
    }

    [Fact]
    public void The_top_is_read()
    {
        Assert.Equal(("district-x", "C市X区共同生产研究", "district-x", true, "CNY", ".store"), (_plan.Id, _plan.Title.Zh, _plan.Place, _plan.Synthetic, _plan.Currency, _plan.Store.Folder));
        Assert.Equal(new DateOnly(2020, 1, 31), _plan.DataDate);
        Assert.Equal(new PrivacyPlan(10, 3), _plan.Privacy);
        Assert.Equal(Folder("Right"), _plan.Folder);
        Assert.Equal(["spending-shares", "likert:satisfaction", "coefficients:drivers"], _plan.Figures);
        Assert.Equal(["operating-cap", "nine-steps"], _plan.Rules);
        Assert.Equal("district-x-uses@2018-1", _plan.UseClasses?.Name);
        Assert.Equal(["default", "without-new-construction"], _plan.Crosswalks.Select(map => map.Definition));
    }

    [Fact]
    public void Sources_stand_in_loading_order_and_lists_are_numbered() => Assert.Equal(
        ["communities", "instruments", "questions", "fund-1", "later", "fund-3", "satisfaction-2018", "satisfaction-2019"],
        _plan.Sources.Select(source => source.Id));

    [Fact]
    public void A_source_is_read_with_its_mapping()
    {
        var fund = _plan.Sources.Where(source => source.Table == "fund_entries").ToList();
        Assert.Equal(("gb18030", "支付", "2018"), (fund[0].Encoding, fund[0].Constants["phase"], fund[0].Constants["year"]));
        Assert.Equal(("金额(万元)", "amount"), fund[1].Columns.Single());
        Assert.Equal("万元", fund[1].Units["amount"]);
        Assert.Equal([("厕所*", "new_public_toilets"), ("路灯", "楼道与公共照明维修")], fund[2].Recodes["use_class"]);
        Assert.Equal([("已付", "paid"), ("1", "Budgeted")], fund[2].Recodes["phase"]);
        Assert.Equal(20, fund[1].Line);
    }

    [Fact]
    public void A_survey_is_read_with_its_instrument_design_and_missing_codes()
    {
        var surveys = _plan.Sources.Where(source => source.Table == "responses").ToList();
        Assert.Equal(new SurveyDesign("weight", "stratum", "community"), surveys[0].Design);
        Assert.Null(surveys[1].Design);
        Assert.Equal(("satisfaction-2019", "答卷"), (surveys[1].Instrument, surveys[1].Sheet));
        Assert.Equal([("99", MissingReason.Lost), ("NA", MissingReason.Blank)], surveys[1].Missing);
    }

    [Fact]
    public void A_model_with_clusters_has_CR1_errors_unless_it_says_otherwise()
    {
        Assert.Equal(new ModelPlan("drivers", "satisfaction-2018", new ModelRequest("ols", "satisfaction ~ community_trust") { Weights = "weight", Clusters = ["community"], Exclude = [] }) { Line = 29 }, _plan.Models[0]);
        Assert.Null(_plan.Models[1].Request.Vcov);
    }

    [Theory]
    [InlineData("title: { zh: 满意度的动力, en: Drivers of satisfaction }, ", "满意度的动力", "Drivers of satisfaction")]
    [InlineData("title: Drivers, ", "Drivers", "Drivers")]
    [InlineData("", "drivers", "drivers")]
    public void A_model_is_named_by_its_title_and_without_one_by_its_id(string title, string zh, string en)
    {
        var model = WithModel(title).Models[0];
        Assert.Equal((new Label(zh, en), title.Length == 0), (model.Name, model.Title is null));
    }

    [Fact]
    public void A_title_of_a_model_in_one_language_is_refused_where_it_stands()
    {
        var fault = Assert.Throws<StudyFileException>(() => WithModel("title: { zh: 动力 }, ")).Faults.Single();
        Assert.Equal(("study.yaml, line 7, column 27", "Write 'en:' with the English text."), (fault.Where, fault.Mend));
    }

    [Fact]
    public void A_short_file_has_the_defaults()
    {
        var plan = StudyPlanFile.Parse("study: s\nplace: district-x\nsources: { fund: { file: fund.csv } }\n", "study.yaml", "folder");
        Assert.Equal((Label.Same("s"), false, "CNY", ".store", ""), (plan.Title, plan.Synthetic, plan.Currency, plan.Store.Folder, plan.Classification));
        Assert.Equal(DataSchema.Rules("district-x").Ids(), plan.Rules);
        Assert.Equal(PrivacyPlan.Standard, plan.Privacy);
        Assert.Null(plan.UseClasses);
    }

    [Fact]
    public void A_wrong_file_carries_its_errors_one_by_one()
    {
        var error = Assert.Throws<StudyFileException>(() => StudyPlanFile.Parse("study: d\nsources: { fund: { file: f.csv, colums: {} }, rate: {} }\n", "s.yaml", ""));
        Assert.Equal(["s.yaml, line 2, column 33", "s.yaml, line 2, column 47"], error.Faults.Select(fault => fault.Where));
    }

    [Fact]
    public void A_misspelt_item_of_a_survey_is_found_when_the_questions_are_known()
    {
        ImmutableArray<Question> questions = [new("sat2", "satisfaction", 1, 5, false, Label.Same("?"), [])];
        var error = Assert.Throws<StudyFileException>(() => _plan.Sources[^1].CheckFields(DataSchema.Responses(questions)));
        Assert.Equal("Table 'responses' has no field 'sat1' (study.yaml, line 16, column 40)", error.Message[..error.Message.IndexOf(": ", StringComparison.Ordinal)]);
        _plan.Sources[^1].CheckFields(DataSchema.Responses([questions[0] with { Item = "sat1" }]));
    }

    [Fact]
    public void An_unknown_instrument_is_found_when_the_instruments_are_known()
    {
        _plan.Sources[^1].CheckInstrument(["satisfaction-2019"]);
        var error = Assert.Throws<StudyFileException>(() => _plan.Sources[^1].CheckInstrument(["satisfaction-2018"]));
        Assert.Contains("study.yaml, line 15, column 19", error.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'satisfaction-2018'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_study_may_bring_its_own_classification()
    {
        string folder = Directory.CreateTempSubdirectory("copro-plan").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "menu.yaml"),
                "id: menu\nversion: 1\ntitle: { zh: 清单, en: Menu }\nclasses:\n  - { code: streets, zh: 街道, en: Streets }\n"
                + "crosswalks:\n  - { to: five-uses@2022-1, definition: default, title: { zh: 甲, en: A }, entries: [ { from: streets, to: facility_maintenance } ] }\n");
            var plan = StudyPlanFile.Parse("study: s\nclassification: menu.yaml\nsources: { fund: { file: fund.csv } }\n", "study.yaml", folder);
            Assert.Equal(("menu@1", "streets"), (plan.Classification, plan.UseClasses!.Classes.Single().Code));
            Assert.Equal(("menu@1", "five-uses@2022-1", "facility_maintenance"), (plan.Crosswalks.Single().From, plan.Crosswalks[0].To, plan.Crosswalks[0].Entries[0].To));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_and_never_breaks_the_reader()
    {
        string yaml = File.ReadAllText(Path.Combine(Folder("Right"), "study.yaml"));
        var damage = from at in Gen.Choose(0, yaml.Length - 1)
                     from length in Gen.Choose(0, 30)
                     from text in Gen.Elements("", ":", "{", "]", "\"", "\t", "\n", "&a ", "*a", "- ", "?", "|", "\0", "金")
                     select yaml[..at] + text + yaml[Math.Min(yaml.Length, at + length)..];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(damage.ToArbitrary(), text => ReadsOrRefuses(text)));
    }

    [Fact]
    public void A_folder_without_a_study_file_says_so()
    {
        var error = Assert.Throws<StudyException>(() => StudyPlanFile.Read(Path.Combine(Folder("Right"), "absent")));
        Assert.Contains("There is no study file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_knows_the_source_key_of_every_table()
    {
        using var schema = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "data-schema", "study.schema.json")));
        var keys = schema.RootElement.GetProperty("definitions").GetProperty("sources").GetProperty("properties").EnumerateObject().Select(property => property.Name);
        Assert.Equal(DataSchema.Tables.Select(table => table.SourceKey).Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    private static bool ReadsOrRefuses(string yaml)
    {
        try
        {
            return StudyPlanFile.Parse(yaml, "study.yaml", Folder("Right")) is not null;
        }
        catch (StudyException error)
        {
            return error.Fault.What.Length > 0;
        }
    }

    private static StudyPlan WithModel(string title) => StudyPlanFile.Parse($$"""
        study: s
        sources:
          instruments: { file: i.csv }
          questions: { file: q.csv }
          surveys: [ { id: wave, file: w.csv, instrument: wave } ]
        models:
          - { id: drivers, {{title}}method: ols, formula: "satisfaction ~ community_trust" }

        """, "study.yaml", "folder");

    private static string Folder(string name) => Path.Combine(RealFiles.Root, "tests", "Study.Tests", "Plan", name);
}
