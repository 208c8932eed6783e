using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a reader should know before trusting pooled numbers.</summary>
internal static class PoolingCautions
{
    /// <param name="fits">The fits of the completed sets.</param>
    /// <param name="imputations">The sets.</param>
    /// <param name="terms">The pooled terms.</param>
    /// <param name="averaged">Terms without standard errors.</param>
    /// <param name="alone">True when there is no fit of the complete rows.</param>
    /// <param name="transformed">True when the formula has terms that the imputation models do not have.</param>
    internal static ImmutableArray<Label> Of(ImmutableArray<IModelFit> fits, Imputations imputations, ImmutableArray<PooledTerm> terms, string[] averaged, bool alone, bool transformed)
    {
        double fraction = terms.Max(term => term.Fraction);
        return
        [
            .. fits.SelectMany(fit => fit.Cautions).DistinctBy(caution => caution.En),
            .. imputations.Cautions,
            .. transformed ? [ImputationFaults.Transformed()] : Array.Empty<Label>(),
            .. 100 * fraction > imputations.Spec.Sets ? [ImputationFaults.FewForMissing(imputations.Spec.Sets, fraction)] : Array.Empty<Label>(),
            .. averaged.Length > 0 ? [ImputationFaults.Unpooled(averaged)] : Array.Empty<Label>(),
            .. alone ? [ImputationFaults.NoCompleteFit()] : Array.Empty<Label>(),
        ];
    }
}
