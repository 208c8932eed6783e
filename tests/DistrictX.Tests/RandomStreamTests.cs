using CoProduction.DistrictX;

namespace CoProduction.Tests;

public class RandomStreamTests
{
    /// <summary>Published outputs of xoshiro256** from state 1, 2, 3, 4 (the test vector of the Rust crate rand_xoshiro, made with the authors' C code).</summary>
    [Fact]
    public void Xoshiro_gives_the_reference_outputs()
    {
        var random = new RandomStream(1, 2, 3, 4);
        ulong[] reference = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600];
        Assert.Equal(reference, reference.Select(_ => random.Next()));
    }

    /// <summary>Published outputs of SplitMix64 from seed 1234567.</summary>
    [Fact]
    public void SplitMix_gives_the_reference_outputs()
    {
        ulong state = 1234567;
        ulong[] reference = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(reference, reference.Select(_ => RandomStream.SplitMix(ref state)));
    }

    [Fact]
    public void Normal_deviates_have_mean_zero_and_variance_one()
    {
        var random = new RandomStream(1, "moments");
        double[] draws = [.. Enumerable.Range(0, 200_000).Select(_ => random.Normal())];
        double mean = draws.Average(), variance = draws.Average(draw => (draw - mean) * (draw - mean));
        Assert.InRange(mean, -0.01, 0.01);
        Assert.InRange(variance, 0.98, 1.02);
        Assert.InRange(draws.Count(draw => Math.Abs(draw) > 1.959964) / 200_000.0, 0.046, 0.053);
    }

    [Fact]
    public void Purposes_have_streams_of_their_own() =>
        Assert.NotEqual(new RandomStream(1, "ledger").Next(), new RandomStream(1, "projects").Next());

    [Fact]
    public void Whole_numbers_reach_both_ends_and_no_further()
    {
        var random = new RandomStream(1, "range");
        var draws = Enumerable.Range(0, 1000).Select(_ => random.Between(3, 7)).ToHashSet();
        Assert.Equal([3, 4, 5, 6, 7], draws.Order());
    }

    [Fact]
    public void Weights_of_zero_are_never_drawn()
    {
        var random = new RandomStream(1, "weights");
        var draws = Enumerable.Range(0, 1000).Select(_ => random.Weighted([0, 1, 0, 3])).ToLookup(i => i);
        Assert.Equal([1, 3], draws.Select(group => group.Key).Order());
        Assert.InRange(draws[3].Count(), 700, 800);
    }
}
