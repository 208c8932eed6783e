using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoProduction.Ingest;

namespace CoProduction.Workbench.Proposing;

/// <summary>A study file for files that are there: the mapping that would be used, and what a person must decide as questions in comments.</summary>
public static class ProposedStudy
{
    private static readonly ImmutableArray<string> Projects = [".qdpx", ".qde", ".qda", ".sqlite3", ".zip"];

    private sealed record Proposal(ImmutableArray<ProposedSource> Sources, ImmutableArray<ProposedItem> Items);

    /// <summary>Writes <c>study.yaml</c>, and the tables of questions that it needs, into a folder.</summary>
    /// <param name="folder">Folder to make; it must not exist or be empty.</param>
    /// <param name="files">The files; they stay where they are.</param>
    /// <param name="year">Year to propose for the wave of a survey; asked about.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The files written, and the questions that a person must decide.</returns>
    /// <exception cref="UsageException">The folder holds files already.</exception>
    /// <exception cref="StudyException">A file cannot be read.</exception>
    public static (ImmutableArray<string> Files, ImmutableArray<string> Questions) Write(string folder, IEnumerable<string> files, int year, CancellationToken cancellationToken = default)
    {
        NewStudy.RefuseFull(folder);
        var proposals = files.Select(file => Of(file, Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(file)).Replace('\\', '/'), year, cancellationToken)).ToArray();
        ImmutableArray<ProposedSource> sources = [.. proposals.SelectMany(proposal => proposal.Sources)];
        ProposedItem[] items = [.. proposals.SelectMany(proposal => proposal.Items).DistinctBy(item => item.Header)];
        Directory.CreateDirectory(folder);
        var written = ImmutableArray.CreateBuilder<string>();
        bool described = sources.Any(source => source.Table.Name == "questions");
        if (sources.Any(source => source.Instrument is not null) && !described)
        {
            written.Add(NewStudy.WriteText(folder, "instruments.csv", string.Create(CultureInfo.InvariantCulture, $"instrument,title_zh,title_en,wave\nsurvey,问卷,Survey,{year}\n")));
            written.Add(NewStudy.WriteText(folder, "questions.csv", ProposedItems.Questions(items)));
        }
        written.Add(NewStudy.WriteText(folder, StudyFolder.FileName, Yaml(NewStudy.NameOf(folder), sources, written.Count > 0)));
        return (written.ToImmutable(), [.. sources.SelectMany(source => source.Questions.Select(question => $"{source.File}: {question}")), .. written.Count > 1 ? [WaveQuestion(year)] : Array.Empty<string>()]);
    }

    private static Proposal Of(string file, string shown, int year, CancellationToken cancellationToken)
    {
        string extension = Path.GetExtension(file).ToLowerInvariant();
        if (Projects.Contains(extension)) return new([.. OfProject(file, shown)], []);
        if (extension == ".pb") return new([.. OfTables(shown, null, "projects", "fund_entries", "proposals", "ballots", "votes", "rates")], []);
        var found = FileInspection.Of(file, cancellationToken: cancellationToken);
        if (found.Format is "xlsform" or "lss") return new([.. OfForm(shown, found.Format == "lss" ? null : found.Format, year)], []);
        var source = ProposedSource.Of(found, shown);
        return new([source], source.Instrument is null ? [] : ProposedItems.Of(found));
    }

    private static IEnumerable<ProposedSource> OfTables(string shown, string? format, params string[] tables) => tables.Select(table => new ProposedSource(DataSchema.Table(table), shown, format, [], [], []));

    private static IEnumerable<ProposedSource> OfForm(string shown, string? format, int year)
    {
        string wave = year.ToString(CultureInfo.InvariantCulture);
        yield return new ProposedSource(DataSchema.Table("instruments"), shown, format, [], [("wave", wave)], [$"{wave} stands as the wave; in which year was the survey held?"]);
        yield return new ProposedSource(DataSchema.Table("questions"), shown, format, [], [], ["which items measure a construct? Give constructs: { satisfaction: [ item, -reversed_item ] } where the questionnaire does not say."]);
    }

    private static IEnumerable<ProposedSource> OfProject(string file, string shown)
    {
        var project = QualitativeFile.Outline(file);
        yield return new ProposedSource(DataSchema.Table("codes"), shown, null, [], [], []);
        if (project.Sources.IsEmpty) yield break;
        yield return new ProposedSource(DataSchema.Table("interviews"), shown, null, [], [], ["whose role and community are which? Give constants: { role: resident, community: '-' } where the project does not say."]);
        yield return new ProposedSource(DataSchema.Table("codings"), shown, null, [], [], []);
    }

    private static string WaveQuestion(int year) => string.Create(CultureInfo.InvariantCulture, $"instruments.csv: {year} stands as the wave; in which year was the survey held?");

    private static string Yaml(string name, ImmutableArray<ProposedSource> sources, bool questions)
    {
        var text = new StringBuilder($"""
            # Proposed by 'copro new --from'. Lines that begin with '# ?' ask what only you can decide; 'copro check' says what does not fit yet.
            study: "{NewStudy.Id(name)}"
            title: {NewStudy.Titles(name)}
            place: {NewStudy.Id(name)}
            currency: CNY
            store: store
            sources:

            """.Replace("\r\n", "\n", StringComparison.Ordinal));
        if (questions) text.Append("  instruments: { file: instruments.csv }\n  questions: { file: questions.csv }\n");
        foreach (string table in DataSchema.TableNames)
            if (sources.Where(source => source.Table.Name == table).ToArray() is { Length: > 0 } same) Append(text, same);
        return text.Append("models: []\nfigures: []\nrules: []\nprivacy: { minimum_cell: 5 }\n").ToString();
    }

    private static void Append(StringBuilder text, ProposedSource[] sources)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {sources[0].Table.SourceKey}:\n");
        for (int i = 0; i < sources.Length; i++)
        {
            foreach (string question in sources[i].Questions) text.Append(CultureInfo.InvariantCulture, $"    # ? {question.ReplaceLineEndings(" ")}\n");
            text.Append(CultureInfo.InvariantCulture, $"    - {{ id: {sources[i].Table.SourceKey}-{i + 1}, file: {NewStudy.Quoted(sources[i].File)}{Rest(sources[i])} }}\n");
        }
    }

    private static string Rest(ProposedSource source)
    {
        var parts = new List<string>();
        if (source.Format is { } format) parts.Add($"format: {format}");
        if (source.Instrument is { } instrument) parts.Add($"instrument: {instrument}");
        if (source.Columns.Length > 0) parts.Add($"columns: {{ {string.Join(", ", source.Columns.Select(pair => $"{NewStudy.Quoted(pair.Header)}: {pair.Field}"))} }}");
        if (source.Ages.Length > 0) parts.Add($"recodes: {{ age_group: {{ {string.Join(", ", source.Ages.Select(pair => $"{NewStudy.Quoted(pair.Age)}: {pair.Group}"))} }} }}");
        if (source.Constants.Length > 0) parts.Add($"constants: {{ {string.Join(", ", source.Constants.Select(pair => $"{pair.Field}: {NewStudy.Quoted(pair.Value)}"))} }}");
        return string.Concat(parts.Select(part => $", {part}"));
    }
}
