using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace CoProduction;

/// <summary>The contract of data-schema, read when first asked for: tables, framework, classifications and rules.</summary>
public static partial class DataSchema
{
    private static readonly ConcurrentDictionary<string, TableSchema> _tables = new(StringComparer.Ordinal);

    /// <summary>Names of the tables in loading order: a table that others refer to comes before them.</summary>
    public static ImmutableArray<string> TableNames { get; } =
    [
        "communities", "projects", "instruments", "questions", "codes", "interviews", "fund_entries", "project_steps", "proposals", "rates",
        "codings", "ballots", "votes", "network_ties", "responses",
    ];

    /// <summary>The tables in the order of <see cref="TableNames"/>.</summary>
    public static ImmutableArray<TableSchema> Tables => [.. TableNames.Select(Table)];

    /// <summary>The table of a name, such as <c>fund_entries</c>.</summary>
    /// <exception cref="StudyException">No such table; names the nearest.</exception>
    public static TableSchema Table(string name) => TableNames.Contains(name)
        ? _tables.GetOrAdd(name, known => TableSchemaReader.Read(SchemaResource.Text($"data-schema/tables/{known}.json")))
        : throw StudyFaults.UnknownTable(name, TableNames);

    /// <summary>The responses table of an instrument: the respondent's fields, then one whole-number field per item in the order given.</summary>
    /// <param name="questions">Items of one instrument.</param>
    public static TableSchema Responses(ImmutableArray<Question> questions)
    {
        var respondent = Table("responses");
        return respondent with { Fields = [.. respondent.Fields, .. questions.Select(question => question.ToField())] };
    }
}
