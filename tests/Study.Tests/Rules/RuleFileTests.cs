namespace CoProduction.Tests.Rules;

public sealed class RuleFileTests
{
    private static readonly RuleSet _rules = DataSchema.Rules("district-x");

    [Fact]
    public void The_operating_cap_is_a_share_of_approved_amounts()
    {
        var cap = _rules.Shares.Single(rule => rule.Id == "operating-cap");
        Assert.Equal(0.10m, cap.Threshold);
        Assert.Equal(Comparator.AtMost, cap.Comparator);
        Assert.Equal(["community", "year"], cap.Level);
        Assert.Equal((Measure.Amount, "amount"), (cap.Numerator.Measure, cap.Numerator.Field));
        Assert.Equal(["phase=approved", "pool=operating"], Filters(cap.Numerator));
        Assert.Equal(["phase=approved"], Filters(cap.Denominator));
    }

    [Fact]
    public void The_committee_cap_is_a_share_of_counts()
    {
        var cap = _rules.Shares.Single(rule => rule.Id == "committee-cap");
        Assert.Equal(0.20m, cap.Threshold);
        Assert.Equal(["community", "round"], cap.Level);
        Assert.Equal((Measure.Count, ""), (cap.Numerator.Measure, cap.Numerator.Field));
        Assert.Equal(["under_deliberation=1", "proposer_kind=residents_committee"], Filters(cap.Numerator));
        Assert.Equal(["under_deliberation=1"], Filters(cap.Denominator));
    }

    [Fact]
    public void The_nine_steps_stand_in_their_order()
    {
        var steps = _rules.Steps.Single().Steps;
        Assert.Equal(["宣传动员", "收集意见", "梳理讨论", "两委商议", "听证", "决议", "组织实施", "监督", "验收评议"], steps.Select(step => step.Zh));
        Assert.Equal(DataSchema.Table("project_steps")["step"].Maximum, steps.Length);
    }

    [Fact]
    public void The_three_rates_are_those_of_the_table() =>
        Assert.Equal(DataSchema.Table("rates")["rate"].Levels.Select(level => level.Code), _rules.Rates.Select(rule => rule.Id));

    [Fact]
    public void Every_condition_names_a_code_of_its_field()
    {
        foreach (var measure in _rules.Shares.SelectMany(rule => new[] { rule.Numerator, rule.Denominator }))
            foreach (var filter in measure.Where.Where(filter => DataSchema.Table(measure.Table)[filter.Field].Type == FieldType.Category))
                Assert.All(filter.Values, value => Assert.Contains(value, DataSchema.Table(measure.Table)[filter.Field].Levels.Select(level => level.Code)));
    }

    [Fact]
    public void Levels_are_fields_of_the_table() =>
        Assert.All(_rules.Shares, rule => Assert.All(rule.Level, level => Assert.NotNull(DataSchema.Table(rule.Denominator.Table)[level])));

    [Fact]
    public void Every_rule_carries_its_evidence() =>
        Assert.All(_rules.Shares.Select(rule => rule.Evidence).Concat(_rules.Steps.Select(rule => rule.Evidence)).Concat(_rules.Rates.Select(rule => rule.Evidence)),
            evidence => Assert.Equal((true, true), (evidence.Zh.StartsWith("吴月（2022）", StringComparison.Ordinal), evidence.En.StartsWith("Wu Yue (2022)", StringComparison.Ordinal))));

    [Fact]
    public void Evidence_of_one_text_stands_for_both_languages()
    {
        var rule = RuleFile.Parse("place: p\nrules:\n  - { id: r, kind: steps, version: 1, title: { zh: 甲, en: A }, effective: { from: 2015-01-01 }, steps: [ { zh: 一, en: One } ], evidence: Wu 2022 }\n", "rules.yaml").Steps.Single();
        Assert.Equal(Label.Same("Wu 2022"), rule.Evidence);
    }

    [Fact]
    public void Rules_hold_from_their_first_day_only()
    {
        Assert.Empty(DataSchema.Rules("district-x", new DateOnly(2014, 12, 31)).Ids());
        Assert.Equal(6, DataSchema.Rules("district-x", new DateOnly(2015, 1, 1)).Ids().Count());
        Assert.Empty(DataSchema.Rules("elsewhere").Ids());
    }

    [Fact]
    public void A_rule_ends_on_its_last_day()
    {
        var cap = _rules.Shares[0] with { EffectiveTo = new DateOnly(2018, 12, 31) };
        var set = new RuleSet([cap], [], []);
        Assert.Single(set.On(new DateOnly(2018, 12, 31)).Shares);
        Assert.Empty(set.On(new DateOnly(2019, 1, 1)).Shares);
    }

    [Fact]
    public void Rules_are_chosen_by_id() => Assert.Equal(["committee-cap", "voting"], _rules.Only(["voting", "committee-cap"]).Ids());

    [Theory]
    [InlineData("threshold: 10", "'10' is not a share")]
    [InlineData("threshold: 0.1\n    level: []\n    effective: { from: 01/02/2015 }", "'01/02/2015' is not a day")]
    public void A_broken_rule_says_what_is_wrong(string entry, string expected)
    {
        string effective = entry.Contains("effective", StringComparison.Ordinal) ? "" : "\n    effective: { from: 2015-01-01 }";
        string yaml = $"place: p\nrules:\n  - id: r\n    kind: share\n    version: 1\n    title: {{ zh: 甲, en: A }}\n    numerator: {{ table: proposals, measure: count }}\n"
            + $"    denominator: {{ table: proposals, measure: count }}\n    comparator: at_most\n    evidence: none\n    {entry}{effective}\n";
        var error = Assert.Throws<StudyException>(() => RuleFile.Parse(yaml, "rules.yaml"));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("rules.yaml, line", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Filters(RuleMeasure measure) => measure.Where.Select(filter => $"{filter.Field}={string.Join('|', filter.Values)}");
}
