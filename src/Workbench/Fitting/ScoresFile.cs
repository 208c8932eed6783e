using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Factor scores of every row, in a file of the researcher's own: records of persons pass no review, so a statement stands beside them.</summary>
internal static class ScoresFile
{
    private const string Option = "--scores", Statement = "Factor scores of every row, asked for with --scores by the owner of the rows: records of persons, reviewed by nobody. Do not hand them on with a report.";

    private static readonly ImmutableArray<string> Endings = [".csv", ".parquet"];

    /// <summary>Refuses what cannot be before a row is read.</summary>
    /// <exception cref="UsageException">The name's ending is of no format, or the rows of the model are not those of the file.</exception>
    public static void Check(ModelRequest model, string file)
    {
        if (!Endings.Contains(Path.GetExtension(file).ToLowerInvariant())) throw Wrong($"'{file}' names no format of scores", "its ending says how they are written", $"End the name in {string.Join(" or ", Endings)}");
        if (model.Impute is not null || model.Exclude is { IsEmpty: false }) throw Wrong("Scores were asked for of imputed or screened rows", "a score belongs to a row of the file and to one fit", "Leave --impute and --exclude out");
        if (model.Setting("covariance") is not null) throw Wrong("Scores were asked for of a covariance matrix", "it has no rows", "Give the rows");
    }

    /// <summary>Writes <c>row</c>, counted from 1, and a column a factor.</summary>
    /// <exception cref="UsageException">The method has no scores.</exception>
    public static async Task WriteAsync(IModelFit fit, IModelRows rows, string file, CancellationToken cancellationToken)
    {
        if (fit is not IScoredFit scored) throw Wrong($"{fit.Method} has no factor scores", "scores are of factors", "Leave it out, or use --method cfa, sem or efa");
        ImmutableArray<string> keys = scored.GroupField is { } group ? [group] : [];
        var scores = await rows.ReduceAsync(scored.ScoredFields, keys, (_, blocks) => JoinedFrame.Of(blocks.Select(scored.Scores)), cancellationToken).ConfigureAwait(false);
        Saving.Records(new Frame([new IntegerColumn("row", [.. Enumerable.Range(1, scores.Rows).Select(row => (long)row)], []), .. scores.Columns]), file, Statement);
    }

    private static UsageException Wrong(string what, string why, string mend) => new(new Fault(what, Option, why, mend));
}
