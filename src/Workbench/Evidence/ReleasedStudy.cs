using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>A study whose sections have passed the disclosure review: all that renderers see.</summary>
/// <param name="Sections">Sections in the order of the questions.</param>
internal sealed record ReleasedStudy(ImmutableArray<ReleasedSection> Sections)
{
    public IEnumerable<ReleasedTable> Tables => Sections.SelectMany(section => section.Tables);

    public IEnumerable<ReleasedFigure> Figures => Sections.SelectMany(section => section.Figures);

    public ImmutableArray<Label> Findings => [.. Sections.SelectMany(section => section.Findings)];

    /// <summary>Reviews every table and figure, and only then words the findings.</summary>
    public static ReleasedStudy Of(ImmutableArray<Section> sections, PrivacyPlan privacy) => new([.. sections.Select(section => Release(section, privacy))]);

    private static ReleasedSection Release(Section section, PrivacyPlan privacy)
    {
        ImmutableArray<ReleasedTable> tables = [.. section.Tables.Select(table => Disclosure.Review(table, privacy))];
        return new ReleasedSection(
            section.Heading, section.Paragraphs, tables, [.. section.Figures.Select(figure => Disclosure.Review(figure, privacy))], [.. section.Findings(new ReleasedTables(tables))]);
    }
}

/// <summary>One released section.</summary>
/// <param name="Heading">The question.</param>
/// <param name="Paragraphs">What to know before reading the numbers.</param>
/// <param name="Tables">Released tables.</param>
/// <param name="Figures">Released figures.</param>
/// <param name="Findings">What was found, one sentence each.</param>
internal sealed record ReleasedSection(
    Label Heading, ImmutableArray<Label> Paragraphs, ImmutableArray<ReleasedTable> Tables, ImmutableArray<ReleasedFigure> Figures, ImmutableArray<Label> Findings);
