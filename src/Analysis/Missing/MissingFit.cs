using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Missing values of some variables.</summary>
public sealed record MissingFit : IModelFit
{
    private const string LittleTerm = "little_mcar";

    internal MissingFit(MissingSpec spec, MissingStatistics statistics) => (Spec, Statistics) = (spec, statistics);

    /// <summary>What was asked.</summary>
    public MissingSpec Spec { get; }

    /// <summary>The counts.</summary>
    public MissingStatistics Statistics { get; }

    /// <summary>Little's test; null when it is not given, and a caution says why.</summary>
    public required LittleTest? Little { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public string Method => "missing";

    /// <summary>Rows looked at: all of them.</summary>
    public long Rows => Statistics.Rows;

    /// <summary>None is left out.</summary>
    public long RowsIncomplete => 0;

    /// <summary><c>reasons</c>, <c>extent</c>, and for the owner of the rows <c>patterns</c>, <c>listwise</c> and <c>moments</c>.</summary>
    public ImmutableArray<FitPart> Parts => MissingParts.Of(this);

    string IModelFit.Formula => Spec.Text;

    string IModelFit.Uncertainty => "none";

    double IModelFit.Level => LinearSpec.DefaultLevel;

    int IModelFit.Communities => 0;

    /// <inheritdoc/>
    public long PeopleBehind(int row) => row < Statistics.Variables.Length ? MissingParts.Fewer(Statistics.Missing(row), Rows) : Rows;

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <summary>A row for each variable: the share of rows without a value, 0..1; then Little's test.</summary>
    public ImmutableArray<TidyRow> Tidy() =>
    [
        .. Statistics.Variables.Select((name, v) => new TidyRow(name, (double)Statistics.Missing(v) / Rows)),
        .. Little is { } test ? new[] { new TidyRow(LittleTerm, null, Statistic: test.Statistic, Df: test.Df, PValue: test.PValue) } : [],
    ];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("nobs", Rows), new("complete", Statistics.Complete), new("patterns", Statistics.Patterns.Length), new("missing_share", (double)Enumerable.Range(0, Statistics.Variables.Length).Sum(Statistics.Missing) / Rows / Statistics.Variables.Length),
        new("em_steps", Little?.Iterations),
    ];
}
