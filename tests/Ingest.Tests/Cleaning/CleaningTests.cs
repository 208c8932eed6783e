namespace CoProduction.Ingest.Tests;

/// <summary>Rules of cleaning on small files.</summary>
public class CleaningTests
{
    private static readonly TableSchema Schema = Given.Table("rows",
        Given.Field("key", FieldType.Text, required: true), Given.Field("answer", FieldType.Integer, minimum: 1, maximum: 5, zh: "回答"), Given.Field("kind", FieldType.Text));

    private const string Csv = "key,回答,kind\na,33,roads\nb,5,Paths\nc,99,parking\ntest,4,roads\ne,NA,lamps\n";

    private const string Rules = """
        rules:
          - { field: answer, recode: { "33": "3" }, reason: keyed twice, author: W. Y. }
          - { field: answer, set_missing: ["99"], as: refused, reason: code of the old form, author: W. Y. }
          - { drop: { key: [test*] }, reason: trial answers, author: W. Y. }
          - { field: kind, merge: { streets: [roads, paths] }, reason: one class since 2019, author: W. Y. }
          - { field: answer, recode: { "5": "4" }, where: { key: [b], kind: [Paths] }, reason: checked by telephone, author: W. Y. }
        """;

    private static SourcePlan Plan => Given.Plan() with { Cleaning = CleaningFile.Parse(Rules, "cleaning.yaml"), Missing = [("NA", MissingReason.Lost)] };

    [Fact]
    public async Task CleanValuesAreReadAndTheRawOnesStayBesideThem()
    {
        var loaded = await Load();
        Assert.Equal(["3", "4", "[Refused]", "[Lost]"], loaded.Texts("answer"));
        Assert.Equal(["33", "5", "99", "NA"], loaded.Texts("answer_raw"));
        Assert.Equal(["1", "5", "2", "[Blank]"], loaded.Texts("answer_rule"));
        Assert.Equal(["streets", "streets", "parking", "lamps"], loaded.Texts("kind"));
        Assert.Equal(["roads", "Paths", "parking", "lamps"], loaded.Texts("kind_raw"));
        Assert.Equal(["4", "4", "[Blank]", "[Blank]"], loaded.Texts("kind_rule"));
    }

    [Fact]
    public async Task ARowLeftOutIsListedWholeWithItsRule()
    {
        var rejection = Assert.Single((await Load()).Rejections);
        Assert.Equal((5L, "test; 4; roads"), (rejection.Row, rejection.Value));
        Assert.Equal("left out by cleaning.yaml, rule 3: trial answers (W. Y.)", rejection.Rule);
    }

    [Fact]
    public async Task WithoutRulesNothingChanges()
    {
        var loaded = await Given.Load(Schema, Csv, Given.Plan());
        Assert.Equal(2, loaded.Rejections.Count(rejection => rejection.Column == "回答" && rejection.Value is "33" or "99"));
        Assert.DoesNotContain(Schema.Fields, field => field.Name.EndsWith("_raw", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACrosswalkIsOneRuleWhoseEntriesDoNotFollowEachOther()
    {
        var map = ClassificationFile.ParseCrosswalk("from: local@1\nto: base@1\ndefinition: default\ntitle: { zh: 甲, en: a }\nentries:\n  - { from: a, to: b }\n  - { from: \"b*\", to: c }\n  - { from: x, to: '' }\n", "map.yaml");
        var plan = Given.Plan() with { Cleaning = new([CleaningFile.Of(map, "map.yaml")]) };
        var schema = plan.Cleaning.Extend(Given.Table("rows", Given.Field("use_class", FieldType.Text)));
        var loaded = await Given.Load(schema, "use_class\na\nb\nbx\nx\ny\n", plan);
        Assert.Equal(["b", "c", "c", "x", "y"], loaded.Texts("use_class"));
        Assert.Equal(["1", "1", "1", "[Blank]", "[Blank]"], loaded.Texts("use_class_rule"));
    }

    [Fact]
    public async Task OtherRulesGiveAnotherFingerprint()
    {
        var (one, two) = (await Load(), await Given.Load(Plan.Cleaning.Extend(Schema), Csv, Plan with { Cleaning = CleaningFile.Parse(Rules.Replace("keyed twice", "read twice", StringComparison.Ordinal), "cleaning.yaml") }));
        Assert.NotEqual(one.Content.Fingerprint, two.Content.Fingerprint);
    }

    [Fact]
    public async Task ARuleOnAFieldThatTheFileLacksIsRefused()
    {
        var plan = Given.Plan() with { Cleaning = CleaningFile.Parse("rules:\n  - { field: kind, recode: { a: b }, where: { colour: [red] }, reason: x, author: y }\n", "cleaning.yaml") };
        var fault = (await Assert.ThrowsAsync<StudyException>(() => Given.Load(plan.Cleaning.Extend(Schema), Csv, plan))).Fault;
        Assert.Contains("cleaning.yaml, rule 1", fault.Where, StringComparison.Ordinal);
        Assert.Contains("colour", fault.What, StringComparison.Ordinal);
    }

    private static Task<Loaded> Load() => Given.Load(Plan.Cleaning.Extend(Schema), Csv, Plan);
}
