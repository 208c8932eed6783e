using System.Collections.Immutable;
using Npgsql;

namespace CoProduction.Store;

/// <summary>Turns the later of two rows with one key into a rejection, within a source and against the table's other sources; by sets, in the engine.</summary>
internal sealed class PostgresKeyCheck(NpgsqlConnection connection, string relation, SourceStream source, RejectionCopy rejections)
{
    private readonly string _records = Quoted.Name(PostgresColumns.Schema, relation);

    private static string Place => Quoted.Name(PostgresColumns.Place);

    private static string Row => Quoted.Name(SourceBlock.RowColumn);

    /// <summary>Number of rows taken out, and the fingerprints of the other sources that had the key first.</summary>
    /// <param name="mayRepeat">False when it is known that the source has no key twice.</param>
    /// <param name="others">The table's other sources.</param>
    public (long Rows, ImmutableArray<string> Against) Run(bool mayRepeat, IEnumerable<StoredSource> others)
    {
        if (source.Key.IsEmpty) return (0, []);
        long rows = mayRepeat ? Within() : 0;
        var against = ImmutableArray.CreateBuilder<string>();
        foreach (var other in others.Where(other => other.MayShareKeys(source.Constants)))
        {
            long repeated = Against(other);
            if (repeated > 0) against.Add(other.Fingerprint);
            rows += repeated;
        }
        return (rows, against.ToImmutable());
    }

    private long Within()
    {
        var compared = source.Key.Where(field => source.Constants.All(constant => constant.Field != field)).DefaultIfEmpty(source.Key[0]);
        string by = string.Join(", ", compared.Select(field => Column(source.Fields, field)));
        if (!connection.Is($"SELECT EXISTS (SELECT FROM {_records} GROUP BY {by} HAVING count(*) > 1)")) return 0;
        return TakeOut(
            $"SELECT place, first FROM (SELECT {Place} AS place, first_value({Row}) OVER same AS first, row_number() OVER same AS nth FROM {_records} WINDOW same AS (PARTITION BY {by} ORDER BY {Place})) numbered WHERE nth > 1",
            StoreFaults.Repeated);
    }

    private long Against(StoredSource other)
    {
        string same = string.Join(" AND ", source.Key.Select(field => $"{Text("mine", source.Fields, field)} = {Text("theirs", other.Fields, field)}"));
        return TakeOut(
            $"SELECT mine.{Place} AS place, min(theirs.{Row}) AS first FROM {_records} mine JOIN {Quoted.Name(PostgresColumns.Schema, other.Path)} theirs ON {same} GROUP BY mine.{Place}",
            (keys, row) => StoreFaults.RepeatedElsewhere(keys, other.Source, row));
    }

    private long TakeOut(string repeats, Func<string, long, (string Rule, string Mend)> texts)
    {
        string keys = string.Join(", ", source.Key.Select(field => Text("mine", source.Fields, field)));
        var found = connection.Rows($"SELECT mine.{Place}, mine.{Row}, repeat.first, {keys} FROM {_records} mine JOIN ({repeats}) repeat ON mine.{Place} = repeat.place ORDER BY mine.{Place}")
            .Select(row => (Place: row.GetInt32(0), Rejection: Rejection(row, texts))).ToList();
        foreach (var (_, rejection) in found) rejections.Append(rejection);
        if (found.Count > 0) connection.Execute($"DELETE FROM {_records} WHERE {Place} = ANY ($1)", found.Select(pair => pair.Place).ToArray());
        return found.Count;
    }

    private Rejection Rejection(NpgsqlDataReader row, Func<string, long, (string Rule, string Mend)> texts)
    {
        string values = string.Join(", ", source.Key.Select((_, field) => row.GetString(3 + field)));
        var (rule, mend) = texts(string.Join(", ", source.Key), row.GetInt64(2));
        return new Rejection(source.Plan.Id, source.Plan.File, row.GetInt64(1), string.Join(", ", source.Key.Select(field => Headers.Of(source.Plan, field))), values, rule, mend);
    }

    private static string Column(ImmutableArray<StoredField> fields, string name) =>
        fields.Select((field, at) => (field, at)).Where(pair => pair.field.Name == name).Select(pair => Quoted.Name(PostgresColumns.Column(pair.field, pair.at))).Single();

    // A missing part of a key equals a missing one; the codes of a category are those of its own source.
    private static string Text(string owner, ImmutableArray<StoredField> fields, string name)
    {
        string column = $"{Quoted.Name(owner)}.{Column(fields, name)}";
        var field = fields.First(field => field.Name == name);
        return field.Engine == EngineType.Enum ? $"coalesce((ARRAY[{Quoted.Texts(field.Levels)}]::text[])[{column} + 1], '')" : $"coalesce({column}::text, '')";
    }
}
