using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Makes the effects of a path model: every way from the predictor to the outcome is the product of its arrows, and an arrow is a coefficient plus what its moderators add.</summary>
internal sealed class PathEffects
{
    private readonly PathModel _model;
    private readonly PathLevel _level;
    private readonly ImmutableArray<ModeratorSpread> _moderators;
    private readonly ImmutableArray<ImmutableArray<string>> _paths;

    internal PathEffects(PathModel model, PathLevel level, ImmutableArray<ModeratorSpread> moderators)
    {
        _model = model;
        _level = level;
        _moderators = moderators;
        _paths = [.. PathsFrom([model.Predictor]).OrderBy(path => path.Length)];
    }

    private ImmutableArray<ImmutableArray<string>> Indirect => [.. _paths.Where(path => path.Length > 2)];

    private ImmutableArray<ImmutableArray<string>> Direct => [.. _paths.Where(path => path.Length == 2)];

    private string Ends => $"{_model.Predictor} -> {_model.Outcome}";

    /// <summary>Every effect, in the order to list them; empty where no way leads from the predictor, as within communities in 2-1-1.</summary>
    internal ImmutableArray<PathEffect> All() => _paths.IsEmpty
        ? []
        : [.. Indirect.SelectMany(path => Effects(EffectKind.Indirect, Name(path), [path])), .. Totals(), .. Contrasts(), .. Indirect.SelectMany(Indices), .. Slopes()];

    /// <summary>The moderated arrows and indirect effects that are linear in one moderator.</summary>
    internal ImmutableArray<LinearEffect> Linear() =>
    [
        .. Arrows().Select(arrow => Linear(EffectKind.Slope, arrow)).OfType<LinearEffect>(),
        .. Indirect.Select(path => Linear(EffectKind.Indirect, path)).OfType<LinearEffect>(),
    ];

    private static string Name(ImmutableArray<string> path) => string.Join(" -> ", path);

    private IEnumerable<ImmutableArray<string>> PathsFrom(ImmutableArray<string> begun) => begun[^1] == _model.Outcome
        ? [begun]
        : _model.Mediators.Append(_model.Outcome).Where(next => _level.Parameter(next, begun[^1]) is not null).SelectMany(next => PathsFrom(begun.Add(next)));

    private IEnumerable<PathEffect> Totals() =>
    [
        .. Indirect.Length > 1 ? Effects(EffectKind.TotalIndirect, Ends, Indirect) : [],
        .. Effects(EffectKind.Direct, Ends, Direct), .. Effects(EffectKind.Total, Ends, _paths), .. Proportion(),
    ];

    private IEnumerable<PathEffect> Proportion()
    {
        if (!ModeratorsOf(_paths).IsEmpty || Direct.IsEmpty) return [];
        return [new PathEffect(EffectKind.Proportion, _level.Name, Ends, Sum(Indirect, [])) { Per = Sum(_paths, []) }];
    }

    // The sum of some paths, at each set of values of the moderators on them.
    private IEnumerable<PathEffect> Effects(EffectKind kind, string name, ImmutableArray<ImmutableArray<string>> paths) => paths.IsEmpty
        ? []
        : Conditions(ModeratorsOf(paths)).Select(condition => new PathEffect(kind, _level.Name, name, Sum(paths, condition)) { Condition = condition });

    private IEnumerable<PathEffect> Contrasts() =>
        from i in Enumerable.Range(0, Indirect.Length)
        from j in Enumerable.Range(i + 1, Indirect.Length - i - 1)
        from condition in Conditions(ModeratorsOf([Indirect[i], Indirect[j]]))
        select new PathEffect(EffectKind.Contrast, _level.Name, $"({Name(Indirect[i])}) - ({Name(Indirect[j])})", Product(Indirect[i], condition).Minus(Product(Indirect[j], condition))) { Condition = condition };

    // Hayes (2015): the slope of the indirect effect in a moderator; it is one number only when a single arrow of the path is moderated.
    private IEnumerable<PathEffect> Indices(ImmutableArray<string> path)
    {
        if (ModeratedArrows(path) != 1) return [];
        return ModeratorsOf([path]).Select(moderator => new PathEffect(EffectKind.Index, _level.Name, Name(path), Slope(path, moderator)) { Condition = [new ModeratorValue(moderator, "", 0)] });
    }

