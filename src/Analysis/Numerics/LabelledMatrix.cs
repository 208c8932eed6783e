using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A square matrix whose rows and columns carry names, so that a permuted order can be seen.</summary>
public sealed record LabelledMatrix
{
    /// <summary>A matrix of names and values.</summary>
    /// <param name="labels">Names of the k rows and columns, in order.</param>
    /// <param name="values">k × k values, row-major.</param>
    /// <exception cref="ArgumentException">The number of values is not k × k.</exception>
    public LabelledMatrix(ImmutableArray<string> labels, ImmutableArray<double> values)
    {
        if (values.Length != labels.Length * labels.Length)
            throw new ArgumentException($"{labels.Length} labels need {labels.Length * labels.Length} values, not {values.Length}.", nameof(values));
        Labels = labels;
        Values = values;
    }

    /// <summary>Names of the k rows and columns, in order.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>k × k values, row-major.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>Value at a row and a column, both counted from 0.</summary>
    public double this[int row, int column] => Values[row * Labels.Length + column];

    /// <summary>Value at a named row and column.</summary>
    /// <exception cref="StudyException">No such name; names the nearest.</exception>
    public double this[string row, string column] => this[IndexOf(row), IndexOf(column)];

    private int IndexOf(string label) => Labels.IndexOf(label) is var index and >= 0
        ? index
        : throw new StudyException(new Fault($"There is no term '{label}'", "", "the matrix does not carry it", Nearest.Suggest(label, Labels)));
}
