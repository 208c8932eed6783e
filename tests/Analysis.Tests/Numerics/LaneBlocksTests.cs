namespace CoProduction.Analysis.Tests;

/// <summary>Sums over blocks of rows are those of the rows one by one, whatever the number of variables.</summary>
public class LaneBlocksTests
{
    private const int Room = LaneBlocks.Room;

    public static TheoryData<int> Sizes => [.. Enumerable.Range(1, 14)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ProductsOfAllPairsOfVariables(int k)
    {
        double[] block = Drawn(k * Room, 1), products = Drawn(k * k, 2), before = [.. products];
        LaneBlocks.AddGram(products, k, block);
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                Assert.Equal(before[i * k + j] + (j <= i ? Enumerable.Range(0, Room).Sum(r => block[i * Room + r] * block[j * Room + r]) : 0), products[i * k + j], 1e-11);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void CombinationsOfVariables(int p)
    {
        double[] factors = Drawn(p, 3), block = Drawn(p * Room, 4), into = Drawn(Room, 5);
        LaneBlocks.Combine(factors, block, into);
        for (int r = 0; r < Room; r++) Assert.Equal(Enumerable.Range(0, p).Sum(j => factors[j] * block[j * Room + r]), into[r], 1e-12);
    }

    [Fact]
    public void BehindTheLastRowThereIsNothing()
    {
        var block = new CaseBlock(2);
        block.Add([1, 2], 3);
        block.Add([4, 6], 1);
        double[] gaps = new double[2 * Room], scores = [.. Enumerable.Repeat(1.0, Room)];
        block.Deviations([1, 1], gaps);
        block.Weigh(scores);
        Assert.Equal([0, 3, 1, 5], [gaps[0], gaps[1], gaps[Room], gaps[Room + 1]]);
        Assert.Equal([3, 1, 0], [scores[0], scores[1], scores[2..].Sum()]);
    }

    private static double[] Drawn(int count, ulong seed)
    {
        var stream = RandomStream.Of(seed, 0);
        return [.. Enumerable.Range(0, count).Select(_ => stream.Uniform() - 0.5)];
    }
}
