using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A choice model to estimate.</summary>
/// <param name="Family">The family.</param>
/// <param name="Formula">The formula; its outcome is a plain name.</param>
/// <param name="Design">Weights, clusters, strata and finite populations; null fields for none.</param>
public sealed record ChoiceSpec(ChoiceFamily Family, Formula Formula, SampleDesign Design)
{
    /// <summary>Default of <see cref="PatternBytes"/>: 256 MB.</summary>
    public const long DefaultPatternBytes = 256L << 20;

    /// <summary>Categories of the outcome in order, the first the lowest or the reference; empty for the order of their numbers.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Base category of a multinomial model; null for the first.</summary>
    public string? Reference { get; init; }

    /// <summary>An arithmetic term whose coefficient is 1, such as <c>log(households)</c>; null for none.</summary>
    public string? Offset { get; init; }

    /// <summary>True when weights count equal rows: 3 is three people. Otherwise they are sampling weights.</summary>
    public bool Repeated { get; init; }

    /// <summary>The errors; null for those that the design suggests: Taylor with sampling weights, strata or finite populations, CR1 with clusters alone, classical otherwise.</summary>
    public ChoiceErrors? Errors { get; init; }

    /// <summary>What a stratum of one unit adds.</summary>
    public LonelyPolicy Lonely { get; init; } = LonelyPolicy.Fail;

    /// <summary>Terms of an ordered model with a coefficient at each threshold (partial proportional odds); empty for none.</summary>
    public ImmutableArray<string> Nominal { get; init; } = [];

    /// <summary>True for the test of Brant (1990) of proportional odds.</summary>
    public bool Brant { get; init; }

    /// <summary>True for average marginal effects.</summary>
    public bool Margins { get; init; } = true;

    /// <summary>Values at which marginal effects are wanted, besides the means and the commonest categories: (variable, value); null for no such effects.</summary>
    public ImmutableArray<(string Variable, string Value)>? At { get; init; }

    /// <summary>Variables whose predicted probabilities are wanted over their range; empty for none.</summary>
    public ImmutableArray<string> Predicted { get; init; } = [];

    /// <summary>Level of the confidence intervals, strictly between 0 and 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Memory for the distinct patterns of rows, in bytes; above it every step passes over the rows.</summary>
    public long PatternBytes { get; init; } = DefaultPatternBytes;

    /// <summary>The errors that are estimated.</summary>
    public ChoiceErrors ErrorsUsed => Errors ?? (IsSampled ? ChoiceErrors.Taylor : Design.Cluster is null ? ChoiceErrors.Classical : ChoiceErrors.CR1);

    /// <summary>True for a design beyond clusters.</summary>
    internal bool IsSampled => Design.Strata is not null || Design.Fpc is not null || (Design.Weights is not null && !Repeated);

    /// <summary>True where nothing but scores by unit is wanted once the parameters are known.</summary>
    internal bool NeedsScoresAlone => ErrorsUsed != ChoiceErrors.Classical && !ErrorsUsed.ByRow && !Margins && At is null && Predicted.IsEmpty;

    /// <summary>Fields to read, typed by their content.</summary>
    public ImmutableArray<string> Fields =>
        [.. Formula.Variables.Concat(new[] { Design.Weights, Design.Fpc }.OfType<string>()).Concat(OffsetFormula?.Variables ?? []).Distinct(StringComparer.Ordinal)];

    /// <summary>Fields to read as texts.</summary>
    public ImmutableArray<string> Keys =>
        [.. new[] { Design.Cluster, Design.Strata }.OfType<string>().Concat(Formula.Keys).Except(Fields, StringComparer.Ordinal).Distinct(StringComparer.Ordinal)];

    /// <summary>Name of the outcome.</summary>
    internal string Outcome => Formula.Variables[0];

    internal Formula? OffsetFormula => Offset is null ? null : Formula.Parse($"`{Outcome}` ~ 0 + {Offset}");

    /// <summary>Fields that a row must have beyond the formula's.</summary>
    internal ImmutableArray<string> Needed => [.. new[] { Design.Strata }.OfType<string>(), .. OffsetFormula?.Variables ?? []];

    /// <summary>Refuses what cannot be, before a row is read.</summary>
    /// <exception cref="StudyException">The parts of the request do not go together.</exception>
    public void Check()
    {
        if (!(Level is > 0 and < 1)) throw new StudyException(LinearFaults.BadLevel(Level));
        if (Formula.OutcomeExpression is not NameExpression) throw new StudyException(ChoiceFaults.OutcomeNotPlain(Formula.Outcome, Family));
        if (!Formula.Groups.IsEmpty) throw new StudyException(ChoiceFaults.Groups(Formula.Text, Family));
        CheckFamily();
        CheckErrors();
        CheckVariables();
    }

    private void CheckVariables()
    {
        string setting = At is null ? "predict" : "at";
        if ((At is not null || !Predicted.IsEmpty) && !Formula.Keys.IsEmpty) throw new StudyException(ChoiceFaults.GroupedFunctions(setting));
        var known = Formula.Variables.Skip(1).ToArray();
        foreach (string name in Predicted.Concat((At ?? []).Select(entry => entry.Variable)))
            if (!known.Contains(name)) throw new StudyException(ChoiceFaults.NoSuchVariable(Predicted.Contains(name) ? "predict" : "at", name, known));
    }

    private void CheckFamily()
    {
        if ((Family.IsOrdered() || Family == ChoiceFamily.NegativeBinomial) && !Formula.Intercept) throw new StudyException(ChoiceFaults.NoIntercept(Family));
        if (!Family.IsOrdered() && (!Nominal.IsEmpty || Brant)) throw new StudyException(ChoiceFaults.NotOrdered(Family, Brant ? "brant" : "nominal"));
        if (Brant && Family != ChoiceFamily.OrderedLogit) throw new StudyException(ChoiceFaults.BrantOfProbit());
        if (Brant && Formula.Terms.IsEmpty) throw new StudyException(ChoiceFaults.BrantOfNothing());
        if (Brant && !Nominal.IsEmpty) throw new StudyException(ChoiceFaults.BrantOfNominal());
        if (Brant && (IsSampled || Design.Cluster is not null)) throw new StudyException(ChoiceFaults.BrantOfDesign());
        if (Family == ChoiceFamily.Multinomial && Offset is not null) throw new StudyException(ChoiceFaults.OffsetOfCategories());
        if (Family.IsCount() && !Categories.IsEmpty) throw new StudyException(ChoiceFaults.CategoriesOfCount(Family));
        if (Reference is not null && Family != ChoiceFamily.Multinomial) throw new StudyException(ChoiceFaults.BaseOf(Family));
    }

    private void CheckErrors()
    {
        if (Repeated && Design.Weights is null) throw new StudyException(ChoiceFaults.RepeatedWithoutWeights());
        if (Repeated && (Design.Strata ?? Design.Fpc) is not null) throw new StudyException(ChoiceFaults.RepeatedInDesign());
        if (IsSampled && Errors is { } asked) throw new StudyException(ChoiceFaults.ErrorsOfDesign(asked));
        if (ErrorsUsed.ByCluster && Design.Cluster is null) throw new StudyException(ChoiceFaults.ErrorsWithoutClusters(ErrorsUsed));
        if (Design.Cluster is not null && Errors is { ByRow: true } byRow) throw new StudyException(ChoiceFaults.RowErrorsOfClusters(byRow));
    }
}
