using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A fit of factors, of which every row has a score. Scores are records of persons: they pass no review, and go into the researcher's own file with its reason.</summary>
public interface IScoredFit : IModelFit
{
    /// <summary>Fields of numbers that the scores are made of.</summary>
    ImmutableArray<string> ScoredFields { get; }

    /// <summary>Field of the groups, whose text tells a row's group; null for none.</summary>
    string? GroupField { get; }

    /// <summary>The scores of rows, a column a factor under its name; missing where the row does not give them.</summary>
    /// <param name="rows">Rows with <see cref="ScoredFields"/> and <see cref="GroupField"/>.</param>
    /// <exception cref="StudyException">A column is absent or of the wrong kind.</exception>
    Frame Scores(Frame rows);
}

/// <summary>Columns of scores.</summary>
internal static class ScoreColumns
{
    /// <summary>n × m scores, NaN where there is none, as a frame.</summary>
    internal static Frame Of(ImmutableArray<string> factors, double[] scores)
    {
        int m = factors.Length, n = m == 0 ? 0 : scores.Length / m;
        return new Frame([.. factors.Select((name, f) => Column(name, [.. Enumerable.Range(0, n).Select(row => scores[row * m + f])]))]);
    }

    private static NumberColumn Column(string name, double[] values) => new(
        name, [.. values.Select(value => double.IsNaN(value) ? 0 : value)], values.Any(double.IsNaN) ? [.. values.Select(value => double.IsNaN(value) ? MissingReason.Blank : MissingReason.Present)] : []);
}
