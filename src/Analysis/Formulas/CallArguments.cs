using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The arguments of a call by the names of its parameters: named ones first, the others in order, as R matches them.</summary>
internal sealed class CallArguments
{
    private readonly string _formula;
    private readonly CallExpression _call;
    private readonly FunctionShape _shape;
    private readonly Dictionary<string, CallArgument> _byName = new(StringComparer.Ordinal);

    /// <exception cref="StudyException">An argument is unknown, given twice, or one too many; the variable is not given.</exception>
    internal CallArguments(string formula, CallExpression call, FunctionShape shape)
    {
        (_formula, _call, _shape) = (formula, call, shape);
        foreach (var argument in call.Arguments.Where(argument => argument.Name.Length > 0)) Take(NameOf(argument), argument);
        foreach (var argument in call.Arguments.Where(argument => argument.Name.Length == 0)) Take(NextFree(argument), argument);
        if (!_byName.ContainsKey(shape.Parameters[0])) throw new StudyException(FormulaFaults.NoVariable(formula, call));
    }

    /// <summary>The variable: the first parameter.</summary>
    internal Expression Variable => _byName[_shape.Parameters[0]].Value;

    internal CallArgument? Find(string parameter) => _byName.GetValueOrDefault(parameter);

    /// <summary>TRUE or FALSE.</summary>
    internal bool Flag(string parameter, bool byDefault) => Find(parameter) switch
    {
        null => byDefault,
        { Value: NameExpression { Name: "TRUE" or "T" } } => true,
        { Value: NameExpression { Name: "FALSE" or "F" } } => false,
        var other => throw new StudyException(FormulaFaults.BadFlag(_formula, other)),
    };

    /// <summary>A whole number from 1 to a greatest one; null when it is not given.</summary>
    internal int? Whole(string parameter, int most) => Find(parameter) switch
    {
        null => null,
        { Value: NumberExpression number } when number.Value >= 1 && number.Value <= most && number.Value % 1 == 0 => (int)number.Value,
        var other => throw new StudyException(FormulaFaults.BadWhole(_formula, parameter, other, most)),
    };

    /// <summary>A plain name; null when it is not given.</summary>
    internal NameExpression? Name(string parameter) => Find(parameter) switch
    {
        null => null,
        { Value: NameExpression name } => name,
        var other => throw new StudyException(FormulaFaults.BadField(_formula, _call.Function, other)),
    };

    /// <summary>A level, as a name, a number or a text; null when it is not given.</summary>
    internal LevelName? Level(string parameter) => Find(parameter) is { } argument ? Level(argument.Value) : null;

    /// <summary>Levels in <c>c(...)</c>; null when they are not given.</summary>
    internal ImmutableArray<LevelName>? Levels(string parameter) => Find(parameter) switch
    {
        null => null,
        { Value: CallExpression { Function: Functions.Vector } vector } => [.. vector.Arguments.Select(argument => Level(argument.Value))],
        var other => throw new StudyException(FormulaFaults.BadLevels(_formula, other)),
    };

    private LevelName Level(Expression value) => value switch
    {
        NameExpression name => new LevelName(name.Name, name.At),
        TextExpression text => new LevelName(text.Text, text.At),
        NumberExpression number => new LevelName(Deparser.Number(number.Value), number.At),
        NegativeExpression { Inner: NumberExpression number } negative => new LevelName("-" + Deparser.Number(number.Value), negative.At),
        _ => throw new StudyException(FormulaFaults.BadLevelName(_formula, value)),
    };

    private string NameOf(CallArgument argument) =>
        _shape.Parameters.Contains(argument.Name) ? argument.Name : throw new StudyException(FormulaFaults.UnknownArgument(_formula, _shape, argument));

    private string NextFree(CallArgument argument) =>
        _shape.Parameters.Take(_shape.Positional).FirstOrDefault(name => !_byName.ContainsKey(name)) ?? throw new StudyException(FormulaFaults.TooManyArguments(_formula, _shape, argument));

    private void Take(string parameter, CallArgument argument)
    {
        if (!_byName.TryAdd(parameter, argument)) throw new StudyException(FormulaFaults.RepeatedArgument(_formula, argument));
    }
}
