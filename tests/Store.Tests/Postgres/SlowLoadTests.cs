using System.Globalization;

namespace CoProduction.Store.Tests;

/// <summary>The load that <see cref="BrokenLoadTests"/> kills: in a class without a server, since the child process is killed with all it started.</summary>
public sealed class SlowLoadTests
{
    internal const string AddressVariable = "COPRO_TEST_SLOW_POSTGRES_LOAD";
    internal const string ProgressVariable = "COPRO_TEST_SLOW_PROGRESS";
    internal const string Study = "broken";
    internal const int Blocks = 60;
    internal const int BlockRows = 5000;

    /// <summary>Run in the child process only: a load that tells its progress and takes its time.</summary>
    [Fact(Explicit = true)]
    public async Task Slow_postgres_load_of_the_child_process()
    {
        string progress = Environment.GetEnvironmentVariable(ProgressVariable) ?? throw new InvalidOperationException($"{ProgressVariable} names a file.");
        await using var store = await PostgresStudyStore.OpenAsync(PostgresAddress.Parse(Environment.GetEnvironmentVariable(AddressVariable)!), Study);
        await store.LoadAsync(Content("killed", Blocks, block =>
        {
            File.WriteAllText(progress, block.ToString(CultureInfo.InvariantCulture));
            Thread.Sleep(5);
        }));
    }

    /// <summary>A source of so many blocks that tells each it has given.</summary>
    internal static SourceContent Content(string fingerprint, int blocks, Action<int> told)
    {
        var schema = Survey.Responses("q1");
        async IAsyncEnumerable<SourceBlock> Stream()
        {
            for (int block = 0; block < blocks; block++)
            {
                int first = block * BlockRows;
                yield return Survey.Block(Survey.Respondents(schema, first + 2, [.. Enumerable.Range(first, BlockRows).Select(row => $"w1 p{row} c{row % 9} 1 male 3")]));
                await Task.Yield();
                told(block + 1);
            }
        }
        return Survey.Content("s1", schema, fingerprint, Stream());
    }
}
