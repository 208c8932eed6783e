namespace CoProduction.Ingest;

/// <summary>A reference to another table's key: a respondent in an unknown community is rejected. An empty reference is no fault.</summary>
internal sealed class ForeignKeyCheck : IRowCheck
{
    private const int Remembered = 500;

    private readonly Dictionary<string, Problem> _problems = new(StringComparer.Ordinal);
    private readonly Lazy<List<string>> _listed;
    private readonly ForeignKey _key;
    private readonly FieldReader[] _readers;
    private readonly HashSet<string> _known;
    private readonly bool[] _found = new bool[TextField.Remembered];

    private ForeignKeyCheck(ForeignKey key, FieldReader[] readers, HashSet<string> known)
    {
        (_key, _readers, _known) = (key, readers, known);
        _listed = new Lazy<List<string>>(() => [.. known.Select(parent => parent.Replace('\u001F', ' ')).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The check of one foreign key; null when the parent's keys are not known here.</summary>
    public static ForeignKeyCheck? For(ForeignKey key, RowFields fields, ParentKeys parents)
    {
        if (parents[key.Table]?.Over(key.Keys) is not { } known) return null;
        FieldReader[] readers = [.. key.Fields.Select(name => fields.Find(name)).OfType<FieldReader>()];
        return readers.Length == key.Fields.Length ? new ForeignKeyCheck(key, readers, known) : null;
    }

    public void Check(int row, RowFaults faults)
    {
        if (_readers.Length == 1) CheckOne(_readers[0], row, faults);
        else CheckSeveral(row, faults);
    }

    private void CheckSeveral(int row, RowFaults faults)
    {
        string[] parts = [.. _readers.Select(reader => reader.Key(row))];
        if (!parts.Contains("") && !_known.Contains(ParentTable.Join(parts))) Fail(string.Join(", ", parts), faults);
    }

    /// <summary>A text that the reader remembers is looked up once.</summary>
    private void CheckOne(FieldReader reader, int row, RowFaults faults)
    {
        int number = reader.Known(row);
        if (number >= 0 && _found[number]) return;
        string value = reader.Key(row);
        if (value.Length > 0 && !_known.Contains(value) && !_key.Except.Contains(value)) Fail(value, faults);
        else if (number >= 0) _found[number] = true;
    }

    private void Fail(string value, RowFaults faults) => faults.Add(string.Join(", ", _readers.Select(reader => reader.Mapping.Header)), value, ProblemOf(value));

    /// <summary>Looking for the nearest key is slow: it is done once for each of the first unknown values.</summary>
    private Problem ProblemOf(string value)
    {
        if (_problems.TryGetValue(value, out var problem)) return problem;
        if (_problems.Count == Remembered) return IngestFaults.UnknownParent(_key, value, []);
        return _problems[value] = IngestFaults.UnknownParent(_key, value, _listed.Value);
    }
}
