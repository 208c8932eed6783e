using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench;

/// <summary>The report of a released study.</summary>
internal static class Composition
{
    private const string Verdict = "verdict";

    public static StudyReport Of(StudyPlan plan, ReleasedStudy study, ImmutableArray<SourceStamp> sources) => new(
        plan.Title, plan.Synthetic, plan.DataDate, study.Findings, [.. study.Sections.Select((section, index) => Section(section, index + 1))], sources,
        [("CoProduction Research", Release.Version), (".NET", Environment.Version.ToString(2))], Options(plan));

    private static ReportSection Section(ReleasedSection section, int number) => new(
        $"section-{number}", section.Heading, section.Paragraphs, section.Figures, [.. section.Tables.Where(table => !HasVerdicts(table))], [.. section.Tables.Where(HasVerdicts)]);

    private static bool HasVerdicts(ReleasedTable table) => table.Measures.Any(measure => measure.Id == Verdict);

    private static ImmutableArray<(string Name, string Value)> Options(StudyPlan plan) =>
    [
        ("study", plan.Id), ("place", plan.Place), ("currency", plan.Currency), ("classification", plan.Classification), ("rules", string.Join(", ", plan.Rules)),
        ("minimum_cell", plan.Privacy.MinimumCell.ToString(CultureInfo.InvariantCulture)), ("rounding", plan.Privacy.Rounding.ToString(CultureInfo.InvariantCulture)),
        .. plan.Models.Select(model => ($"model {model.Id}", $"{Text(model.Request)}; survey {model.Survey}")),
    ];

    private static string Text(ModelRequest model) => string.Join("; ",
    [
        $"{model.Method}: {model.Formula}", .. Named("vcov", model.Vcov), .. Named("weights", model.Weights), .. Named("cluster", string.Join(", ", model.Clusters)), .. Named("strata", model.Strata),
        .. Named("fpc", model.Fpc), .. Named("bootstrap", model.Bootstrap?.ToString(CultureInfo.InvariantCulture)), .. Named("seed", model.Seed?.ToString(CultureInfo.InvariantCulture)),
        .. model.Settings.Select(pair => $"{pair.Key} {pair.Value}"),
    ]);

    private static string[] Named(string name, string? value) => string.IsNullOrEmpty(value) ? [] : [$"{name} {value}"];
}
