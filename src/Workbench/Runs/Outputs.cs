using System.Collections.Immutable;
using System.Text;
using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench;

/// <summary>The files of a run: the report, each figure for print, each table. A file whose content is unchanged is left as it stands.</summary>
internal sealed class Outputs
{
    /// <summary>Name of the report.</summary>
    public const string Report = "report.html";

    private const double FigureWidthMm = 140;

    private readonly string _folder;
    private readonly RunRecord? _last;
    private readonly CancellationToken _cancellationToken;
    private readonly ImmutableArray<RunOutput>.Builder _files = ImmutableArray.CreateBuilder<RunOutput>();

    private Outputs(string folder, RunRecord? last, CancellationToken cancellationToken) => (_folder, _last, _cancellationToken) = (folder, last, cancellationToken);

    /// <summary>Writes what changed.</summary>
    /// <returns>Every output of the run, written or standing.</returns>
    public static async Task<ImmutableArray<RunOutput>> WriteAsync(
        StudyPlan plan, ReleasedStudy study, ImmutableArray<SourceStamp> sources, string folder, RunRecord? last, CancellationToken cancellationToken)
    {
        var outputs = new Outputs(folder, last, cancellationToken);
        foreach (var table in study.Tables) await outputs.TableAsync(table).ConfigureAwait(false);
        foreach (var figure in study.Figures) await outputs.FigureAsync(figure).ConfigureAwait(false);
        var report = Composition.Of(plan, study, sources);
        string content = Hash.OfText([Release.Build, .. outputs._files.Select(file => file.Content), .. study.Findings.Select(finding => finding.ToString()), .. sources.Select(source => source.ToString())]);
        await outputs.WriteAsync(Report, content, stream => HtmlReport.Write(report, stream)).ConfigureAwait(false);
        return outputs._files.ToImmutable();
    }

    private async Task TableAsync(ReleasedTable table)
    {
        string content = ContentOf(table);
        await WriteAsync($"tables/{table.Id}.csv", content, stream => CsvTable.Write(table, CsvStyle.Machine, Language.En, stream)).ConfigureAwait(false);
        foreach (var language in Enum.GetValues<Language>())
            await WriteAsync($"tables/{table.Id}.{Suffix(language)}.md", content, stream => stream.Write(Encoding.UTF8.GetBytes(MarkdownTable.Text(table, language)))).ConfigureAwait(false);
    }

    private async Task FigureAsync(ReleasedFigure figure)
    {
        string content = Hash.OfText(figure.Kind, figure.Title.ToString(), figure.Caption.ToString(), figure.Alt.ToString(), ContentOf(figure.Data));
        foreach (var language in Enum.GetValues<Language>())
            foreach (var format in Enum.GetValues<PrintFormat>())
                await WriteAsync($"figures/{figure.Id}.{Suffix(language)}.{format.ToString().ToLowerInvariant()}", content,
                    stream => PrintFigure.Write(figure, new PrintOptions(FigureWidthMm, Language: language, Format: format), stream)).ConfigureAwait(false);
    }

    private async Task WriteAsync(string name, string content, Action<Stream> write)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_last?.Standing(_folder, name, content) is { } standing)
        {
            _files.Add(standing);
            return;
        }
        string path = Path.Combine(_folder, name);
        await WholeFile.WriteAsync(path, write, _cancellationToken).ConfigureAwait(false);
        _files.Add(new RunOutput(name, content, Hash.OfFile(path)));
    }

    /// <summary>Hash of everything a renderer reads from a table, and of the build that renders it.</summary>
    private static string ContentOf(ReleasedTable table)
    {
        using var bytes = new MemoryStream();
        CsvTable.Write(table, CsvStyle.Machine, Language.En, bytes);
        return Hash.OfText(
        [
            Release.Build, table.Id, table.Title.ToString(), table.Note.ToString(), table.ReviewNote.ToString(), Encoding.UTF8.GetString(bytes.ToArray()),
            .. table.Rows.SelectMany(row => row.Labels).Select(label => label.ToString()), .. table.Measures.Select(measure => measure.ToString()),
        ]);
    }

    private static string Suffix(Language language) => language.ToString().ToLowerInvariant();
}
