using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>All parameters of all groups, with the free ones numbered: equal labels share a number.</summary>
internal sealed class ParameterTable
{
    private ParameterTable(SemSpec spec, ImmutableArray<string> groups, bool means, ImmutableArray<StructuralParameter> rows, ImmutableArray<string> exogenous)
    {
        (Spec, Groups, HasMeans, Rows, Exogenous) = (spec, groups, means, rows, exogenous);
        FreeCount = rows.Max(row => row.Free) + 1;
    }

    internal SemSpec Spec { get; }

    internal ImmutableArray<string> Groups { get; }

    internal bool HasMeans { get; }

    internal ImmutableArray<StructuralParameter> Rows { get; }

    /// <summary>Exogenous observed variables that are taken as they are.</summary>
    internal ImmutableArray<string> Exogenous { get; }

    internal int FreeCount { get; }

    internal ImmutableArray<string> Observed => Spec.Model.Observed;

    internal ImmutableArray<string> Latent => Spec.Model.Latent;

    /// <summary>The table of a model.</summary>
    /// <param name="spec">The model and its options.</param>
    /// <param name="groups">Names of the groups; one for none.</param>
    /// <param name="clustered">True when rows are clustered, which needs means.</param>
    internal static ParameterTable Of(SemSpec spec, ImmutableArray<string> groups, bool clustered)
    {
        var roles = new VariableRoles(spec.Model);
        bool stated = spec.Model.Terms.Any(term => term.Operator == ParameterOperator.Intercept);
        bool means = spec.MeanStructure ?? (stated || groups.Length > 1 || clustered || spec.Missing == SemMissing.Fiml);
        if (!means && stated) throw new StudyException(StructuralFaults.MeansNeeded());
        var defaults = new ParameterDefaults(spec, roles, means);
        var rows = Enumerable.Range(0, groups.Length).SelectMany(group => defaults.Of(group, groups.Length)).ToList();
        ParameterLabels.MakeEqual(spec, roles, rows);
        return new ParameterTable(spec, groups, means, ParameterLabels.Numbered(rows), spec.FixedX ? roles.Exogenous : []);
    }

    /// <summary>The same with one more set of rows, for modification indices: their numbers follow on.</summary>
    internal ParameterTable With(IEnumerable<StructuralParameter> further) =>
        new(Spec, Groups, HasMeans, [.. Rows, .. further.Select((one, i) => one with { Free = FreeCount + i })], Exogenous);

    /// <summary>The table of the independence model: variances and means of the observed variables, and what is fixed of exogenous ones.</summary>
    internal ParameterTable Baseline() => Unstructured(VariableRoles.Exogenous);

    /// <summary>The table of the saturated model: every moment of the observed variables that is not taken as it is.</summary>
    internal ParameterTable Saturated() => Unstructured(Observed);

    private VariableRoles VariableRoles => new(Spec.Model);

    private ParameterTable Unstructured(ImmutableArray<string> correlated)
    {
        var model = new ModelSyntax("baseline", [.. Observed.Select(name => new ModelTerm(name, ParameterOperator.Covariance, name, TermModifiers.None, 0, 0))], [], []);
        var rows = new List<StructuralParameter>();
        for (int g = 0; g < Groups.Length; g++)
        {
            rows.AddRange(Observed.Select(name => new StructuralParameter(name, ParameterOperator.Covariance, name, g) { Exogenous = Exogenous.Contains(name) }));
            rows.AddRange(correlated.SelectMany((one, i) => correlated.Skip(i + 1).Select(other => new StructuralParameter(one, ParameterOperator.Covariance, other, g) { Exogenous = Exogenous.Contains(one) && Exogenous.Contains(other) })));
            if (HasMeans) rows.AddRange(Observed.Select(name => new StructuralParameter(name, ParameterOperator.Intercept, "", g) { Exogenous = Exogenous.Contains(name) }));
        }
        var numbered = ParameterLabels.Numbered([.. rows.Select(row => row with { IsFree = !row.Exogenous })]);
        return new ParameterTable(Spec with { Model = model.Ordered(Observed) }, Groups, HasMeans, numbered, Exogenous);
    }

    /// <summary>The first row of a free parameter.</summary>
    internal StructuralParameter First(int free) => Rows.First(row => row.Free == free);

    internal string Name(int free) => First(free) is var row && Groups.Length > 1 ? $"{row.Text} ({Groups[row.Group]})" : First(free).Text;

    /// <summary>Value of a row.</summary>
    internal static double Value(StructuralParameter row, ReadOnlySpan<double> theta) => row.Free >= 0 ? theta[row.Free] : row.Value;
}
