namespace CoProduction.Tests.Classifications;

public sealed class ClassificationFileTests
{
    private const string Finer = "district-x-uses@2018-1";

    public static TheoryData<string> Definitions => ["default", "without-new-construction"];

    [Fact]
    public void The_five_uses_are_five()
    {
        var uses = DataSchema.Classification("five-uses@2022-1");
        Assert.Equal(["democratic_management", "facility_maintenance", "culture_sport_welfare", "environment", "volunteering"], uses.Classes.Select(use => use.Code));
        Assert.Equal("设施维护和维修", uses.Classes[1].Label.Zh);
    }

    [Fact]
    public void A_text_names_one_class()
    {
        foreach (var list in DataSchema.Classifications)
        {
            var texts = list.Classes.SelectMany(use => new[] { use.Code, use.Label.Zh, use.Label.En }.Distinct(StringComparer.OrdinalIgnoreCase)).ToList();
            Assert.Equal(texts.Distinct(StringComparer.OrdinalIgnoreCase), texts);
            Assert.NotEmpty(list.Source);
        }
    }

    [Theory, MemberData(nameof(Definitions))]
    public void A_crosswalk_maps_every_finer_class_once_onto_a_class_that_exists(string definition)
    {
        var map = DataSchema.Crosswalks(Finer).Single(map => map.Definition == definition);
        Assert.Equal(DataSchema.Classification(Finer).Classes.Select(use => use.Code), map.Entries.Select(entry => entry.From));
        var coarser = DataSchema.Classification(map.To).Classes.Select(use => use.Code).ToHashSet();
        Assert.All(map.Entries, entry => Assert.Contains(entry.To, coarser));
        Assert.All(map.Entries, entry => Assert.Equal(entry.Note.Zh.Length > 0, entry.Note.En.Length > 0));
    }

    [Fact]
    public void Every_built_in_crosswalk_resolves()
    {
        foreach (var list in DataSchema.Classifications)
            foreach (var map in DataSchema.Crosswalks(list.Name))
                Assert.Equal(map.To, DataSchema.Classification(map.To).Name);
    }

    [Fact]
    public void Default_comes_first_and_the_definitions_differ_in_new_toilets_only()
    {
        var maps = DataSchema.Crosswalks(Finer);
        Assert.Equal(["default", "without-new-construction"], maps.Select(map => map.Definition));
        var moved = maps[0].Entries.Zip(maps[1].Entries).Where(pair => pair.First.To != pair.Second.To).ToList();
        Assert.Equal(("new_public_toilets", "facility_maintenance", "new_construction"), (moved.Single().First.From, moved[0].First.To, moved[0].Second.To));
    }

    [Fact]
    public void A_list_without_crosswalks_has_none() => Assert.Empty(DataSchema.Crosswalks("five-uses@2022-1"));

    [Fact]
    public void An_unknown_list_names_the_nearest()
    {
        var error = Assert.Throws<StudyException>(() => DataSchema.Classification("five-uses@2021-1"));
        Assert.Contains("Did you mean 'five-uses@2022-1'?", error.Message, StringComparison.Ordinal);
    }
}
