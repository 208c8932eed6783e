using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Turns equations into a path model: who is predictor, mediator, moderator and outcome follows from who explains whom.</summary>
internal sealed class PathReading
{
    private readonly string _text;
    private readonly ImmutableArray<Formula> _formulas;
    private readonly ImmutableArray<PathEquation> _equations;
    private readonly string _predictor;

    private PathReading(string text, ImmutableArray<string> equations, string? predictor)
    {
        _text = text;
        _formulas = [.. equations.Select(Formula.Parse)];
        _equations = Ordered([.. _formulas.Select(EquationOf)]);
        _predictor = predictor ?? _formulas[0].AtomNames.FirstOrDefault() ?? throw new StudyException(MediationFaults.NoPath(text, "", _equations[^1].Outcome));
    }

    internal static PathModel Of(string text, ImmutableArray<string> equations, string? predictor)
    {
        var reading = new PathReading(text, equations, predictor);
        reading.CheckForms();
        reading.CheckRoles();
        var moderators = reading.Moderators();
        return new PathModel(text, reading._predictor, reading._equations, moderators, reading.Cluster());
    }

    private static PathEquation EquationOf(Formula formula) =>
        new(formula.Outcome, [.. formula.AtomsOfTerms.Select(term => term.Select(atom => formula.AtomNames[atom]).ToImmutableArray())]);

    // Causes before effects; the one outcome that explains nothing comes last.
    private ImmutableArray<PathEquation> Ordered(ImmutableArray<PathEquation> equations)
    {
        if (equations.GroupBy(equation => equation.Outcome).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new StudyException(MediationFaults.ExplainedTwice(_text, twice.Key));
        var left = equations.ToList();
        var ordered = ImmutableArray.CreateBuilder<PathEquation>();
        while (left.Count > 0)
        {
            var next = left.Find(one => !left.Exists(other => Explains(other.Outcome, one))) ?? throw new StudyException(MediationFaults.Circle(_text, left.Select(one => one.Outcome)));
            ordered.Add(next);
            left.Remove(next);
        }
        ImmutableArray<string> last = [.. equations.Where(one => !equations.Any(other => Explains(one.Outcome, other))).Select(one => one.Outcome)];
        if (last.Length > 1) throw new StudyException(MediationFaults.ManyOutcomes(_text, last));
        return [.. ordered.Where(equation => equation.Outcome != last[0]), .. ordered.Where(equation => equation.Outcome == last[0])];
    }

    private static bool Explains(string name, PathEquation equation) => equation.Terms.Any(term => term.Contains(name));

    private IEnumerable<string> Chain => _equations.Take(_equations.Length - 1).Select(equation => equation.Outcome).Prepend(_predictor);

    private void CheckForms()
    {
        foreach (var formula in _formulas)
        {
            if (!formula.Intercept) throw new StudyException(MediationFaults.NoIntercept(formula.Text));
            if (!formula.Absorbed.IsEmpty) throw new StudyException(MediationFaults.Absorbed(formula.Text));
            if (formula.Random.Any(part => !part.Intercept || !part.Terms.IsEmpty || part.Groups.Length > 1) || formula.Random.Length > 1) throw new StudyException(MediationFaults.RandomPart(formula.Text));
            foreach (var atom in formula.Atoms) CheckAtom(formula, atom);
        }
    }

    // A curve or another function of a variable of the chain would make its effect differ from place to place: a path has one number.
    private void CheckAtom(Formula formula, Expression atom)
    {
        string name = Deparser.Print(atom);
        if (Chain.Contains(name)) return;
        if (ExpressionTree.Names(atom).FirstOrDefault(inner => Chain.Contains(Deparser.Name(inner.Name))) is { } inside) throw new StudyException(MediationFaults.Curved(formula.Text, name, inside.Name));
    }

    private void CheckRoles()
    {
        if (_equations.Any(equation => equation.Outcome == _predictor)) throw new StudyException(MediationFaults.PredictorExplained(_text, _predictor));
        if (_equations.Length < 2) throw new StudyException(MediationFaults.NoMediator(_text));
        foreach (var mediator in _equations.Take(_equations.Length - 1).Select(equation => equation.Outcome))
        {
            if (!Reaches(_predictor, mediator)) throw new StudyException(MediationFaults.NoPath(_text, _predictor, mediator));
        }
    }

    private bool Reaches(string from, string to)
    {
        var equation = _equations.First(one => one.Outcome == to);
        return equation.Has(from) || _equations.Any(one => one.Outcome != to && equation.Has(one.Outcome) && Reaches(from, one.Outcome));
    }

    private ImmutableArray<string> Moderators() => [.. _equations.SelectMany(equation => equation.Terms.Select(term => Moderator(equation, term))).OfType<string>().Distinct()];

    private string? Moderator(PathEquation equation, ImmutableArray<string> term)
    {
        ImmutableArray<string> chain = [.. term.Where(Chain.Contains)];
        if (term.Length == 1 || chain.IsEmpty) return null;
        if (chain.Length > 1 || term.Length > 2) throw new StudyException(MediationFaults.ProductTooHigh(_text, PathEquation.Label(term)));
        foreach (string part in term)
            if (!equation.Has(part)) throw new StudyException(MediationFaults.ProductAlone(_text, PathEquation.Label(term), part, equation.Outcome));
        return term.First(part => part != chain[0]);
    }

    private string? Cluster()
    {
        ImmutableArray<string> groups = [.. _formulas.SelectMany(formula => formula.Random).Select(part => part.Groups[0]).Distinct()];
        return groups.Length > 1 ? throw new StudyException(MediationFaults.ManyClusters(_text, groups)) : groups.IsEmpty ? null : groups[0];
    }
}
