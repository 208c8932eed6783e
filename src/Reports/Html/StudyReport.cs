using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>A study's report: what <see cref="HtmlReport"/> writes.</summary>
/// <param name="Title">Title for people.</param>
/// <param name="Synthetic">True when the study's records were made up: the report says so at its top.</param>
/// <param name="DataDate">Day the evidence was closed; null when not stated.</param>
/// <param name="Summary">Findings in a few sentences, at the top; one paragraph each.</param>
/// <param name="Sections">Sections in order.</param>
/// <param name="Sources">Sources read, with their content hashes.</param>
/// <param name="Versions">Program and package versions, as (name, version), in the order to print.</param>
/// <param name="Options">Options that change the numbers, the random seed among them, as (name, value), in the order to print.</param>
public sealed record StudyReport(
    Label Title, bool Synthetic, DateOnly? DataDate, ImmutableArray<Label> Summary, ImmutableArray<ReportSection> Sections, ImmutableArray<SourceStamp> Sources,
    ImmutableArray<(string Name, string Version)> Versions, ImmutableArray<(string Name, string Value)> Options);

/// <summary>A section of a report.</summary>
/// <param name="Id">Id in links: letters, digits, hyphens; unique in the report.</param>
/// <param name="Heading">Heading.</param>
/// <param name="Paragraphs">Text before figures and tables.</param>
/// <param name="Figures">Figures, drawn interactively.</param>
/// <param name="Tables">Tables.</param>
/// <param name="Verdicts">
/// Tables with a text measure <c>verdict</c> that begins, in English, with <c>pass</c>, <c>breach</c> or <c>undetermined</c>; breaches show open, the others folded.
/// </param>
public sealed record ReportSection(
    string Id, Label Heading, ImmutableArray<Label> Paragraphs, ImmutableArray<ReleasedFigure> Figures, ImmutableArray<ReleasedTable> Tables, ImmutableArray<ReleasedTable> Verdicts)
{
    /// <summary>Provenance of every table and figure, each once, in order.</summary>
    internal IEnumerable<Provenance> Methods =>
        Figures.Select(figure => figure.Data.Provenance).Concat(Tables.Concat(Verdicts).Select(table => table.Provenance)).DistinctBy(one => ProvenanceText.Line(one, Language.En));
}
