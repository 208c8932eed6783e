namespace CoProduction.Tests.Frameworks;

public sealed class FrameworkFileTests
{
    private static readonly Framework _framework = DataSchema.Framework;

    [Fact]
    public void Every_construct_of_the_domain_stands_once_in_its_stage()
    {
        Assert.Equal(26, _framework.Constructs.Select(construct => construct.Id).Distinct().Count());
        Assert.Equal(26, _framework.Constructs.Length);
        var sizes = _framework.Constructs.GroupBy(construct => construct.Stage).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal((7, 7, 8, 4), (sizes[Stage.Driver], sizes[Stage.Process], sizes[Stage.Outcome], sizes[Stage.SideEffect]));
    }

    [Fact]
    public void Drivers_have_a_direction_and_nothing_else_has()
    {
        string[] directions = ["top_down", "bottom_up"];
        Assert.All(_framework.Constructs, construct =>
            Assert.True(construct.Stage == Stage.Driver ? directions.Contains(construct.Direction) : construct.Direction.Length == 0, construct.Id));
    }

    [Fact]
    public void An_item_measures_one_construct()
    {
        var items = _framework.Constructs.SelectMany(construct => construct.Items).ToList();
        Assert.Equal(89, items.Count);
        Assert.Equal(items.Count, items.Distinct().Count());
        Assert.All(items, item => Assert.Matches("^[a-z][a-z0-9_]*$", item));
    }

    [Fact]
    public void Every_construct_is_measured_by_a_code_of_its_own_stage()
    {
        foreach (var construct in _framework.Constructs)
        {
            string stage = construct.Stage == Stage.SideEffect ? "side_effect" : construct.Stage.ToString().ToLowerInvariant();
            Assert.NotEmpty(construct.Codes);
            Assert.All(construct.Codes, code => Assert.StartsWith($"{stage}/{construct.Id}", code, StringComparison.Ordinal));
        }
        var codes = _framework.Constructs.SelectMany(construct => construct.Codes).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Fact]
    public void Survey_constructs_have_three_to_five_items_and_coordination_has_none() =>
        Assert.All(_framework.Constructs, construct =>
            Assert.True(construct.Id == "coordination" ? construct.Items.IsEmpty : construct.Items.Length is >= 3 and <= 5, construct.Id));

    [Fact]
    public void Every_indicator_resolves_and_is_used()
    {
        var declared = _framework.Indicators.Select(indicator => indicator.Id).ToList();
        Assert.Equal(declared.Count, declared.Distinct().Count());
        Assert.Equal(declared.Order(StringComparer.Ordinal), _framework.Constructs.SelectMany(construct => construct.Indicators).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_indicator_rests_on_fields_that_exist()
    {
        foreach (var indicator in _framework.Indicators)
        {
            Assert.NotEmpty(indicator.Fields);
            foreach (string[] path in indicator.Fields.Select(field => field.Split('.')))
                Assert.Equal(path[1], DataSchema.Table(path[0])[path[1]].Name);
        }
    }

    [Fact]
    public void An_indicator_of_money_names_the_phase() =>
        Assert.All(_framework.Indicators.Where(indicator => indicator.Unit == "CNY"), indicator => Assert.Contains("fund_entries.phase", indicator.Fields));

    [Fact]
    public void The_four_conditions_are_kept() => Assert.Equal(4, _framework.Conditions.Length);

    [Fact]
    public void Labels_are_given_in_both_languages() =>
        Assert.All(_framework.Constructs.Select(construct => construct.Label).Concat(_framework.Indicators.Select(indicator => indicator.Label)),
            label => Assert.True(label.Zh.Length > 0 && label.En.Length > 0));

    [Fact]
    public void A_broken_framework_says_where()
    {
        var error = Assert.Throws<StudyException>(() => FrameworkFile.Parse("version: 1\nconstructs:\n  - id: trust\n    stage: drive\n    label: { zh: 信任, en: Trust }\n", "framework.yaml"));
        Assert.Equal("'drive' is not a stage (framework.yaml, line 3, column 5): the values are fixed. Did you mean 'driver'? Allowed: driver, process, outcome, side_effect.", error.Message);
    }
}