    private IEnumerable<PathEffect> Slopes() => Arrows().Where(arrow => arrow[0] != _model.Predictor || arrow[1] != _model.Outcome).SelectMany(arrow => Effects(EffectKind.Slope, Name(arrow), [arrow]));

    private LinearEffect? Linear(EffectKind kind, ImmutableArray<string> path) =>
        ModeratedArrows(path) == 1 && ModeratorsOf([path]) is [var only] ? new LinearEffect(kind, Name(path), path[^1], only, Product(path, []), Slope(path, only)) : null;

    private Polynomial Slope(ImmutableArray<string> path, string moderator) => Product(path, [new ModeratorValue(moderator, "", 1)]).Minus(Product(path, []));

    // Arrows with a moderator.
    private IEnumerable<ImmutableArray<string>> Arrows() =>
        _paths.SelectMany(path => path.Zip(path.Skip(1), (from, to) => ImmutableArray.Create(from, to))).DistinctBy(Name).Where(arrow => ModeratedArrows(arrow) > 0);

    private int ModeratedArrows(ImmutableArray<string> path) => path.Zip(path.Skip(1)).Count(arrow => _moderators.Any(moderator => Moderates(moderator.Name, arrow.First, arrow.Second)));

    private bool Moderates(string moderator, string from, string to) => _level.Parameter(to, from, moderator) is not null;

    private ImmutableArray<ModeratorSpread> SpreadsOf(ImmutableArray<ImmutableArray<string>> paths) =>
        [.. _moderators.Where(moderator => paths.Any(path => path.Zip(path.Skip(1)).Any(arrow => Moderates(moderator.Name, arrow.First, arrow.Second))))];

    private ImmutableArray<string> ModeratorsOf(ImmutableArray<ImmutableArray<string>> paths) => [.. SpreadsOf(paths).Select(spread => spread.Name)];

    private IEnumerable<ImmutableArray<ModeratorValue>> Conditions(ImmutableArray<string> moderators)
    {
        var sets = _moderators.Where(spread => moderators.Contains(spread.Name)).Select(spread => spread.Sets()).ToList();
        int kinds = sets.Count == 0 ? 1 : sets.Max(set => set.Length);
        return Enumerable.Range(0, kinds).SelectMany(kind => sets.Aggregate<ImmutableArray<ImmutableArray<ModeratorValue>>, IEnumerable<ImmutableArray<ModeratorValue>>>(
            [[]], (begun, set) => begun.SelectMany(condition => set[Math.Min(kind, set.Length - 1)].Select(condition.Add))));
    }

    private Polynomial Sum(ImmutableArray<ImmutableArray<string>> paths, ImmutableArray<ModeratorValue> condition) =>
        paths.Aggregate(Polynomial.Zero, (sum, path) => sum.Plus(Product(path, condition)));

    private Polynomial Product(ImmutableArray<string> path, ImmutableArray<ModeratorValue> condition) =>
        path.Zip(path.Skip(1)).Select(arrow => Arrow(arrow.First, arrow.Second, condition)).Aggregate((product, arrow) => product.Times(arrow));

    private Polynomial Arrow(string from, string to, ImmutableArray<ModeratorValue> condition) => condition
        .Where(value => Moderates(value.Moderator, from, to))
        .Aggregate(Polynomial.Of(_level.Parameter(to, from)!.Value), (sum, value) => sum.Plus(Polynomial.Of(_level.Parameter(to, from, value.Moderator)!.Value).Times(value.Value)));
}

/// <summary>An effect that is a straight line in one moderator.</summary>
/// <param name="Kind">An arrow or an indirect effect.</param>
/// <param name="Name">Its path.</param>
/// <param name="Outcome">Where the path ends.</param>
/// <param name="Moderator">Name of the moderator.</param>
/// <param name="AtZero">The effect where the moderator is 0.</param>
/// <param name="PerUnit">Its change per unit of the moderator.</param>
internal sealed record LinearEffect(EffectKind Kind, string Name, string Outcome, string Moderator, Polynomial AtZero, Polynomial PerUnit);
