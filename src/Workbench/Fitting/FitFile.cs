using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Fits one model on one file, no study needed: reads, reduces, estimates.</summary>
public static class FitFile
{
    /// <summary>Reads the file and estimates the model.</summary>
    /// <param name="request">What to fit.</param>
    /// <param name="reading">Told the rows read so far; null for none.</param>
    /// <param name="working">Told how far long work after reading has come; null for none.</param>
    /// <param name="notices">Told what the file holds and the reader leaves out, or reads in a way that one should know; null for none.</param>
    /// <param name="cancellationToken">Stops the reading and the work.</param>
    /// <exception cref="UsageException">The formula, a name, the method or the combination cannot be; or scores were asked for of a method that has none.</exception>
    /// <exception cref="StudyException">The file cannot be read.</exception>
    public static async Task<IModelFit> FitAsync(FitRequest request, IProgress<long>? reading = null, IProgress<long>? working = null, Action<Label>? notices = null, CancellationToken cancellationToken = default)
    {
        var model = request.Model with { Formula = ModelText.Of(request.Model.Formula, Directory.GetCurrentDirectory()) };
        // The hash takes as long as opening and typing the columns, so it runs beside them.
        var hash = Task.Run(() => Hash.OfFile(request.File), cancellationToken);
        if (request.Scores is { } asked) ScoresFile.Check(model, asked);
        var rows = new FileRows(request, reading);
        foreach (var notice in rows.Notices) notices?.Invoke(notice);
        var fit = await FitMethods.FitAsync(model, rows, working, cancellationToken).ConfigureAwait(false);
        if (request.Scores is { } file) await ScoresFile.WriteAsync(fit, rows, file, cancellationToken).ConfigureAwait(false);
        var stamp = new SourceStamp("file", Path.GetFileName(request.File), await hash.ConfigureAwait(false), rows.RowsRead, 0);
        return fit.With(fit.Provenance with { Sources = [stamp], Options = [.. fit.Provenance.Options, .. Options(request, rows, fit)] });
    }

    private static IEnumerable<(string Name, string Value)> Options(FitRequest request, FileRows rows, IModelFit fit)
    {
        var model = request.Model;
        yield return ("weights", model.Weights ?? "");
        yield return ("cluster", string.Join(',', model.Clusters));
        if (model.Strata is { } strata) yield return ("strata", strata);
        if (model.Fpc is { } fpc) yield return ("fpc", fpc);
        foreach (var (i, rule) in (model.Exclude ?? []).Index()) yield return (FormattableString.Invariant($"exclude_{i + 1}"), rule);
        if (model.Impute is { } sets) yield return ("impute", sets.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in model.Settings) yield return (name, value);
        yield return ("missing", string.Join(',', request.Missing));
        yield return ("rows_read", rows.RowsRead.ToString(CultureInfo.InvariantCulture));
        yield return ("rows_incomplete", fit.RowsIncomplete.ToString(CultureInfo.InvariantCulture));
        yield return ("released", "false");
    }
}
