using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Refuses a model whose terms do not identify their coefficients.</summary>
internal static class Collinearity
{
    /// <summary>
    /// A term is collinear when the part of its column outside the earlier columns is at most this share of the column. Rounding of data in double precision leaves
    /// about 1e-15; the hardest certified set, Filip, leaves about 1e-10. R stops at 1e-7 and so refuses Filip.
    /// </summary>
    internal const double Tolerance = 1e-12;

    private const double Noticeable = 1e-6;

    internal static void Check(CrossProduct pooled)
    {
        var kept = pooled;
        var found = ImmutableArray.CreateBuilder<(string Term, ImmutableArray<string> Others)>();
        while (First(kept) is { } column)
        {
            found.Add((kept.Labels[column], Others(kept, column)));
            kept = kept.Select(kept.Labels.RemoveAt(column));
        }
        if (found.Count > 0) throw new StudyException(LinearFaults.Collinear(found.ToImmutable()));
    }

    private static int? First(CrossProduct root)
    {
        int p = root.Labels.Length;
        for (int j = 0; j < p - 1; j++)
            if (root.Root[j * p + j] <= Tolerance * Norm(root, j)) return j;
        return null;
    }

    private static double Norm(CrossProduct root, int column)
    {
        int p = root.Labels.Length;
        double sum = 0;
        for (int i = 0; i <= column; i++) sum += root.Root[i * p + column] * root.Root[i * p + column];
        return Math.Sqrt(sum);
    }

    /// <summary>The earlier terms that the column is a combination of; none when the column is zero.</summary>
    private static ImmutableArray<string> Others(CrossProduct root, int column)
    {
        int p = root.Labels.Length;
        double norm = Norm(root, column);
        if (norm == 0) return [];
        var share = Triangular.Solve(root.Root.AsSpan(), p, Triangular.Column(root.Root.AsSpan(), p, column, column));
        return [.. Enumerable.Range(0, column).Where(i => Math.Abs(share[i]) * Norm(root, i) > Noticeable * norm).Select(i => root.Labels[i])];
    }
}
