using System.Collections.Immutable;
using CoProduction.Ingest;

namespace CoProduction.Workbench.Proposing;

/// <summary>One entry of a proposed study file: a file as the source of a table.</summary>
/// <param name="Table">The table that it fills.</param>
/// <param name="File">The file, relative to the study's folder.</param>
/// <param name="Format">Format to state; null where the extension tells it.</param>
/// <param name="Columns">Header → field, for headers that would not be recognised by themselves.</param>
/// <param name="Constants">Field → value for required fields that no column fills; to be looked at.</param>
/// <param name="Questions">What a person must decide: one line each.</param>
internal sealed record ProposedSource(
    TableSchema Table, string File, string? Format, ImmutableArray<(string Header, string Field)> Columns, ImmutableArray<(string Field, string Value)> Constants, ImmutableArray<string> Questions)
{
    /// <summary>Instrument of a survey; null for other tables.</summary>
    public string? Instrument { get; init; }

    /// <summary>Texts of the file → levels of the age group; none where the file has no ages in years.</summary>
    public ImmutableArray<(string Age, string Group)> Ages { get; init; } = [];

    /// <summary>The best fitting table of a file of rows: the one of whose fields most are found by name, title or alias; the responses for a file with items.</summary>
    /// <param name="found">What the file holds.</param>
    /// <param name="file">The file, relative to the study's folder.</param>
    public static ProposedSource Of(FileInspection found, string file)
    {
        string? format = FormatToState(found);
        var items = ProposedItems.Of(found);
        var fitting = DataSchema.Tables.Where(table => table.Name is not ("instruments" or "questions" or "responses")).Select(table => (Table: table, Fields: Fitting(table, found))).Where(pair => Tells(pair.Table, pair.Fields)).DefaultIfEmpty((Table: DataSchema.Table("fund_entries"), Fields: [])).MaxBy(pair => pair.Fields.Length);
        var responses = DataSchema.Table("responses");
        bool survey = format is "wenjuanxing" or "odk" or "kobo" or "limesurvey" || (items.Length >= 3 && items.Length > fitting.Fields.Length) || Fitting(responses, found).Length > Math.Max(1, fitting.Fields.Length);
        var table = survey ? responses : fitting.Fields.Length >= 2 ? fitting.Table : items.Length > 0 ? responses : DataSchema.Table("fund_entries");
        return Of(found, file, format, table, table == responses ? items : []);
    }

    private static ProposedSource Of(FileInspection found, string file, string? format, TableSchema table, ImmutableArray<ProposedItem> items)
    {
        bool survey = table.Name == "responses";
        var fields = survey ? [.. table.Fields.Where(field => field.Name != "instrument")] : table.Fields;
        var filled = Fitting(table with { Fields = [.. fields] }, found);
        var taken = filled.Select(pair => pair.Header).Concat(items.Select(item => item.Header)).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<(string, string)> keyed = survey && filled.All(pair => pair.Field != "respondent") && found.Columns.FirstOrDefault(column => column.IsKey && !taken.Contains(column.Variable.Name)) is { } key ? [(key.Variable.Name, "respondent")] : [];
        taken.UnionWith(keyed.Select(pair => pair.Item1));
        var open = fields.Where(field => (field.Required || table.PrimaryKey.Contains(field.Name)) && filled.All(pair => pair.Field != field.Name) && keyed.All(pair => pair.Item2 != field.Name)).ToArray();
        var constants = open.Select(field => (field.Name, Guess: Guess(field, table))).Where(pair => pair.Guess is not null).Select(pair => (pair.Name, pair.Guess!)).ToImmutableArray();
        string[] unfilled = [.. fields.Where(field => filled.All(pair => pair.Field != field.Name) && keyed.All(pair => pair.Item2 != field.Name)).Select(field => field.Name)];
        var questions = open.Select(field => $"{field.Name}: no column was recognised. Give one under 'columns:', or a value for all rows under 'constants:'{(Guess(field, table) is { } guess ? $"; {guess} stands there now" : "")}.")
            .Concat(survey && items.IsEmpty ? ["no column holds numbers of a scale. Which are the items? Name them in questions.csv, and give recodes: { item: { text: number } }."] : Array.Empty<string>())
            .Concat(found.Columns.Where(column => !taken.Contains(column.Variable.Name)).Select(column => Asked(column, unfilled)));
        return new ProposedSource(table, file, format, keyed, constants, [.. questions]) { Instrument = survey ? "survey" : null, Ages = survey ? AgesOf(found, filled) : [] };
    }

    private static (string Header, string Field)[] Fitting(TableSchema table, FileInspection found) =>
    [
        .. from field in table.Fields
           let header = found.Columns.Select(column => column.Variable.Name).FirstOrDefault(name => Names(field).Any(known => Same(known, name)))
           where header is not null
           select (header, field.Name),
    ];

    // Place, year, age and gender stand in many tables; a table is told by a field that it must have and others need not.
    private static bool Tells(TableSchema table, (string Header, string Field)[] filled) =>
        table.Fields.Any(field => field.Name is not ("community" or "year") && (field.Required || table.PrimaryKey.Contains(field.Name)) && filled.Any(pair => pair.Field == field.Name));

    // Ages in years under a header that the age group is found by.
    private static ImmutableArray<(string, string)> AgesOf(FileInspection found, (string Header, string Field)[] filled)
    {
        string? header = filled.FirstOrDefault(pair => pair.Field == "age_group").Header;
        if (found.Columns.FirstOrDefault(column => column.Variable.Name == header) is not { IsWhole: true, Minimum: { } youngest, Maximum: { } oldest } || youngest < 0 || oldest > 120) return [];
        return [.. Enumerable.Range((int)Math.Max(18, youngest), (int)Math.Max(0, oldest - Math.Max(18, youngest) + 1)).Select(age => (age.ToString(System.Globalization.CultureInfo.InvariantCulture), age < 30 ? "18-29" : age < 45 ? "30-44" : age < 60 ? "45-59" : "60+"))];
    }

    private static IEnumerable<string> Names(Field field) => [field.Name, field.Title.Zh, field.Title.En, .. field.Aliases];

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string? FormatToState(FileInspection found) => found.Format is "wenjuanxing" or "odk" or "kobo" or "limesurvey" or "xlsform" or "wide-years" ? found.Format : null;

    // Only what changes no number: the row's own number for a key, and a community that is called unknown. Years, phases and amounts are never made up.
    private static string? Guess(Field field, TableSchema table) =>
        field.Type != FieldType.Text ? null : field.Name == "community" ? "unknown" : table.PrimaryKey.Contains(field.Name) ? "{row}" : null;

    private static string Asked(InspectedColumn column, string[] unfilled)
    {
        string label = column.Variable.Label.Length > 0 && column.Variable.Label != column.Variable.Name ? $" ({column.Variable.Label})" : "";
        return $"column '{column.Variable.Name}'{label} is not used. Does it fill a field? {Nearest.Suggest(column.Variable.Name, unfilled)}";
    }
}
