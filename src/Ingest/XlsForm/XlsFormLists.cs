using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>The lists of choices of an XLSForm.</summary>
internal sealed class XlsFormLists
{
    private readonly Dictionary<string, ImmutableArray<FormOption>> _choices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<FormOption>> _external = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowFault> _faults = new(StringComparer.Ordinal);

    private XlsFormLists()
    {
    }

    public static XlsFormLists Of(ImmutableArray<FormSheet> sheets, string shown, string language, bool repeats)
    {
        var lists = new XlsFormLists();
        foreach (var sheet in sheets.Where(sheet => sheet.Name is "choices" or "columns" or "external_choices"))
            lists.Read(sheet, new XlsFormColumns(sheet, shown), sheet.Name == "external_choices" ? lists._external : lists._choices, language, repeats || sheet.Name == "external_choices");
        return lists;
    }

    /// <summary>The choices of a list, or why it cannot be used.</summary>
    public (ImmutableArray<FormOption> Options, RowFault? Fault) this[string list, ListSource source]
    {
        get
        {
            if (source is ListSource.File or ListSource.Answers) return ([], null);
            if (_faults.TryGetValue(list, out var fault)) return ([], fault);
            if (source == ListSource.External && _external.TryGetValue(list, out var external)) return (external, null);
            return _choices.TryGetValue(list, out var options) ? (options, null) : ([], QuestionnaireFaults.NoList(list, _choices.Keys));
        }
    }

    private void Read(FormSheet sheet, XlsFormColumns columns, Dictionary<string, ImmutableArray<FormOption>> lists, string language, bool repeats)
    {
        var read = new Dictionary<string, List<(string Name, Wordings Label)>>(StringComparer.Ordinal);
        foreach (var (_, cells) in sheet.Rows)
        {
            string list = columns.Text(cells, "list_name"), name = Name(columns, cells);
            if (list.Length == 0 || lists.ContainsKey(list)) continue;
            var label = columns.Wordings(cells, "label", language);
            if (!read.TryGetValue(list, out var options)) read.Add(list, options = []);
            if (name.Length == 0) _faults.TryAdd(list, QuestionnaireFaults.NamelessChoice(list, label.First));
            else options.Add((name, label.All.IsEmpty ? Wordings.Of(name) : label));
        }
        foreach (var (list, options) in read) lists.Add(list, Distinct(list, options, repeats));
    }

    private ImmutableArray<FormOption> Distinct(string list, List<(string Name, Wordings Label)> options, bool repeats)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var first = new List<(string Name, Wordings Label)>();
        foreach (var option in options)
        {
            if (seen.Add(option.Name)) first.Add(option);
            else if (!repeats) _faults.TryAdd(list, QuestionnaireFaults.RepeatedChoice(list, option.Name));
        }
        return FormOptions.Coded(first);
    }

    private static string Name(XlsFormColumns columns, ImmutableArray<string> cells) => columns.Text(cells, "name") is { Length: > 0 } name ? name : columns.Text(cells, "value");
}
