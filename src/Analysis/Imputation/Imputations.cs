using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>m data sets completed by chained equations.</summary>
public sealed class Imputations
{
    private readonly ImputationTable _table;
    private readonly ImmutableArray<ChainResult> _chains;

    internal Imputations(ImputationSpec spec, ImputationTable table, ImmutableArray<ChainResult> chains, long rowsLeftOut)
    {
        (Spec, _table, _chains, RowsLeftOut) = (spec, table, chains, rowsLeftOut);
        Variables = [.. table.Targets.Select(Variable)];
    }

    /// <summary>How they were made.</summary>
    public ImputationSpec Spec { get; }

    /// <summary>Rows of each set, n.</summary>
    public int Rows => _table.Count;

    /// <summary>Rows left out because a field is missing that is never imputed.</summary>
    public long RowsLeftOut { get; }

    /// <summary>The variables that had missing values.</summary>
    public ImmutableArray<VariableImputation> Variables { get; }

    /// <summary>What a reader should know before trusting the values.</summary>
    public ImmutableArray<Label> Cautions =>
    [
        .. _table.Cautions,
        .. _chains.SelectMany(chain => chain.Left).Distinct().Order().Select(column => _table.Labels[column]).ToArray() is { Length: > 0 } left ? [ImputationFaults.LeftOut(left)] : Array.Empty<Label>(),
        .. Variables.Where(variable => variable.Shrink > ImputationFaults.LargestShrink).Select(variable => variable.Name).ToArray() is { Length: > 0 } apart ? [ImputationFaults.ChainsApart(apart)] : Array.Empty<Label>(),
    ];

    /// <summary>A completed data set.</summary>
    /// <param name="set">Its number, 0..m-1.</param>
    public Frame Set(int set) => _table.Rows.With([.. _table.Targets.Select((target, t) =>
        CodedColumn.Completed(_table.Rows[target.Name], target.Missing, _chains[set].Drawn[t], target.Levels, whole: target.Kind != ImputationKind.Normal))]);

    /// <summary>The mean of a variable's imputed values after each round of a chain.</summary>
    /// <param name="set">Number of the set, 0..m-1.</param>
    /// <param name="variable">Place among <see cref="Variables"/>.</param>
    public ImmutableArray<double> Chain(int set, int variable) => [.. Enumerable.Range(0, Spec.Iterations).Select(round => _chains[set].Means[round, variable])];

    private VariableImputation Variable(ImputedVariable target, int t)
    {
        double observed = target.Observed.Sum(r => target.Raw[r]) / target.Observed.Length;
        return new VariableImputation(target.Name, target.Kind, target.Missing.Length, target.Observed.Length, observed, _chains.Average(chain => chain.Means[Spec.Iterations - 1, t]), target.Levels, ShrinkOf(t));
    }

    // Of the second half of the rounds; Gelman and Rubin (1992), Statistical Science 7: 457-472.
    private double? ShrinkOf(int t)
    {
        int first = Spec.Iterations / 2, rounds = Spec.Iterations - first;
        if (rounds < 2) return null;
        double[][] chains = [.. _chains.Select(chain => Enumerable.Range(first, rounds).Select(round => chain.Means[round, t]).ToArray())];
        double within = chains.Average(Variance), between = Variance([.. chains.Select(chain => chain.Average())]);
        return within > 0 ? Math.Sqrt((rounds - 1.0) / rounds + between / within) : null;
    }

    private static double Variance(double[] values) => values.Average() is var mean ? values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) : 0;
}

/// <summary>A variable whose missing values were imputed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">From what they were drawn.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Observed">Rows with a value.</param>
/// <param name="ObservedMean">Mean of the values; of codes from 0 for a category.</param>
/// <param name="ImputedMean">Mean of the imputed values over all sets.</param>
/// <param name="Levels">Levels by code; empty for numbers.</param>
/// <param name="Shrink">Potential scale reduction of the chains' means, near 1 when they have mixed; null with fewer than four rounds.</param>
public sealed record VariableImputation(
    string Name, ImputationKind Kind, int Missing, int Observed, double ObservedMean, double ImputedMean, ImmutableArray<string> Levels, double? Shrink);

/// <summary>Multiple imputation by chained equations.</summary>
public static class MultipleImputation
{
    /// <summary>Completes rows m times. Chains run side by side; each has a stream of its own, so their order does not matter.</summary>
    /// <param name="spec">How.</param>
    /// <param name="rows">The fields of the model, and those that help to predict the missing values.</param>
    /// <param name="progress">Told how many sets are done; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StudyException">A variable cannot be imputed; says what to do instead.</exception>
    public static Imputations Impute(ImputationSpec spec, Frame rows, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        spec.Check();
        var table = ImputationTable.Of(spec, rows);
        long done = 0;
        try
        {
            var chains = Enumerable.Range(0, spec.Sets).AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(set =>
            {
                var result = ImputationChain.Run(table, spec, set, cancellationToken);
                progress?.Report(Interlocked.Increment(ref done));
                return result;
            });
            return new Imputations(spec, table, [.. chains], rows.Rows - table.Count);
        }
        catch (AggregateException several) when (several.InnerExceptions.OfType<StudyException>().FirstOrDefault() is { } fault)
        {
            throw new StudyException(fault.Fault, several);
        }
    }
}
