using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// A recursive path model: a predictor, mediators in causal order and an outcome, with one linear equation for each mediator and for the outcome. Moderators are written as products in the equations.
/// </summary>
public sealed record PathModel
{
    internal PathModel(string text, string predictor, ImmutableArray<PathEquation> equations, ImmutableArray<string> moderators, string? cluster)
    {
        Text = text;
        Predictor = predictor;
        Equations = equations;
        Moderators = moderators;
        Cluster = cluster;
        ImmutableArray<ImmutableArray<string>> first = [[predictor], .. Mediators.Select(name => ImmutableArray.Create(name))];
        Design = Formula.Parse($"{Outcome} ~ {string.Join(" + ", first.Concat(equations.SelectMany(equation => equation.Terms)).DistinctBy(PathEquation.Key).Select(PathEquation.Label))}");
    }

    /// <summary>The model as given.</summary>
    public string Text { get; }

    /// <summary>The focal predictor, x.</summary>
    public string Predictor { get; }

    /// <summary>The mediators, causes before effects.</summary>
    public ImmutableArray<string> Mediators => [.. Equations.Take(Equations.Length - 1).Select(equation => equation.Outcome)];

    /// <summary>The outcome, y.</summary>
    public string Outcome => Equations[^1].Outcome;

    /// <summary>Variables that change the strength of an arrow, in order of appearance; empty for none.</summary>
    public ImmutableArray<string> Moderators { get; }

    /// <summary>Field of the communities, when the text names it by <c>(1 | community)</c>; null otherwise.</summary>
    public string? Cluster { get; }

    /// <summary>The equations: each mediator's in causal order, the outcome's last.</summary>
    public ImmutableArray<PathEquation> Equations { get; }

    /// <summary>One formula with every column of every equation: the roots are made for it.</summary>
    public Formula Design { get; }

    /// <summary>Reads a model: arrows (<c>x -> m1 + m2 -> y | age</c>) or equations, one a line or with semicolons between (<c>m ~ x + age; y ~ m + x</c>).</summary>
    /// <param name="text">The model.</param>
    /// <param name="moderateDirect">For arrows: true to let moderators change the direct effect as well (Hayes' models 8 and 15 in place of 7 and 14).</param>
    /// <param name="predictor">For equations: the focal predictor; null for the first term of the first equation.</param>
    /// <exception cref="StudyException">The text is no such model: names the position and what was expected; or the equations have no path from the predictor to the outcome.</exception>
    public static PathModel Parse(string text, bool moderateDirect = false, string? predictor = null)
    {
        text = text.TrimStart();
        return PathReading.Of(text, ArrowText.Is(text) ? ArrowText.Equations(text, moderateDirect) : EquationText.Split(text), predictor);
    }
}

/// <summary>One linear equation of a path model; it has an intercept.</summary>
/// <param name="Outcome">What it explains, as R prints it.</param>
/// <param name="Terms">Its terms; each is its variables, more than one for a product.</param>
public sealed record PathEquation(string Outcome, ImmutableArray<ImmutableArray<string>> Terms)
{
    internal static string Label(ImmutableArray<string> term) => string.Join(':', term);

    /// <summary>The same for x:w and w:x.</summary>
    internal static string Key(ImmutableArray<string> term) => string.Join(':', term.Order(StringComparer.Ordinal));

    internal bool Has(params ImmutableArray<string> term) => Terms.Any(one => Key(one) == Key(term));
}
