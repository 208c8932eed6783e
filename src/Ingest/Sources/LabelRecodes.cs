namespace CoProduction.Ingest;

/// <summary>A file's labels of values as recodes: the code 2 labelled «male» is the level <c>male</c> of a category. Only a label that the field itself knows recodes its code.</summary>
internal static class LabelRecodes
{
    /// <summary>Code → label for the codes that the field does not know and whose labels it does.</summary>
    /// <param name="variable">The column as its file describes it.</param>
    /// <param name="field">The field that it fills.</param>
    /// <param name="schema">The field's table.</param>
    /// <param name="parents">Keys of other tables, which a field that refers to them knows.</param>
    public static IEnumerable<(string Text, string Value)> Of(FileVariable variable, Field field, TableSchema schema, ParentKeys parents)
    {
        if (variable.ValueLabels.IsEmpty || Known(field, schema, parents) is not { } known) return [];
        return variable.ValueLabels.Where(label => !label.Value.Contains('*', StringComparison.Ordinal) && known(label.Label) && (field.Type == FieldType.Flag || !known(label.Value))).Select(label => (label.Value, label.Label));
    }

    private static Func<string, bool>? Known(Field field, TableSchema schema, ParentKeys parents) => field.Type switch
    {
        FieldType.Flag => text => FlagText.Read(text) is not null,
        FieldType.Category when !field.Levels.IsDefaultOrEmpty => field.Levels.SelectMany(level => new[] { level.Code, level.Label.Zh, level.Label.En }).Select(CellText.Key).ToHashSet() is var names ? text => names.Contains(CellText.Key(text)) : null,
        FieldType.Text => KeysOf(field, schema, parents) is { Count: > 0 } keys ? keys.Contains : null,
        _ => null,
    };

    private static HashSet<string> KeysOf(Field field, TableSchema schema, ParentKeys parents)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in schema.ForeignKeys.Where(key => key.Fields.Contains(field.Name)))
            if (parents[key.Table] is { } table && table.Fields.IndexOf(key.Keys[key.Fields.IndexOf(field.Name)]) is var place and >= 0)
                keys.UnionWith(table.Rows.Select(row => row[place]));
        return keys;
    }
}
