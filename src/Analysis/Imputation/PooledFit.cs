using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A model estimated on m completed data sets and pooled.</summary>
public sealed record PooledFit : IModelFit
{
    private readonly IModelFit _first;
    private readonly ImmutableArray<TidyRow> _rows;

    private PooledFit(IModelFit first, ImmutableArray<TidyRow> rows, ImmutableArray<PooledTerm> terms, Imputations imputations)
    {
        (_first, _rows, Terms, Imputations) = (first, rows, terms, imputations);
        RowsIncomplete = first.RowsIncomplete + imputations.RowsLeftOut;
    }

    /// <summary>The fit of the first set: of the kind that the method gives.</summary>
    public IModelFit First => _first;

    /// <summary>Pooled terms with standard errors, in the method's order.</summary>
    public ImmutableArray<PooledTerm> Terms { get; }

    /// <summary>The completed data sets.</summary>
    public Imputations Imputations { get; }

    /// <summary>The same model on the complete rows alone; null where they do not carry it.</summary>
    public IModelFit? CompleteRows { get; init; }

    /// <inheritdoc/>
    public required ImmutableArray<Label> Cautions { get; init; }

    /// <inheritdoc/>
    public required Provenance Provenance { get; init; }

    /// <inheritdoc/>
    public string Method => _first.Method;

    /// <inheritdoc/>
    public string Formula => _first.Formula;

    /// <inheritdoc/>
    public string Uncertainty => $"{_first.Uncertainty}, Rubin";

    /// <inheritdoc/>
    public double Level => _first.Level;

    /// <summary>Rows of each completed set.</summary>
    public long Rows => _first.Rows;

    /// <summary>Rows left out because a field is missing that is never imputed.</summary>
    public long RowsIncomplete { get; }

    /// <inheritdoc/>
    public int Communities => _first.Communities;

    /// <inheritdoc/>
    public TermPeople PeopleOfTerms => _first.PeopleOfTerms;

    /// <inheritdoc/>
    public long PeopleBehind(int row) => _first.PeopleBehind(row);

    /// <summary><c>pooling</c>, <c>imputation</c>, <c>complete_rows</c>, and the diary <c>chains</c>. The method's own further tables are not pooled.</summary>
    public ImmutableArray<FitPart> Parts => ImputationParts.Of(this);

    IModelFit IModelFit.With(Provenance provenance) => this with { Provenance = provenance };

    /// <summary>Estimates, standard errors and intervals of t with the degrees of freedom of Barnard and Rubin.</summary>
    public ImmutableArray<TidyRow> Tidy() => _rows;

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("imputations", Imputations.Spec.Sets), new("nobs", Rows), new("complete_rows", CompleteRows?.Rows), new("communities", Communities > 0 ? Communities : null),
        new("mean_increase", Terms.Average(term => term.Increase)), new("largest_fmi", Terms.Max(term => term.Fraction)), .. RSquared is { } share ? [new GlanceEntry("r_squared", share)] : Array.Empty<GlanceEntry>(),
    ];

    /// <summary>Mean R² by Fisher's z of its root (Harel 2009, Journal of Applied Statistics 36: 1109-1118); null for methods without.</summary>
    public double? RSquared { get; private init; }

    /// <summary>Pools fits of one model on the completed data sets.</summary>
    /// <param name="fits">m fits, in the order of the sets.</param>
    /// <param name="imputations">The sets.</param>
    /// <param name="completeRows">The same model on the complete rows alone; null where they do not carry it.</param>
    /// <param name="transformed">True when the formula has terms that the imputation models do not have.</param>
    /// <exception cref="StudyException">The fits have different terms, or no standard errors.</exception>
    public static PooledFit Of(ImmutableArray<IModelFit> fits, Imputations imputations, IModelFit? completeRows, bool transformed)
    {
        ImmutableArray<ImmutableArray<TidyRow>> all = [.. fits.Select(fit => fit.Tidy())];
        CheckTerms(all);
        ImmutableArray<PooledTerm?> pooled = [.. all[0].Select((_, row) => Pool([.. all.Select(rows => rows[row])]))];
        if (pooled.All(term => term is null)) throw new StudyException(ImputationFaults.NothingToPool(fits[0].Method));
        ImmutableArray<PooledTerm> terms = [.. pooled.OfType<PooledTerm>()];
        var spec = imputations.Spec;
        return new PooledFit(fits[0], [.. pooled.Select((term, row) => term is null ? Averaged([.. all.Select(rows => rows[row])]) : Tested(term, fits[0].Level))], terms, imputations)
        {
            CompleteRows = completeRows,
            RSquared = MeanRSquared(fits),
            Cautions = PoolingCautions.Of(fits, imputations, terms, [.. pooled.Select((term, row) => term is null ? all[0][row].Term : null).OfType<string>()], completeRows is null, transformed),
            Provenance = fits[0].Provenance with { Method = $"{fits[0].Provenance.Method}; {ImputationParts.Words(imputations)}", Seed = spec.UsedSeed },
        };
    }

    private static void CheckTerms(ImmutableArray<ImmutableArray<TidyRow>> all)
    {
        string[] first = [.. all[0].Select(row => row.Term)];
        for (int set = 1; set < all.Length; set++)
            if (!all[set].Select(row => row.Term).SequenceEqual(first))
                throw new StudyException(ImputationFaults.UnequalTerms(string.Join(", ", first), string.Join(", ", all[set].Select(row => row.Term)), set));
    }

    private static PooledTerm? Pool(ImmutableArray<TidyRow> rows) => rows.All(row => row.Estimate is not null && row.StdError > 0)
        ? RubinPooling.Pool(rows[0].Term, [.. rows.Select(row => row.Estimate!.Value)], [.. rows.Select(row => row.StdError!.Value * row.StdError.Value)], rows.All(row => row.Df is not null) ? rows.Average(row => row.Df!.Value) : double.PositiveInfinity)
        : null;

    private static TidyRow Averaged(ImmutableArray<TidyRow> rows) => new(rows[0].Term, rows.All(row => row.Estimate is not null) ? rows.Average(row => row.Estimate!.Value) : null);

    private static TidyRow Tested(PooledTerm term, double level)
    {
        double t = term.Estimate / term.StdError, reach = StudentT.Critical(1 - level, term.Df) * term.StdError;
        return new TidyRow(term.Term, term.Estimate, term.StdError, t, term.Df, StudentT.TwoSided(t, term.Df), term.Estimate - reach, term.Estimate + reach);
    }

    private static double? MeanRSquared(ImmutableArray<IModelFit> fits)
    {
        double?[] shares = [.. fits.Select(fit => fit.Glance().FirstOrDefault(entry => entry.Name == "r_squared")?.Value)];
        return shares.All(share => share is >= 0 and < 1) ? Math.Pow(Math.Tanh(shares.Average(share => Math.Atanh(Math.Sqrt(share!.Value)))), 2) : null;
    }
}
