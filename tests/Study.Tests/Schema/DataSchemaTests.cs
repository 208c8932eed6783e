namespace CoProduction.Tests.Schema;

public sealed class DataSchemaTests
{
    private static readonly Question _trust =
        new("tru4", "community_trust", 1, 5, true, new Label("我不信任邻居", "I do not trust my neighbours"), MissingReasons.ParseCodes("9=dont_know"));

    [Fact]
    public void Money_is_exact_and_carries_its_currency()
    {
        var amount = DataSchema.Table("fund_entries")["amount"];
        Assert.Equal((FieldType.Money, "CNY", true), (amount.Type, amount.Unit, amount.Required));
    }

    [Fact]
    public void A_phase_is_required_and_has_four_codes()
    {
        var phase = DataSchema.Table("fund_entries")["phase"];
        Assert.True(phase.Required);
        Assert.Equal(["budgeted", "approved", "paid", "accepted"], phase.Levels.Select(level => level.Code));
        Assert.Equal(new Label("支付", "Paid"), phase.Levels[2].Label);
    }

    [Fact]
    public void An_interview_has_a_key_of_four_parts()
    {
        Assert.Equal(["interview", "speaker", "role", "community"], DataSchema.Table("interviews").PrimaryKey);
        Assert.Equal(["-"], DataSchema.Table("interviews").ForeignKeys.Single().Except);
    }

    [Fact]
    public void A_weight_is_above_nothing()
    {
        var weight = DataSchema.Table("responses")["weight"];
        Assert.Equal((0m, true), (weight.Minimum, weight.MinimumExcluded));
    }

    [Fact]
    public void The_fund_is_known_by_its_other_names()
    {
        Assert.Contains("自治基金", DataSchema.Table("fund_entries").Aliases);
        Assert.Equal("fund", DataSchema.Table("fund_entries").SourceKey);
    }

    [Fact]
    public void Responses_have_a_field_per_item()
    {
        var schema = DataSchema.Responses([_trust]);
        Assert.Equal(DataSchema.Table("responses").Fields.Length + 1, schema.Fields.Length);
        var item = schema["tru4"];
        Assert.Equal((FieldType.Integer, 1m, 5m, false), (item.Type, item.Minimum, item.Maximum, item.Required));
    }

    [Fact]
    public void An_unknown_table_names_the_nearest()
    {
        var error = Assert.Throws<StudyException>(() => DataSchema.Table("fund_entry"));
        Assert.Contains("Did you mean 'fund_entries'?", error.Message, StringComparison.Ordinal);
    }
}
