using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Cross-validation that leaves whole communities out: each is predicted by models that have not seen it.</summary>
internal sealed class CommunityValidation
{
    private readonly TreesSpec _spec;
    private readonly TreeRows _rows;
    private readonly TreeGrower _grow;
    private readonly int[] _foldOf;
    private readonly double[][] _squares = [[], [], []];
    private readonly double[][] _lost;
    private double _mean, _linear, _trees;

    internal CommunityValidation(TreesSpec spec, TreeRows rows, TreeGrower grow)
    {
        (_spec, _rows, _grow) = (spec, rows, grow);
        _foldOf = FoldsOf(rows.Communities.Length, spec);
        _squares = [new double[spec.Folds], new double[spec.Folds], new double[spec.Folds]];
        _lost = [.. rows.Terms.Select(_ => new double[spec.Folds])];
    }

    /// <summary>Fold of each community: the communities in ordinal order, shuffled by the seed, dealt round.</summary>
    internal static int[] FoldsOf(int communities, TreesSpec spec)
    {
        int[] order = Shuffled(communities, RandomStream.Of(spec.UsedSeed, 0)), folds = new int[communities];
        for (int at = 0; at < communities; at++) folds[order[at]] = at % spec.Folds;
        return folds;
    }

    internal void Run(int fold)
    {
        int[] held = [.. Enumerable.Range(0, _rows.Rows).Where(row => _foldOf[_rows.CommunityOf[row]] == fold)], seen = [.. Enumerable.Range(0, _rows.Rows).Where(row => _foldOf[_rows.CommunityOf[row]] != fold)];
        var (forest, beta, mean) = (TreeTraining.Grown(_spec, _rows, seen, _grow), TreeTraining.Linear(_rows, seen), seen.Average(_rows.OutcomeOf));
        foreach (int row in held)
        {
            double y = _rows.OutcomeOf(row), byMean = y - mean, byLine = y - SmallMatrix.Dot(beta, _rows.Row(row)), byTrees = y - forest.Of(_rows.Row(row));
            _squares[0][fold] += byMean * byMean;
            _squares[1][fold] += byLine * byLine;
            _squares[2][fold] += byTrees * byTrees;
            (_mean, _linear, _trees) = (_mean + Math.Abs(byMean), _linear + Math.Abs(byLine), _trees + Math.Abs(byTrees));
        }
        for (int term = 0; term < _rows.Terms.Length; term++) _lost[term][fold] = Lost(fold, term, held, forest);
    }

    internal ImmutableArray<OutOfCommunityError> Errors()
    {
        OutOfCommunityError Of(string model, double[] squares, double absolute) =>
            new(model, 1 - squares.Sum() / _squares[0].Sum(), absolute / _rows.Rows, Math.Sqrt(squares.Sum() / _rows.Rows));
        return [Of("mean", _squares[0], _mean), Of("linear", _squares[1], _linear), Of("trees", _squares[2], _trees)];
    }

    internal ImmutableArray<TreeImportance> Importances() => [.. _rows.Terms.Select((term, at) => new TreeImportance(term, _lost[at].Sum() / _squares[0].Sum(),
        ScaleInterval.StdDev([.. Enumerable.Range(0, _spec.Folds).Select(fold => _lost[at][fold] / _squares[0][fold])])))];

    internal ImmutableArray<FoldError> Folds() => [.. Enumerable.Range(0, _spec.Folds).Select(fold =>
    {
        long rows = _rows.CommunityOf.LongCount(community => _foldOf[community] == fold);
        return new FoldError(_foldOf.Count(one => one == fold), rows, Math.Sqrt(_squares[1][fold] / rows), Math.Sqrt(_squares[2][fold] / rows));
    })];

    // Squared error gained when the columns of a predictor are shuffled, together, among the rows left out.
    private double Lost(int fold, int term, int[] held, TreeForest forest)
    {
        double gained = 0;
        var row = new double[_rows.Features];
        for (int permutation = 0; permutation < _spec.Permutations; permutation++)
        {
            int[] order = Shuffled(held.Length, RandomStream.Of(_spec.UsedSeed, 1 + permutation + (long)_spec.Permutations * (term + (long)_rows.Terms.Length * fold)));
            for (int at = 0; at < held.Length; at++)
            {
                _rows.Row(held[at]).CopyTo(row);
                foreach (int column in _rows.Columns[term]) row[column] = _rows.Row(held[order[at]])[column];
                double off = _rows.OutcomeOf(held[at]) - forest.Of(row);
                gained += off * off;
            }
        }
        return gained / _spec.Permutations - _squares[2][fold];
    }

    private static int[] Shuffled(int count, RandomStream random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = random.Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }
}

/// <summary>Partial dependence: the mean prediction when every row is given one value of a predictor. Numbers at their tenths' middles, 5 % to 95 %, so that no point is one person's.</summary>
internal static class PartialDependence
{
    private const int Points = 10;
    private const int MostRows = 2_000;

    internal static ImmutableArray<DependencePoint> Of(TreeRows rows, TreeForest forest)
    {
        int step = (rows.Rows + MostRows - 1) / MostRows;
        int[] used = [.. Enumerable.Range(0, rows.Rows).Where(row => row % step == 0)];
        return [.. Enumerable.Range(0, rows.Terms.Length).SelectMany(term => Of(rows, forest, term, used))];
    }

    private static IEnumerable<DependencePoint> Of(TreeRows rows, TreeForest forest, int term, int[] used)
    {
        var columns = rows.Columns[term];
        if (rows.Categories[term] is { IsEmpty: false } levels && columns.Length == levels.Length - 1) return OfLevels(rows, forest, term, used, levels);
        return columns.Length == 1 ? OfNumber(rows, forest, term, used) : [];
    }

    private static IEnumerable<DependencePoint> OfLevels(TreeRows rows, TreeForest forest, int term, int[] used, ImmutableArray<string> levels)
    {
        // A level is a pattern of its columns: that of its rows.
        var columns = rows.Columns[term];
        foreach (var same in Enumerable.Range(0, rows.Rows).GroupBy(row => columns.Select((column, at) => rows.Row(row)[column] == 1 ? at + 1 : 0).Max()).OrderBy(same => same.Key))
            yield return new DependencePoint(rows.Terms[term], levels[same.Key], Mean(rows, forest, used, columns, [.. columns.Select((_, at) => at + 1 == same.Key ? 1.0 : 0.0)]), same.LongCount());
    }

    private static IEnumerable<DependencePoint> OfNumber(TreeRows rows, TreeForest forest, int term, int[] used)
    {
        int column = rows.Columns[term][0];
        double[] sorted = [.. Enumerable.Range(0, rows.Rows).Select(row => rows.Row(row)[column]).Order()];
        foreach (double value in Enumerable.Range(0, Points).Select(point => sorted[(int)((point + 0.5) / Points * sorted.Length)]).Distinct())
        {
            long near = sorted.LongCount(other => other == value);
            yield return new DependencePoint(rows.Terms[term], value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture), Mean(rows, forest, used, [column], [value]), Math.Max(near, rows.Rows / Points));
        }
    }

    private static double Mean(TreeRows rows, TreeForest forest, int[] used, ImmutableArray<int> columns, double[] values)
    {
        var row = new double[rows.Features];
        double sum = 0;
        foreach (int one in used)
        {
            rows.Row(one).CopyTo(row);
            for (int at = 0; at < columns.Length; at++) row[columns[at]] = values[at];
            sum += forest.Of(row);
        }
        return sum / used.Length;
    }
}
