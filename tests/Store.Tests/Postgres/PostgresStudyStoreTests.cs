using CoProduction.Analysis;

namespace CoProduction.Store.Tests;

/// <summary>The shared store on a server of the tests' own: the same behaviour as the embedded one, test for test. Every test has a study of its own in one database.</summary>
public sealed class PostgresStudyStoreTests : StudyStoreBehaviour
{
    private static int _studies;
    private readonly string _study = FormattableString.Invariant($"study-{Interlocked.Increment(ref _studies)}");

    [Theory]
    [InlineData("q1 ~ gender + q2 + factor(hours)", "weight", "community")]
    [InlineData("q2 ~ poly(hours, 2) + scale(q1) + gender", null, "community")]
    public async Task Estimates_of_both_engines_agree_to_ten_digits(string formula, string? weights, string cluster)
    {
        string folder = Directory.CreateTempSubdirectory("copro-both-").FullName;
        try
        {
            await using var shared = await OpenAsync();
            await using var embedded = await DuckDbStudyStore.OpenAsync(folder);
            var schema = Survey.Responses("q1", "q2", "hours");
            var random = new System.Random(11);
            string[] lines = [.. Enumerable.Range(0, 30_000).Select(row => $"w1 p{row} c{random.Next(60)} {1 + random.NextDouble() * 1000:F3} {(random.Next(2) == 0 ? "female" : "male")} {random.Next(1, 6)} {(random.Next(20) == 0 ? "d" : $"{random.Next(1, 6)}")} {random.Next(1, 6)}")];
            foreach (var store in (IStudyStore[])[shared, embedded]) await store.LoadAsync(Survey.Content("s1", schema, "a", Survey.Block(Survey.Respondents(schema, 2, lines))));
            var spec = new CrossProductSpec("responses", formula, weights, cluster, [], []);
            var one = LinearModel.Fit(new LinearSpec(Formula.Parse(formula)), await shared.CrossProductsAsync(spec));
            var other = LinearModel.Fit(new LinearSpec(Formula.Parse(formula)), await embedded.CrossProductsAsync(spec));
            Assert.Equal(other.Terms, one.Terms);
            for (int term = 0; term < one.Terms.Length; term++)
            {
                CoProduction.Tests.CorrectDigits.Assert(10, one.Coefficients[term], other.Coefficients[term], one.Terms[term]);
                CoProduction.Tests.CorrectDigits.Assert(10, one.StdErrors[term], other.StdErrors[term], one.Terms[term]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_field_that_is_said_to_be_uniform_and_is_not_is_refused()
    {
        await using var store = await OpenAsync();
        var rows = Survey.Respondents(TwoItems, 2, "w1 p1 c1 1 female 1 2", "w1 p2 c1 1 male 1 2");
        var fault = (await Assert.ThrowsAsync<StudyException>(() => store.LoadAsync(Survey.Content("s1", TwoItems, "a", Survey.Block(rows)) with { Uniform = ["instrument", "gender"] }))).Fault;
        Assert.Contains("'gender' of source 's1'", fault.What, StringComparison.Ordinal);
        Assert.Empty(await store.SourcesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, '村', ' ', 'c')]
    [InlineData(true, 'a', '\uD83D', '\uDE00', 'b')]
    [InlineData(false, 'a', '\0')]
    [InlineData(false, '\uD83D', '\uDE00', '\0')]
    [InlineData(false, 'a', '\uD83D')]
    [InlineData(false, '\uDE00', 'a')]
    [InlineData(false, '\uD83D', '\uDE00', '\uDE00')]
    public void Texts_that_the_server_cannot_hold_are_told(bool storable, params char[] letters) => Assert.Equal(storable, TextCheck.IsStorable(new string(letters)));

    private protected override async Task<IStudyStore> OpenAsync() => await PostgresStudyStore.OpenAsync(SharedStore.Address(), _study);
}
