using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Store.Tests;

public sealed class KeyWatchTests
{
    [Theory]
    [InlineData("a b c d", false)]
    [InlineData("a b b c", true)]
    [InlineData("b a c", false)]
    [InlineData("a b c a", true)]
    [InlineData("c b a c", true)]
    [InlineData("a", false)]
    public void A_key_that_stands_twice_is_seen_in_and_out_of_order(string keys, bool repeats) => Assert.Equal(repeats, Watched(keys.Split(' '), 2));

    [Fact]
    public void It_never_misses_a_repeat_and_seldom_sees_one_that_is_none()
    {
        var keys = Gen.Choose(0, 400).Select(number => $"k{number}").ArrayOf();
        Prop.ForAll(keys.ToArbitrary(), drawn => Watched(drawn, 3) == (drawn.Distinct().Count() < drawn.Length)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Keys_of_two_parts_are_ordered_by_the_first_part_first()
    {
        var watch = new KeyWatch(["survey", "person"]);
        watch.See(new Frame([Texts("survey", "a", "a", "b"), Texts("person", "1", "2", "1")]));
        Assert.False(watch.MayRepeat);
        watch.See(new Frame([Texts("survey", "a"), Texts("person", "2")]));
        Assert.True(watch.MayRepeat);
    }

    private static bool Watched(string[] keys, int block)
    {
        var watch = new KeyWatch(["k"]);
        foreach (string[] part in keys.Chunk(block)) watch.See(new Frame([Texts("k", part)]));
        return watch.MayRepeat;
    }

    private static TextColumn Texts(string name, params string[] values) => new(name, [.. values], []);
}
