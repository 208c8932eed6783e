using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Reads the statements of a model.</summary>
internal sealed class ModelParser
{
    private const string NameExpected = "the name of a variable";
    private static readonly string[] Relations = ["=~", "~~", "~", "<~", "|", "~*~"];
    private static readonly string[] Assertions = [":=", "==", "<", ">"];

    private readonly string _text;
    private readonly TokenCursor _cursor;
    private readonly List<ModelTerm> _terms = [];
    private readonly List<DefinedTerm> _defined = [];
    private readonly List<ModelConstraint> _constraints = [];

    internal ModelParser(string text)
    {
        _text = text;
        _cursor = new TokenCursor(ModelLexer.Read(text));
    }

    internal ModelSyntax Model()
    {
        while (_cursor.Now.Kind != ModelTokenKind.End)
        {
            if (_cursor.Now.Kind == ModelTokenKind.Separator) _cursor.Skip();
            else Statement();
        }
        if (_terms.Count == 0) throw new StudyException(StructuralFaults.Empty());
        return new ModelSyntax(_text.Trim(), Merged(), [.. _defined], [.. _constraints]);
    }

    private void Statement()
    {
        string? assertion = _cursor.OperatorAhead(Assertions);
        if (assertion is null) Relation();
        else if (assertion == ":=") Definition();
        else Constraint(assertion);
        if (_cursor.Now.Kind != ModelTokenKind.Separator) throw _cursor.Wrong("+ and a further term, or the end of the line");
    }

    private void Definition()
    {
        var name = _cursor.Name("the name of the defined parameter");
        _cursor.Expect(":=");
        int start = _cursor.At;
        var expression = ExpressionReader.Read(_cursor);
        _defined.Add(new DefinedTerm(name.Text, expression, _cursor.Text(start), name.Line, name.Column));
    }

    private void Constraint(string assertion)
    {
        var (line, column, start) = (_cursor.Now.Line, _cursor.Now.Column, _cursor.At);
        var left = ExpressionReader.Read(_cursor);
        _cursor.Expect(assertion);
        var right = ExpressionReader.Read(_cursor);
        var difference = assertion == "<" ? ParameterExpression.Less(right, left) : ParameterExpression.Less(left, right);
        _constraints.Add(new ModelConstraint(difference, assertion == "==", _cursor.Text(start), line, column));
    }

    private void Relation()
    {
        var left = new List<ModelToken> { _cursor.Name(NameExpected) };
        while (_cursor.Take("+")) left.Add(_cursor.Name(NameExpected));
        var relation = _cursor.Now;
        string found = Relations.FirstOrDefault(relation.Is) ?? throw _cursor.Wrong("=~, ~, ~~ or :=");
        if (found is "<~" or "|" or "~*~") throw new StudyException(StructuralFaults.NotOffered(found, relation.Line, relation.Column));
        _cursor.Skip();
        do Term(left, found);
        while (_cursor.Take("+"));
    }

    private void Term(List<ModelToken> left, string relation)
    {
        var modifiers = ModifierReader.Read(_cursor);
        var right = _cursor.Now;
        bool intercept = right.Kind == ModelTokenKind.Number && relation == "~" && right.Text == "1";
        if (intercept) _cursor.Skip();
        else right = _cursor.Name(relation == "~" ? $"{NameExpected}, or 1 for the intercept" : NameExpected);
        foreach (var one in left)
            _terms.Add(new ModelTerm(one.Text, intercept ? ParameterOperator.Intercept : OperatorOf(relation), intercept ? "" : right.Text, modifiers, right.Line, right.Column));
    }

    private static ParameterOperator OperatorOf(string relation) => relation switch
    {
        "=~" => ParameterOperator.Loading,
        "~~" => ParameterOperator.Covariance,
        _ => ParameterOperator.Regression,
    };

    // A term that stands twice adds its modifiers to the first, as lavaan does: f =~ x2 + a*x2.
    private ImmutableArray<ModelTerm> Merged()
    {
        var merged = new List<ModelTerm>();
        foreach (var term in _terms)
        {
            int at = merged.FindIndex(one => Same(one, term));
            if (at < 0) merged.Add(term);
            else merged[at] = merged[at] with { Modifiers = Join(merged[at], term) };
        }
        return [.. merged];
    }

    private static bool Same(ModelTerm one, ModelTerm other) => one.Operator == other.Operator
        && ((one.Left == other.Left && one.Right == other.Right) || (one.Operator == ParameterOperator.Covariance && one.Left == other.Right && one.Right == other.Left));

    private static TermModifiers Join(ModelTerm first, ModelTerm second)
    {
        var (one, other) = (first.Modifiers, second.Modifiers);
        bool clash = ReferenceEquals(other, TermModifiers.None) || (!one.Values.IsEmpty && !other.Values.IsEmpty) || (!one.Labels.IsEmpty && !other.Labels.IsEmpty);
        if (clash) throw new StudyException(StructuralFaults.Twice(second));
        return new TermModifiers
        {
            Values = one.Values.IsEmpty ? other.Values : one.Values,
            Starts = one.Starts.IsEmpty ? other.Starts : one.Starts,
            Labels = one.Labels.IsEmpty ? other.Labels : one.Labels,
        };
    }
}
