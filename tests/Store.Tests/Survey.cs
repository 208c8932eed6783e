using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace CoProduction.Store.Tests;

/// <summary>Small made-up sources for the store's tests.</summary>
internal static class Survey
{
    public static Field Field(string name, FieldType type, bool required = false, decimal? minimum = null, decimal? maximum = null, params ImmutableArray<string> levels) =>
        new(name, type, Label.Same(name), required, "", minimum, maximum, [.. levels.IsDefault ? [] : levels.Select(level => new Level(level, Label.Same(level)))], []);

    public static TableSchema Responses(params ImmutableArray<string> items) => new(
        "responses", "1", Label.Same("responses"),
        [
            Field("instrument", FieldType.Text, required: true), Field("respondent", FieldType.Text, required: true), Field("community", FieldType.Text, required: true),
            Field("weight", FieldType.Number), Field("gender", FieldType.Category, levels: ["female", "male", "undisclosed"]),
            .. items.Select(item => Field(item, FieldType.Integer, minimum: 1, maximum: 5)),
        ],
        ["instrument", "respondent"], []);

    public static TableSchema FundEntries { get; } = new(
        "fund_entries", "1", Label.Same("fund_entries"),
        [
            Field("entry", FieldType.Text, required: true), Field("community", FieldType.Text, required: true), Field("year", FieldType.Integer, required: true),
            Field("phase", FieldType.Category, required: true, levels: ["budgeted", "approved", "paid", "accepted"]), Field("amount", FieldType.Money),
            Field("date", FieldType.Date), Field("use_class", FieldType.Category), Field("joint", FieldType.Flag),
        ],
        ["entry"], []);

    public static SourcePlan Plan(string id, string table) => new(
        id, table, id + ".csv", null, null, [], ImmutableDictionary<string, ImmutableArray<(string, string)>>.Empty, ImmutableDictionary<string, string>.Empty,
        ImmutableDictionary<string, string>.Empty, [], null, null, 1);

    public static SourceContent Content(string id, TableSchema schema, string fingerprint, params ImmutableArray<SourceBlock> blocks) =>
        Content(id, schema, fingerprint, Stream(blocks));

    public static SourceContent Content(string id, TableSchema schema, string fingerprint, IAsyncEnumerable<SourceBlock> blocks) =>
        new(Plan(id, schema.Name), schema, "sha-" + fingerprint, fingerprint, blocks);

    public static async IAsyncEnumerable<SourceBlock> Stream(ImmutableArray<SourceBlock> blocks, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var block in blocks)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return block;
        }
    }

    public static SourceBlock Block(Frame accepted, params ImmutableArray<Rejection> rejections)
    {
        int rejected = rejections.Select(rejection => rejection.Row).Distinct().Count();
        return new SourceBlock(accepted, rejections, accepted.Rows + rejected, rejected);
    }

    /// <summary>One respondent per row: «instrument respondent community weight gender item…», with <c>.</c> for a blank, <c>n r d l</c> for the other reasons.</summary>
    public static Frame Respondents(TableSchema schema, long firstRow, params string[] lines)
    {
        string[][] cells = [.. lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        var columns = schema.Fields.Select((field, index) => Column(field, [.. cells.Select(row => row[index])]));
        return new Frame([.. columns, Rows(firstRow, lines.Length)]);
    }

    public static IntegerColumn Rows(long first, int count) => new(SourceBlock.RowColumn, [.. Enumerable.Range(0, count).Select(row => first + row)], []);

    public static Column Column(Field field, ImmutableArray<string> cells)
    {
        ImmutableArray<MissingReason> reasons = cells.All(cell => Reason(cell) == MissingReason.Present) ? [] : [.. cells.Select(Reason)];
        ImmutableArray<T> Values<T>(Func<string, T> parse, T absent) => [.. cells.Select(cell => Reason(cell) == MissingReason.Present ? parse(cell) : absent)];
        return field.Type switch
        {
            FieldType.Integer or FieldType.Flag => new IntegerColumn(field.Name, Values(cell => long.Parse(cell, CultureInfo.InvariantCulture), 0), reasons),
            FieldType.Number => new NumberColumn(field.Name, Values(cell => double.Parse(cell, CultureInfo.InvariantCulture), 0), reasons),
            FieldType.Money => new MoneyColumn(field.Name, Values(cell => decimal.Parse(cell, CultureInfo.InvariantCulture), 0), reasons),
            FieldType.Date => new DateColumn(field.Name, Values(cell => DateOnly.Parse(cell, CultureInfo.InvariantCulture), default), reasons),
            FieldType.Category => Category(field, cells, reasons),
            _ => new TextColumn(field.Name, Values(cell => cell, ""), reasons),
        };
    }

    private static CategoryColumn Category(Field field, ImmutableArray<string> cells, ImmutableArray<MissingReason> reasons)
    {
        ImmutableArray<string> levels = field.Levels.IsEmpty
            ? [.. cells.Where(cell => Reason(cell) == MissingReason.Present).Distinct()]
            : [.. field.Levels.Select(level => level.Code)];
        return new CategoryColumn(field.Name, [.. cells.Select(cell => Reason(cell) == MissingReason.Present ? levels.IndexOf(cell) : -1)], levels, reasons);
    }

    private static MissingReason Reason(string cell) => cell switch
    {
        "." => MissingReason.Blank,
        "n" => MissingReason.NotAsked,
        "r" => MissingReason.Refused,
        "d" => MissingReason.DontKnow,
        "l" => MissingReason.Lost,
        _ => MissingReason.Present,
    };
}
