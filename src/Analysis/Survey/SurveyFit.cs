using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The answer to a question about a population.</summary>
public sealed record SurveyFit : IModelFit
{
    internal SurveyFit(SurveySpec spec, SampleUnits units)
    {
        Spec = spec;
        Units = units;
    }

    /// <summary>The question.</summary>
    public SurveySpec Spec { get; }

    /// <summary>The units of the sample.</summary>
    public SampleUnits Units { get; }

    /// <summary>The estimates, in the order asked; domains in ordinal order of their keys.</summary>
    public required ImmutableArray<SurveyEstimate> Estimates { get; init; }

    /// <summary>k × k covariance of a model's coefficients; null for other questions.</summary>
    public required LabelledMatrix? Vcov { get; init; }

    /// <inheritdoc/>
    public required long Rows { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<FitPart> Parts { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public string Method => "svy";

    /// <summary>The statement as given.</summary>
    public string Formula => Spec.Statement.Text;

    /// <summary>How variance was estimated.</summary>
    public string Uncertainty => Survey.Name(Spec.Variance);

    /// <inheritdoc/>
    public double Level => Spec.Level;

    /// <summary>Rows that do not answer: a value is missing, of the question or of the design, or the weight is 0.</summary>
    public long RowsIncomplete => Units.RowsRead - Rows;

    /// <summary>Primary sampling units; 0 when every row is one.</summary>
    public int Communities => Units.Keys.Length;

    /// <summary>Figures of the fit as a whole.</summary>
    internal ImmutableArray<GlanceEntry> Figures { get; init; } = [];

    /// <inheritdoc/>
    public TermPeople PeopleOfTerms { get; init; } = TermPeople.All;

    /// <inheritdoc/>
    public long PeopleBehind(int row) => PeopleOfTerms.Behind(Estimates[row].Term, Estimates[row].People);

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => [.. Estimates.Select(estimate => estimate.Tidy())];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
        [.. Figures, new("nobs", Rows), new("units", Units.Count), new("strata", Units.Strata.Length), new("df_design", Units.Df), new("weight_sum", Units.Weights.Sum)];
}
