using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>
/// Finds the column of each field: by the study file's <c>columns:</c>, else by the field's name, title or alias, case and width ignored. A name is stronger than a title, a title than an alias.
/// </summary>
internal static class HeaderMatch
{
    /// <summary>One mapping per field, in the schema's order.</summary>
    /// <exception cref="StudyException">No header fits, a key or required column is missing, or a header or field is claimed twice.</exception>
    public static ImmutableArray<FieldMapping> Of(SourcePlan plan, TableSchema schema, RowReader rows, ImmutableArray<MissingCode> codes, ParentKeys parents)
    {
        var headers = rows.Header;
        CheckNames(plan, schema, codes);
        var columns = Declared(plan, rows);
        Recognise(plan, schema, headers, columns);
        foreach (var (header, field) in rows.Roles)
            if (!columns.ContainsKey(field) && headers.IndexOf(header) is >= 0 and var at && !columns.ContainsValue(at) && schema.Fields.Any(known => known.Name == field)) columns.Add(field, at);
        if (columns.Count == 0) throw IngestFaults.NoHeaderMatch(plan, schema, headers);
        return [.. schema.Fields.Select(field => Described(Map(plan, schema, rows, codes, columns, field), schema, rows, parents))];
    }

    private static void CheckNames(SourcePlan plan, TableSchema schema, ImmutableArray<MissingCode> codes)
    {
        var named = plan.Columns.Select(column => (column.Field, "columns:"))
            .Concat(plan.Recodes.Keys.Order(StringComparer.Ordinal).Select(field => (field, "recodes:")))
            .Concat(plan.Units.Keys.Order(StringComparer.Ordinal).Select(field => (field, "units:")))
            .Concat(plan.Constants.Keys.Order(StringComparer.Ordinal).Select(field => (field, "constants:")))
            .Concat(codes.Select(code => (code.Field, "missing codes")));
        foreach (var (field, section) in named)
            if (schema.Fields.All(known => known.Name != field)) throw IngestFaults.UnknownField(plan, schema, field, section);
    }

    private static Dictionary<string, int> Declared(SourcePlan plan, RowReader rows)
    {
        var headers = rows.Header;
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (header, field) in plan.Columns)
        {
            int index = Only(plan, field, headers, Named(rows, header));
            if (!columns.TryAdd(field, index)) throw IngestFaults.TwoHeaders(plan, field, headers[columns[field]], headers[index]);
        }
        return columns;
    }

    /// <summary>A study file may name a column by the label that the file gives it, where no header is so called.</summary>
    private static string Named(RowReader rows, string header)
    {
        string key = CellText.Key(header);
        if (rows.Variables.IsEmpty || rows.Header.Any(known => CellText.Key(known) == key)) return header;
        return rows.Variables.FirstOrDefault(variable => CellText.Key(variable.Label) == key)?.Name ?? header;
    }

    private static int Only(SourcePlan plan, string field, ImmutableArray<string> headers, string header)
    {
        int[] found = [.. Enumerable.Range(0, headers.Length).Where(index => CellText.Key(headers[index]) == CellText.Key(header))];
        if (found.Length == 0) throw IngestFaults.MappedHeaderAbsent(plan, header, headers);
        int[] same = [.. found.Where(index => headers[index] == header)];
        if (same.Length == 1) return same[0];
        return found.Length == 1 ? found[0] : throw IngestFaults.TwoHeaders(plan, field, headers[found[0]], headers[found[1]]);
    }

    private static void Recognise(SourcePlan plan, TableSchema schema, ImmutableArray<string> headers, Dictionary<string, int> columns)
    {
        var declared = columns.Keys.ToHashSet(StringComparer.Ordinal);
        var taken = columns.Values.ToHashSet();
        for (int i = 0; i < headers.Length; i++)
        {
            if (taken.Contains(i) || FieldOf(plan, schema, headers[i], declared) is not { } field) continue;
            if (!columns.TryAdd(field.Name, i)) throw IngestFaults.TwoHeaders(plan, field.Name, headers[columns[field.Name]], headers[i]);
        }
    }

    private static Field? FieldOf(SourcePlan plan, TableSchema schema, string header, HashSet<string> declared)
    {
        string key = CellText.Key(header);
        if (key.Length == 0) return null;
        var open = schema.Fields.Where(field => !declared.Contains(field.Name)).ToList();
        foreach (Func<Field, IEnumerable<string>> names in (ReadOnlySpan<Func<Field, IEnumerable<string>>>)[field => [field.Name], field => [field.Title.Zh, field.Title.En], field => field.Aliases])
        {
            var fitting = open.Where(field => names(field).Any(name => CellText.Key(name) == key)).ToList();
            if (fitting.Count > 1) throw IngestFaults.TwoFields(plan, header, fitting[0].Name, fitting[1].Name);
            if (fitting.Count == 1) return fitting[0];
        }
        return null;
    }

    private static FieldMapping Map(
        SourcePlan plan, TableSchema schema, RowReader rows, ImmutableArray<MissingCode> codes, Dictionary<string, int> columns, Field field)
    {
        var headers = rows.Header;
        int index = columns.GetValueOrDefault(field.Name, -1);
        string? constant = ConstantOf(plan, field.Name, declared: index < 0);
        if (index >= 0 && constant is not null) throw IngestFaults.ConstantAndColumn(plan, field.Name, headers[index]);
        bool key = schema.PrimaryKey.Contains(field.Name);
        if (index < 0 && constant is null && (key || field.Required)) throw IngestFaults.ColumnMissing(plan, field, key, headers);
        var missing = codes.Where(code => code.Field == field.Name).Select(code => (code.Text, code.Reason)).Concat(plan.Cleaning.Holds(field.Name) ? [] : plan.Missing).Concat(CleanedRows.MarksOf(plan.Cleaning, field.Name));
        return new FieldMapping(
            key ? field with { Required = true } : field, index < 0 ? field.Name : headers[index], index, constant is null ? null : Encoding.UTF8.GetBytes(constant),
            Unit.Factor(plan, field.Name), plan.Recodes.GetValueOrDefault(field.Name, []), [.. missing], rows.DaysMayBeSerials, rows.KeepsBlanks && field.Name is "text" or "quote")
        { Binary = rows.NumbersAreBinary };
    }

    /// <summary>With what the file says of the column: its absent answers, and its labels as recodes behind those of the study.</summary>
    private static FieldMapping Described(FieldMapping mapping, TableSchema schema, RowReader rows, ParentKeys parents) => mapping.Index < 0 || rows.Variables.IsEmpty
        ? mapping
        : mapping with { Declared = rows.Variables[mapping.Index].Missing, Recodes = [.. mapping.Recodes, .. LabelRecodes.Of(rows.Variables[mapping.Index], mapping.Field, schema, parents)] };

    /// <summary>A survey's instrument is a constant that the study file states elsewhere.</summary>
    private static string? ConstantOf(SourcePlan plan, string field, bool declared) =>
        plan.Constants.TryGetValue(field, out string? constant) ? constant : declared && field == "instrument" ? plan.Instrument : null;
}
