using System.Collections.Immutable;
using DuckDB.NET.Data;

namespace CoProduction.Store;

/// <summary>Turns the later of two rows with one key into a rejection, within a source and against the table's other sources.</summary>
internal sealed class KeyCheck(DuckDBConnection connection, SourcePlan plan, ImmutableArray<string> key, ImmutableArray<KeyConstant> constants)
{
    private const string Repeats = "_repeats";

    /// <summary>Number of rows taken out, and the fingerprints of the other sources that had the key first.</summary>
    public (long Rows, ImmutableArray<string> Against) Run(ImmutableArray<StoredSource> others, StoreFolder folder)
    {
        if (key.IsEmpty) return (0, []);
        long rows = Within();
        var against = ImmutableArray.CreateBuilder<string>();
        foreach (var other in others.Where(other => other.MayShareKeys(constants)))
        {
            long repeated = Against(other, folder);
            if (repeated > 0) against.Add(other.Fingerprint);
            rows += repeated;
        }
        return (rows, against.ToImmutable());
    }

    private long Within()
    {
        var compared = key.Where(field => constants.All(constant => constant.Field != field)).DefaultIfEmpty(key[0]).ToList();
        string by = Quoted.Names(compared);
        if (connection.Count($"SELECT count(*) FROM (SELECT 1 FROM {Records} GROUP BY {by} HAVING count(*) > 1)") == 0) return 0;
        string window = $"OVER (PARTITION BY {by} ORDER BY rowid)";
        return TakeOut($"SELECT id, first FROM (SELECT rowid AS id, first_value({Row}) {window} AS first, row_number() {window} AS nth FROM {Records}) WHERE nth > 1",
            StoreFaults.Repeated);
    }

    private long Against(StoredSource other, StoreFolder folder)
    {
        const string owner = "other";
        connection.Execute($"ATTACH {Quoted.Text(folder.FileOf(other))} AS {Quoted.Name(owner)} (READ_ONLY)");
        string same = string.Join(" AND ", key.Select(field => $"mine.{Quoted.Name(field)}::VARCHAR IS NOT DISTINCT FROM theirs.{Quoted.Name(field)}::VARCHAR"));
        long rows = TakeOut(
            $"SELECT mine.rowid AS id, min(theirs.{Row}) AS first FROM {Records} mine JOIN {Quoted.Name(owner, DuckDbColumns.Records)} theirs ON {same} GROUP BY mine.rowid",
            (keys, row) => StoreFaults.RepeatedElsewhere(keys, other.Source, row));
        connection.Execute($"DETACH {Quoted.Name(owner)}");
        return rows;
    }

    private long TakeOut(string repeats, Func<string, long, (string Rule, string Mend)> texts)
    {
        connection.Execute($"CREATE OR REPLACE TEMP TABLE {Quoted.Name(Repeats)} AS {repeats}");
        long rows = connection.Count($"SELECT count(*) FROM {Quoted.Name(Repeats)}");
        if (rows == 0) return 0;
        var found = connection.Rows(RepeatedRows).Select(row => Rejection(row, texts)).ToList();
        using (var rejections = new RejectionWriter(connection)) found.ForEach(rejections.Append);
        connection.Execute($"DELETE FROM {Records} WHERE rowid IN (SELECT id FROM {Quoted.Name(Repeats)})");
        return rows;
    }

    private string RepeatedRows =>
        $"SELECT {Row}, first, {string.Join(", ", key.Select(name => $"coalesce({Quoted.Name(name)}::VARCHAR, '')"))} FROM {Records} r JOIN {Quoted.Name(Repeats)} d ON r.rowid = d.id ORDER BY r.rowid";

    private Rejection Rejection(DuckDBDataReader row, Func<string, long, (string Rule, string Mend)> texts)
    {
        string values = string.Join(", ", key.Select((_, field) => row.GetString(2 + field)));
        var (rule, mend) = texts(string.Join(", ", key), row.GetInt64(1));
        return new Rejection(plan.Id, plan.File, row.GetInt64(0), string.Join(", ", key.Select(field => Headers.Of(plan, field))), values, rule, mend);
    }

    private static string Records => Quoted.Name(DuckDbColumns.Records);

    private static string Row => Quoted.Name(SourceBlock.RowColumn);
}
