using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Columns of a sheet of an XLSForm: headers in any case, in their old and new spellings, and with languages.</summary>
internal sealed class XlsFormColumns
{
    private static readonly string[] _prefixes = ["label", "hint", "guidance_hint", "bind", "control", "body", "media", "image", "audio", "video", "constraint_message", "required_message", "jr", "instance"];

    private static readonly Dictionary<string, string> _names = new(StringComparer.Ordinal)
    {
        ["relevance"] = "relevant",
        ["calculate"] = "calculation",
        ["list name"] = "list_name",
        ["listname"] = "list_name",
        ["caption"] = "label",
        ["constraintmsg"] = "constraint_message",
        ["requiredmsg"] = "required_message",
        ["readonly"] = "read_only",
        ["read only"] = "read_only",
        ["constraint message"] = "constraint_message",
        ["repeat count"] = "repeat_count",
        ["form id"] = "form_id",
        ["id_string"] = "form_id",
        ["form title"] = "form_title",
        ["title"] = "form_title",
        ["set form title"] = "form_title",
        ["set form id"] = "form_id",
        ["default language"] = "default_language",
        ["choice filter"] = "choice_filter",
    };

    private readonly ImmutableArray<(string Name, string Language, string Header, int Index)> _columns;

    /// <exception cref="StudyException">Two headers mean the same column.</exception>
    public XlsFormColumns(FormSheet sheet, string shown)
    {
        _columns = [.. sheet.Header.Select((header, index) => Parse(header, index)).Where(column => column.Name.Length > 0)];
        foreach (var group in _columns.GroupBy(column => (column.Name, column.Language.ToLowerInvariant())).Where(group => group.Count() > 1))
            throw QuestionnaireFaults.TwoColumns(shown, sheet.Name, group.First().Header, group.ElementAt(1).Header);
    }

    /// <summary>Names of the columns.</summary>
    public IEnumerable<string> Names => _columns.Select(column => column.Name);

    public bool Has(string name) => _columns.Any(column => column.Name == name);

    /// <summary>Text of the column in no language or in the first; empty for no such column.</summary>
    public string Text(ImmutableArray<string> cells, string name)
    {
        foreach (var column in _columns)
            if (column.Name == name && cells[column.Index].Length > 0) return cells[column.Index];
        return "";
    }

    /// <summary>Texts of the column in its languages.</summary>
    public Wordings Wordings(ImmutableArray<string> cells, string name, string standard) =>
        new([.. _columns.Where(column => column.Name == name).Select(column => (column.Language.Length > 0 ? column.Language : standard, Ingest.Wordings.Plain(cells[column.Index]))).Where(text => text.Item2.Length > 0)]);

    /// <summary>Cells of columns that are not among the known.</summary>
    public ImmutableArray<(string Header, string Text)> Others(ImmutableArray<string> cells, Func<string, bool> known) =>
        [.. _columns.Where(column => !known(column.Name) && cells[column.Index].Length > 0).Select(column => (column.Header, cells[column.Index]))];

    private static (string Name, string Language, string Header, int Index) Parse(string header, int index)
    {
        string[] parts = header.Contains("::", StringComparison.Ordinal) ? header.Split("::") : header.Split(':');
        parts = [.. parts.Select(CellText.Trim)];
        string first = parts[0].ToLowerInvariant();
        if (parts.Length == 1 || !_prefixes.Contains(first)) return (Known(header.ToLowerInvariant()), "", header, index);
        bool attribute = first is "bind" or "control" or "body" or "media" or "jr" or "instance";
        if (!attribute) return (Known(first), string.Join(':', parts[1..]), header, index);
        string[] rest = [.. parts[1..].Where(part => !part.Equals("jr", StringComparison.OrdinalIgnoreCase))];
        return rest.Length == 0 ? (first, "", header, index) : (Known(rest[0].ToLowerInvariant()), string.Join(':', rest[1..]), header, index);
    }

    private static string Known(string name) => _names.GetValueOrDefault(name, name);
}
