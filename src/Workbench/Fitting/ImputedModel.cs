using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>A model of any method on completed data sets: the method is asked once for the complete rows, which tells what it reads; then for each set; then the fits are pooled.</summary>
internal static class ImputedModel
{
    /// <exception cref="StudyException">The method is not pooled, a variable cannot be imputed, or a set cannot be estimated.</exception>
    public static async Task<IModelFit> FitAsync(IFitMethod method, ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (!method.Pools) throw new UsageException(NotPooled(method.Name));
        if (request.Vcov == Vcov.Wild.Name) throw new UsageException(WildErrors());
        var single = ImputeOptions.Single(request);
        var watched = new WatchedRows(rows);
        var (alone, fault) = await AloneAsync(method, single, watched, cancellationToken).ConfigureAwait(false);
        try
        {
            var imputations = await ImputeAsync(request, watched, rows, progress, cancellationToken).ConfigureAwait(false);
            if (imputations.Variables.IsEmpty) return alone ?? throw fault!;
            var fits = ImmutableArray.CreateBuilder<IModelFit>(imputations.Spec.Sets);
            for (int set = 0; set < imputations.Spec.Sets; set++) fits.Add(await method.FitAsync(single, new OwnRows(imputations.Set(set)), null, cancellationToken).ConfigureAwait(false));
            return PooledFit.Of(fits.MoveToImmutable(), imputations, alone, watched.Transformed);
        }
        catch (StudyException) when (fault is not null)
        {
            // What cannot be estimated from the complete rows, nor from completed ones, is wrong as it was asked.
            throw fault;
        }
    }

    private static async Task<(IModelFit? Fit, StudyException? Fault)> AloneAsync(IFitMethod method, ModelRequest single, WatchedRows watched, CancellationToken cancellationToken)
    {
        try
        {
            return (await method.FitAsync(single, watched, null, cancellationToken).ConfigureAwait(false), null);
        }
        catch (StudyException fault) when (!watched.Fields.IsEmpty)
        {
            return (null, fault);
        }
    }

    private static async Task<Imputations> ImputeAsync(ModelRequest request, WatchedRows watched, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var spec = ImputeOptions.SpecOf(request, watched.Keys);
        ImmutableArray<string> fields = [.. watched.Fields.Concat(ImputeOptions.AlsoOf(request)).Distinct(StringComparer.Ordinal)];
        ImmutableArray<string> keys = [.. watched.Keys.Concat(spec.Within is null ? [] : [spec.Within]).Distinct(StringComparer.Ordinal)];
        var frame = await rows.FrameAsync(fields, keys, cancellationToken).ConfigureAwait(false);
        var wanted = fields.Concat(keys).Distinct(StringComparer.Ordinal).Select(name => frame[name]);
        return MultipleImputation.Impute(spec, new Frame([.. wanted]), progress, cancellationToken);
    }

    private static Fault NotPooled(string method) => new($"{method} is not estimated from completed data sets", "--impute", "it looks at the missing values or at the rows themselves", "Leave --impute out");

    private static Fault WildErrors() => new("--vcov wild was asked for with --impute", "--vcov", "Rubin's rules pool standard errors, and the wild bootstrap gives p values", "Ask for --vcov CR1 or CR2");
}
