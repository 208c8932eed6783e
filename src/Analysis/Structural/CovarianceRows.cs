using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A covariance matrix as rows of a table: one column names each row, the other columns' names are those of the variables; one half may be blank; a row <c>mean</c> holds the means.</summary>
public static class CovarianceRows
{
    private const string MeanRow = "mean";

    /// <summary>Statistics of a published matrix, matched by name.</summary>
    /// <param name="observed">Names of the p observed variables.</param>
    /// <param name="key">Column that names the rows.</param>
    /// <param name="blocks">The rows.</param>
    /// <param name="rows">Rows behind the matrix.</param>
    /// <exception cref="StudyException">A covariance that the model needs is not there, or the matrix is none.</exception>
    public static SemStatistics Of(ImmutableArray<string> observed, string key, IEnumerable<Frame> blocks, long rows)
    {
        int p = observed.Length;
        double[] values = [.. Enumerable.Repeat(double.NaN, p * p)], means = [.. Enumerable.Repeat(double.NaN, p)];
        foreach (var block in blocks)
        {
            double[][] columns = [.. observed.Select(name => block[name].Doubles())];
            for (int r = 0; r < block.Rows; r++) Read(block[key].Text(r).Trim(), r, columns, observed, values, means);
        }
        for (int at = 0; at < p * p; at++) if (double.IsNaN(values[at])) values[at] = values[at % p * p + at / p];
        int gap = Array.FindIndex(values, double.IsNaN);
        if (gap >= 0) throw new StudyException(StructuralFaults.NoCovariance(observed[gap / p], observed[gap % p]));
        var named = means.Any(double.IsNaN) ? null : observed.Zip(means).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        return SemStatistics.Of(observed, new LabelledMatrix(observed, [.. values]), named, rows);
    }

    private static void Read(string label, int row, double[][] columns, ImmutableArray<string> observed, double[] values, double[] means)
    {
        int at = observed.IndexOf(label), p = observed.Length;
        for (int j = 0; j < p; j++)
            if (at >= 0) values[at * p + j] = columns[j][row];
            else if (label == MeanRow) means[j] = columns[j][row];
    }
}
