using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Rows after the rules of cleaning: changed cells, and behind the file's own columns two more for each field that rules change, its raw text and the rule that changed it.</summary>
internal sealed class CleanedRows : BuiltRowReader
{
    /// <summary>Stands before the name of a reason in a cell that a rule set to missing; no text of a file begins with it (ASCII SUB).</summary>
    private const char Mark = '\u001A';

    private readonly RowReader _rows;
    private readonly CleaningPlan _plan;
    private readonly ImmutableArray<(string Field, int Column)> _fields;
    private readonly Rule[] _rules;
    private readonly string?[] _clean;
    private readonly int[] _changedBy;

    private CleanedRows(RowReader rows, CleaningPlan plan, ImmutableArray<(string, int)> fields, Rule[] rules)
    {
        (_rows, _plan, _fields, _rules) = (rows, plan, fields, rules);
        (_clean, _changedBy) = (new string?[fields.Length], new int[fields.Length]);
        Header = [.. rows.Header, .. plan.Fields.SelectMany(field => new[] { CleaningPlan.RawOf(field), CleaningPlan.RuleOf(field) })];
    }

    public override string Sheet => _rows.Sheet;

    public override bool NumbersAreBinary => _rows.NumbersAreBinary;

    public override bool DaysMayBeSerials => _rows.DaysMayBeSerials;

    public override ImmutableArray<ResponseSet> Sets => _rows.Sets;

    public override ImmutableArray<FileVariable> Variables => _rows.Variables.IsEmpty ? [] : [.. _rows.Variables, .. Header.Skip(_rows.Header.Length).Select(name => new FileVariable(name))];

    public override bool KeepsBlanks => _rows.KeepsBlanks;

    public override int LongRow => _rows.LongRow;

    public override ImmutableArray<(string Header, string Field)> Roles => _rows.Roles;

    public override ImmutableArray<Label> Notices => _rows.Notices;

    /// <summary>The rows after the plan's rules; the same rows where it has none.</summary>
    /// <exception cref="StudyException">A rule is about a field that the file has no column for.</exception>
    public static RowReader Of(RowReader rows, SourcePlan plan, TableSchema schema)
    {
        if (plan.Cleaning.Rules.IsEmpty) return rows;
        var own = schema with { Fields = [.. schema.Fields.Where(field => !plan.Cleaning.Holds(field.Name))] };
        var columns = HeaderMatch.Of(plan, own, rows, [], ParentKeys.None).ToDictionary(mapping => mapping.Field.Name, mapping => mapping.Index, StringComparer.Ordinal);
        int ColumnOf(string field, CleaningRule rule) =>
            columns.TryGetValue(field, out int at) && at >= 0 ? at : rows.Header.IndexOf(field) is >= 0 and var header ? header : throw IngestFaults.NotCleanable(plan, rule, field, columns.Where(pair => pair.Value >= 0).Select(pair => pair.Key));
        return new CleanedRows(rows, plan.Cleaning, [.. plan.Cleaning.Fields.Select(field => (field, ColumnOf(field, plan.Cleaning.Rules.First(rule => rule.Field == field))))],
            [.. plan.Cleaning.Rules.Select(rule => new Rule(rule, plan.Cleaning.Fields.IndexOf(rule.Field), [.. rule.Where.Select(where => (ColumnOf(where.Field, rule), where.Texts))]))]);
    }

    /// <summary>What the marks of the rules stand for, as further missing codes of a field.</summary>
    public static IEnumerable<(string Text, MissingReason Reason)> MarksOf(CleaningPlan plan, string field) =>
        plan.Rules.Where(rule => rule.Field == field && rule.Action == CleaningAction.SetMissing).Select(rule => rule.As).Distinct().Select(reason => (MarkOf(reason), reason));

    public override bool Read()
    {
        if (!_rows.Read()) return false;
        (Row, Fault) = (_rows.Row, _rows.Fault);
        Clear();
        if (Fault is null && Dropped() is { } fault) Fault = fault;
        if (Fault is null) Write();
        return true;
    }

    protected override void Dispose(bool disposing) => _rows.Dispose();

    private static string MarkOf(MissingReason reason) => Mark + MissingReasons.Name(reason);

    private RowFault? Dropped()
    {
        Array.Clear(_clean);
        Array.Clear(_changedBy);
        for (int i = 0; i < _rules.Length; i++)
        {
            if (!_rules[i].Where.All(where => where.Texts.Any(text => Wildcard.Matches(text, Text(where.Column))))) continue;
            if (_rules[i].Of.Action == CleaningAction.Drop) return IngestFaults.Dropped(_rules[i].Of, string.Join("; ", Enumerable.Range(0, _rows.Count).Select(Text)));
            Apply(_rules[i], i + 1);
        }
        return null;
    }

    private void Apply(Rule rule, int place)
    {
        string now = _clean[rule.At] ?? Text(_fields[rule.At].Column);
        foreach (var (from, to) in rule.Of.Values)
        {
            if (!Wildcard.Matches(CellText.Key(from), CellText.Key(now))) continue;
            string after = rule.Of.Action == CleaningAction.SetMissing ? MarkOf(rule.Of.As) : to;
            if (after != now) (_clean[rule.At], _changedBy[rule.At]) = (after, place);
            return;
        }
    }

    private void Write()
    {
        for (int i = 0; i < _rows.Header.Length; i++)
        {
            int field = IndexOf(i);
            if (field >= 0 && _clean[field] is { } clean) Append(clean);
            else Append(i < _rows.Count ? _rows.Cell(i) : default);
        }
        for (int i = 0; i < _fields.Length; i++)
        {
            Append(_rows.Cell(_fields[i].Column));
            Append(_changedBy[i] == 0 ? "" : _changedBy[i].ToString(CultureInfo.InvariantCulture));
        }
    }

    private int IndexOf(int column)
    {
        for (int i = 0; i < _fields.Length; i++)
            if (_fields[i].Column == column) return i;
        return -1;
    }

    private string Text(int column) => column < _rows.Count ? CellText.Trim(Encoding.UTF8.GetString(_rows.Cell(column))) : "";

    private sealed record Rule(CleaningRule Of, int At, ImmutableArray<(int Column, ImmutableArray<string> Texts)> Where);
}
