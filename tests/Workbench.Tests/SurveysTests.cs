using CoProduction.Workbench;

namespace CoProduction.Tests;

public sealed class SurveysTests
{
    [Fact]
    public void EveryConstructBecomesAScaleOfItsItemsWithTheirDirection()
    {
        var scales = Surveys.Scales([Item("tru1", "trust"), Item("sat1", "satisfaction"), Item("tru2", "trust", reversed: true), Item("age", ""), Item("free", "trust", scaled: false)]);
        Assert.Equal(["trust", "satisfaction"], scales.Select(scale => scale.Name));
        Assert.Equal([("tru1", false), ("tru2", true)], scales[0].Items.Select(item => (item.Name, item.Reversed)));
        Assert.Equal((1, 5), (scales[0].Items[1].Minimum, scales[0].Items[1].Maximum));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    public void HalfOfTheItemsRoundedUpGiveAScore(int items, int needed) =>
        Assert.Equal(needed, Assert.Single(Surveys.Scales(Enumerable.Range(0, items).Select(i => Item($"t{i}", "trust")))).MinimumItems);

    [Fact]
    public async Task TheItemsComeFromTheLoadedQuestionsInTheirOrder()
    {
        using var study = new SmallStudy();
        await study.LoadAsync();
        await using var store = await study.OpenAsync();
        var questions = await Surveys.QuestionsAsync(store, study.Plan.Sources.Single(source => source.Id == "wave"), CancellationToken.None);
        Assert.Equal(["sat1", "sat2", "sat3", "tru1", "tru2"], questions.Select(question => question.Item));
        Assert.Equal([false, false, true, false, false], questions.Select(question => question.Reversed));
        Assert.Equal(("9", MissingReason.DontKnow), Assert.Single(questions[0].MissingCodes));
        Assert.Empty(await Surveys.QuestionsAsync(store, study.Plan.Sources.Single(source => source.Id == "fund-2018"), CancellationToken.None));
    }

    private static Question Item(string name, string construct, bool reversed = false, bool scaled = true) =>
        new(name, construct, scaled ? 1 : null, scaled ? 5 : null, reversed, Label.Same(name), []);
}
