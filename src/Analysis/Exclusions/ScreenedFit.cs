using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A model on the rows that rules of exclusion leave, with the flow of the exclusions and, beside it, the same model on all rows.</summary>
public sealed record ScreenedFit : IModelFit
{
    /// <summary>A fit and how its rows were chosen.</summary>
    /// <param name="kept">The fit on the rows left.</param>
    /// <param name="all">The fit on all rows; null where it cannot be made.</param>
    /// <param name="flow">The exclusions.</param>
    public ScreenedFit(IModelFit kept, IModelFit? all, ExclusionFlow flow)
    {
        (Kept, All, Flow) = (kept, all, flow);
        string rules = string.Join("; ", flow.Steps.Select(step => step.Rule.Text));
        Provenance = kept.Provenance with { Method = $"{kept.Provenance.Method}; rows excluded by {rules}" };
    }

    /// <summary>The fit on the rows left.</summary>
    public IModelFit Kept { get; }

    /// <summary>The fit on all rows; null where it cannot be made.</summary>
    public IModelFit? All { get; }

    /// <summary>The exclusions.</summary>
    public ExclusionFlow Flow { get; }

    /// <inheritdoc/>
    public Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public string Method => Kept.Method;

    /// <inheritdoc/>
    public string Formula => Kept.Formula;

    /// <inheritdoc/>
    public string Uncertainty => Kept.Uncertainty;

    /// <inheritdoc/>
    public double Level => Kept.Level;

    /// <inheritdoc/>
    public long Rows => Kept.Rows;

    /// <inheritdoc/>
    public long RowsIncomplete => Kept.RowsIncomplete;

    /// <inheritdoc/>
    public int Communities => Kept.Communities;

    /// <inheritdoc/>
    public TermPeople PeopleOfTerms => Kept.PeopleOfTerms;

    /// <inheritdoc/>
    public long PeopleBehind(int row) => Kept.PeopleBehind(row);

    /// <inheritdoc/>
    public ImmutableArray<Label> Cautions =>
    [
        .. Kept.Cautions,
        .. Flow.Cautions,
        .. All is null ? [ExclusionFaults.NotWithout()] : Array.Empty<Label>(),
    ];

    /// <summary>The fit's own, then <c>exclusions</c> and <c>without_exclusions</c>.</summary>
    public ImmutableArray<FitPart> Parts => [.. Kept.Parts, Exclusions, .. All is { } all ? [Beside(all)] : Array.Empty<FitPart>()];

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => Kept.Tidy();

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() => [.. Kept.Glance(), new("excluded", Flow.Start - Flow.Left)];

    // The rows left stand at the start and the end only: between, they would tell by subtraction what the review withholds.
    private FitPart Exclusions => new("exclusions", new("排除流程", "Flow of exclusions"),
        [Text("step", "步骤", "Step"), new("rows", new("行数", "Rows"), MeasureKind.People, 0), Text("reason", "理由", "Reason")],
        [
            ["(start)", Flow.Start, ""],
            .. Flow.Steps.Select(step => ImmutableArray.Create<PartValue>(step.Rule.Text, step.Excluded, step.Rule.Reason)),
            ["(left)", Flow.Left, ""],
        ]);

    private FitPart Beside(IModelFit all)
    {
        var known = all.Tidy().DistinctBy(row => row.Term).ToDictionary(row => row.Term, StringComparer.Ordinal);
        long apart = Flow.Start - Flow.Left;
        return new FitPart("without_exclusions", new("排除前后的结果", "With and without the exclusions"),
            [Text("term", "变量", "Term"), Number("with", "排除后", "With"), Number("with_se", "标准误", "Std. error"), Number("without", "未排除", "Without"), Number("without_se", "标准误", "Std. error")],
            [.. Kept.Tidy().Select(row => known.GetValueOrDefault(row.Term) is var other ? ImmutableArray.Create<PartValue>(row.Term, row.Estimate, row.StdError, other?.Estimate, other?.StdError) : [])])
        {
            // Both together tell of the rows in which they differ.
            People = [.. Kept.Tidy().Select((_, row) => apart > 0 ? Math.Min(Kept.PeopleBehind(row), apart) : Kept.PeopleBehind(row))],
        };
    }

    private static PartColumn Text(string name, string zh, string en) => new(name, new(zh, en), MeasureKind.Text);

    private static PartColumn Number(string name, string zh, string en) => new(name, new(zh, en), MeasureKind.Number, 3);
}
