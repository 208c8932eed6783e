using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CoProduction.Benchmarks;

/// <summary>A made-up survey of 16 fields, already parsed: what stores are measured with.</summary>
internal static class SyntheticResponses
{
    private const int BlockRows = 8192;
    private const int Million = 1_000_000;

    private static Field Of(string name, FieldType type, bool required = false, decimal? minimum = null, decimal? maximum = null, params ImmutableArray<string> levels) =>
        new(name, type, Label.Same(name), required, "", minimum, maximum, [.. levels.Select(level => new Level(level, Label.Same(level)))], []);

    /// <summary>Sixteen fields of a survey.</summary>
    public static TableSchema Schema() => new("responses", "1", Label.Same("responses"),
        [
            Of("instrument", FieldType.Text, true), Of("respondent", FieldType.Text, true), Of("community", FieldType.Text, true), Of("weight", FieldType.Number),
            Of("age_group", FieldType.Category, levels: ["18-29", "30-44", "45-59", "60+"]), Of("gender", FieldType.Category, levels: ["female", "male", "undisclosed"]),
            .. Enumerable.Range(1, 10).Select(item => Of($"q{item}", FieldType.Integer, minimum: 1, maximum: 5)),
        ],
        ["instrument", "respondent"], []);

    /// <summary>The source's entry in a study file.</summary>
    public static SourcePlan Plan() => new("survey", "responses", "survey.csv", null, null, [], ImmutableDictionary<string, ImmutableArray<(string, string)>>.Empty,
        ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, string>.Empty, [], null, null, 1);

    /// <summary>The rows from one on, the same at each call.</summary>
    public static SourceBlock Block(int first, int count)
    {
        var random = new Random(first);
        ImmutableArray<T> Make<T>(Func<int, T> value) => ImmutableCollectionsMarshal.AsImmutableArray(Enumerable.Range(first, count).Select(value).ToArray());
        var missing = Make(_ => random.Next(50) == 0 ? MissingReason.DontKnow : MissingReason.Present);
        var frame = new Frame(
        [
            new TextColumn("instrument", Make(_ => "satisfaction-2019"), []), new TextColumn("respondent", Make(row => $"r{row:d7}"), []),
            new TextColumn("community", Make(_ => $"c{random.Next(2000):d4}"), []), new NumberColumn("weight", Make(_ => Math.Round(0.5 + random.NextDouble(), 4)), []),
            new CategoryColumn("age_group", Make(_ => random.Next(4)), ["18-29", "30-44", "45-59", "60+"], []),
            new CategoryColumn("gender", Make(_ => random.Next(2)), ["female", "male", "undisclosed"], []),
            .. Enumerable.Range(1, 10).Select(item => new IntegerColumn($"q{item}", Make(row => missing[row - first] == MissingReason.Present ? random.Next(1, 6) : 0L), missing)),
            new IntegerColumn(SourceBlock.RowColumn, Make(row => row + 2L), []),
        ]);
        return new SourceBlock(frame, [], count, 0);
    }

    /// <summary>So many rows in blocks; the answers repeat after a million, the respondents do not.</summary>
    public static async IAsyncEnumerable<SourceBlock> Stream(int rows)
    {
        await Task.CompletedTask;
        var answers = new SourceBlock?[(Million + BlockRows - 1) / BlockRows];
        for (int first = 0; first < rows; first += BlockRows)
        {
            int slot = first / BlockRows % answers.Length;
            var block = answers[slot] ??= Block(slot * BlockRows, BlockRows);
            yield return Numbered(block, first, Math.Min(BlockRows, rows - first));
        }
    }

    private static SourceBlock Numbered(SourceBlock block, int first, int count)
    {
        if (count < block.Accepted.Rows) return Block(first, count);
        var accepted = block.Accepted.With(
            new TextColumn("respondent", [.. Enumerable.Range(first, count).Select(row => $"r{row:d8}")], []), new IntegerColumn(SourceBlock.RowColumn, [.. Enumerable.Range(first, count).Select(row => row + 2L)], []));
        return block with { Accepted = accepted };
    }
}
