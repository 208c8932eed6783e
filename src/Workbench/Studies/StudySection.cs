using System.Collections.Immutable;
using CoProduction.Reports;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench;

/// <summary>One question to a study, answered: what to know first, tables, figures, and what was found.</summary>
[TypeFormatterSource(typeof(InteractiveFormatting))]
public sealed class StudySection : IShown
{
    internal StudySection(Section section, PrivacyPlan privacy)
    {
        (Heading, Paragraphs) = (section.Heading, section.Paragraphs);
        Tables = new StudyList<StudyTable>([.. section.Tables.Select(table => new StudyTable(table, privacy))], table => table.Id, "table");
        Figures = new StudyList<StudyFigure>([.. section.Figures.Select(figure => new StudyFigure(figure, privacy))], figure => figure.Id, "figure");
        Findings = [.. section.Findings(new ReleasedTables([.. Tables.Select(table => table.Released)]))];
    }

    /// <summary>The question.</summary>
    public Label Heading { get; }

    /// <summary>What to know before reading the numbers.</summary>
    public ImmutableArray<Label> Paragraphs { get; }

    /// <summary>The tables, by id.</summary>
    public StudyList<StudyTable> Tables { get; }

    /// <summary>The figures, by id.</summary>
    public StudyList<StudyFigure> Figures { get; }

    /// <summary>What was found, a sentence each, from released numbers alone.</summary>
    public ImmutableArray<Label> Findings { get; }

    /// <summary>The table of an id.</summary>
    /// <exception cref="UsageException">No such table; names the nearest.</exception>
    public StudyTable this[string id] => Tables[id];

    /// <inheritdoc/>
    public MimeBundle Show(Language language) => Shown.Section(this, language);

    /// <inheritdoc/>
    public override string ToString() => Show(Language.En).ToString();
}
