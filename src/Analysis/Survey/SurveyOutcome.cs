using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What an estimator found, before it becomes a result.</summary>
internal sealed record SurveyOutcome(ImmutableArray<SurveyEstimate> Estimates)
{
    /// <summary>Rows that answer the question.</summary>
    internal long Rows { get; init; }

    /// <summary>Replicates without an answer.</summary>
    internal int Lost { get; init; }

    /// <summary>Figures of the fit as a whole.</summary>
    internal ImmutableArray<GlanceEntry> Figures { get; init; } = [];

    /// <summary>Covariance of a model's coefficients.</summary>
    internal LabelledMatrix? Vcov { get; init; }

    /// <summary>The terms of a model that set a part of the people apart.</summary>
    internal TermPeople PeopleOfTerms { get; init; } = TermPeople.All;

    internal ImmutableArray<FitPart> Parts { get; init; } = [];

    internal ImmutableArray<Label> Cautions { get; init; } = [];

    /// <summary>How the estimator worked, in words, for provenance.</summary>
    internal string Estimator { get; init; } = "";
}
