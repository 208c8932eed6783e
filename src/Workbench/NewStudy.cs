using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Workbench;

/// <summary>The skeleton of a study: a study file to fill in, and one CSV file with the right headers per table.</summary>
public static class NewStudy
{
    private static readonly ImmutableArray<(string Key, string Table)> Sources =
    [
        ("communities", "communities"), ("projects", "projects"), ("instruments", "instruments"), ("questions", "questions"), ("codes", "codes"), ("interviews", "interviews"),
        ("fund", "fund_entries"), ("steps", "project_steps"), ("proposals", "proposals"), ("rates", "rates"), ("codings", "codings"), ("ballots", "ballots"), ("votes", "votes"), ("network", "network_ties"),
    ];

    /// <summary>Writes the skeleton.</summary>
    /// <param name="folder">Folder to make; it must not exist or be empty.</param>
    /// <returns>The files written.</returns>
    /// <exception cref="UsageException">The folder holds files already.</exception>
    public static ImmutableArray<string> Write(string folder)
    {
        RefuseFull(folder);
        Directory.CreateDirectory(folder);
        var files = ImmutableArray.CreateBuilder<string>();
        files.Add(WriteText(folder, StudyFolder.FileName, StudyYaml(NameOf(folder))));
        foreach (var (key, table) in Sources) files.Add(WriteText(folder, $"{key}.csv", Header(DataSchema.Table(table))));
        return files.ToImmutable();
    }

    /// <exception cref="UsageException">The folder holds files already.</exception>
    internal static void RefuseFull(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new UsageException(new Fault($"'{folder}' is not empty", "", "a new study would mix with what lies there", "Name a folder that does not exist yet"));
    }

    /// <summary>Name of a folder, whatever way leads to it.</summary>
    internal static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>The name as a title in both languages, as YAML.</summary>
    internal static string Titles(string name) => $"{{ zh: {Quoted(name)}, en: {Quoted(name)} }}";

    internal static string WriteText(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        return path;
    }

    private static string Header(TableSchema schema) => string.Join(",", schema.Fields.Select(field => field.Name)) + "\n";

    private static string StudyYaml(string name)
    {
        string sources = string.Concat(Sources.Select(source => $"  {source.Key + ":",-13}{{ file: {source.Key}.csv }}\n"));
        return $$"""
            # What each key means: data-schema/study.schema.json and data-schema/TABLES.md of the platform.
            study: "{{Id(name)}}"
            title: {{Titles(name)}}
            place: district-x
            currency: CNY
            store: store
            classification: five-uses@2022-1
            sources:
            {{sources}}  # A survey is a wide CSV or XLSX file, one row a respondent, one column an item of questions.csv:
              # surveys:
              #   - { id: satisfaction-2019, file: satisfaction-2019.csv, instrument: satisfaction-2019, design: { weight: weight, strata: stratum, cluster: community } }
            # Headers of your own are mapped to fields, and their values to codes:
            #   fund: { file: ledger.xlsx, sheet: 台账, columns: { 社区: community, 金额: amount }, units: { amount: 万元 }, recodes: { phase: { 已付: paid } } }
            # A model is named by its title wherever people read of it:
            #   - { id: drivers, title: { zh: 满意度的动力, en: Drivers of satisfaction }, method: ols, formula: "satisfaction ~ community_trust", cluster: community }
            models: []
            figures: [ spending-shares ]
            rules: [ operating-cap, committee-cap, nine-steps ]
            privacy: { minimum_cell: 5 }

            """;
    }

    /// <summary>What an id may not hold becomes a hyphen.</summary>
    internal static string Id(string name)
    {
        string id = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-')).Trim('-', '_', '.');
        return id.Length > 0 ? id : "study";
    }

    /// <summary>A text in double quotes, as YAML reads it.</summary>
    internal static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
