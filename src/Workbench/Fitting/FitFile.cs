using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Ingest;

namespace CoProduction.Workbench;

/// <summary>Fits one model on one file, no study needed: reads once, reduces to the roots of the clusters, estimates. Memory does not grow with rows.</summary>
public static class FitFile
{
    /// <summary>Methods that <c>--method</c> names.</summary>
    public static ImmutableArray<string> Methods { get; } = ["ols"];

    /// <summary>Reads the file and estimates the model.</summary>
    /// <param name="request">What to fit.</param>
    /// <param name="progress">Told the rows read so far; null for none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UsageException">The formula, a name, the method or the combination cannot be.</exception>
    /// <exception cref="StudyException">The file cannot be read.</exception>
    public static async Task<LinearFit> FitAsync(FitRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var (spec, names) = Asked(() => (Spec(request), Names(request)));
        // The hash takes as long as opening and typing the columns, so it runs beside them.
        var hash = Task.Run(() => Hash.OfFile(request.File), cancellationToken);
        var file = DataFile.Open(request.File, request.Missing, request.Sheet);
        var columns = Asked(() => file.Columns(names, request.Cluster is { } cluster ? [cluster] : []));
        var roots = columns.Reduce(typed => Roots(request, spec.Formula, WithFactors(typed, spec.Formula), progress, cancellationToken));
        var fit = Asked(() => LinearModel.Fit(spec, roots));
        var stamp = new SourceStamp("file", Path.GetFileName(request.File), await hash.ConfigureAwait(false), roots.RowsRead, 0);
        return fit with { Provenance = fit.Provenance with { Sources = [stamp], Options = [.. fit.Provenance.Options, .. Options(request, roots)] } };
    }

    private static LinearSpec Spec(FitRequest request)
    {
        if (!Methods.Contains(request.Method))
            throw new UsageException(new Fault($"'{request.Method}' is not a method", "--method", "a method is asked for by name", Nearest.Suggest(request.Method, Methods)));
        var vcov = request.Vcov is { } named ? Vcov.Parse(named) : request.Cluster is null ? Vcov.Classical : Vcov.CR1;
        if (vcov == Vcov.CR1 && request.Cluster is null)
            throw new UsageException(new Fault("CR1 was asked for without clusters", "--vcov", "it sums the scores of each cluster", "Name their column with --cluster, or ask for --vcov classical"));
        return new LinearSpec(Formula.Parse(request.Formula), vcov, request.Level);
    }

    private static ImmutableArray<string> Names(FitRequest request)
    {
        var variables = Formula.Parse(request.Formula).Variables;
        return request.Weights is { } weights && !variables.Contains(weights) ? variables.Add(weights) : variables;
    }

    /// <summary>A column inside <c>factor()</c> is a category even when its values are numbers.</summary>
    private static ChosenColumns WithFactors(ChosenColumns columns, Formula formula) => columns.Columns
        .Where(column => column.Kind == ColumnKind.Number && formula.Factors.Contains(column.Name)).Aggregate(columns, (typed, column) => typed.AsCategory(column.Name));

    private static CommunityRoots Roots(FitRequest request, Formula formula, ChosenColumns columns, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var variables = columns.Columns.ToDictionary(column => column.Name, column => new Variable(column.Name, Ordered(column.Levels)), StringComparer.Ordinal);
        var roots = Asked(() => new RootsAccumulator(DesignPlan.Of(formula, variables), request.Weights, request.Cluster));
        long rows = 0;
        foreach (var block in columns.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            roots.Add(block);
            progress?.Report(rows += block.Rows);
        }
        return roots.Finish();
    }

    /// <summary>Levels that are all numbers stand in the order of the numbers, as in R's <c>factor()</c> of a numeric column; texts in ordinal order.</summary>
    private static ImmutableArray<string> Ordered(ImmutableArray<string> levels) =>
        levels.All(level => double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? [.. levels.OrderBy(level => double.Parse(level, NumberStyles.Float, CultureInfo.InvariantCulture))] : levels;

    private static (string Name, string Value)[] Options(FitRequest request, CommunityRoots roots) =>
    [
        ("weights", request.Weights ?? ""), ("cluster", request.Cluster ?? ""), ("missing", string.Join(',', request.Missing)),
        ("rows_read", roots.RowsRead.ToString(CultureInfo.InvariantCulture)), ("rows_incomplete", roots.RowsIncomplete.ToString(CultureInfo.InvariantCulture)), ("released", "false"),
    ];

    /// <summary>A fault of what was asked, not of the file.</summary>
    private static T Asked<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StudyException fault) when (fault is not (UsageException or NotNumericException))
        {
            throw new UsageException(fault.Fault);
        }
    }
}
