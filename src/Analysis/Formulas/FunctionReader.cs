using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Reads the calls of a formula as functions with checked arguments.</summary>
internal sealed class FunctionReader
{
    /// <summary>Highest degree of <c>poly()</c>.</summary>
    internal const int HighestDegree = 20;

    private readonly string _formula;

    private FunctionReader(string formula) => _formula = formula;

    internal static Expression Read(string formula, Expression expression) => new FunctionReader(formula).Read(expression);

    private Expression Read(Expression expression) => expression switch
    {
        CallExpression call => Function(call),
        TextExpression text => throw new StudyException(FormulaFaults.TextAlone(_formula, text)),
        _ => ExpressionTree.Map(expression, Read),
    };

    private FunctionExpression Function(CallExpression call)
    {
        var shape = Functions.Find(call.Function) ?? throw new StudyException(LinearFaults.UnknownFunction(_formula, call));
        var arguments = new CallArguments(_formula, call, shape);
        string printed = Deparser.Print(call);
        return call.Function switch
        {
            Functions.Factor or Functions.Relevel or Functions.Contrast => Category(call, arguments),
            Functions.Scale => new MomentExpression(printed, MomentUse.Scale, Read(arguments.Variable), null, arguments.Flag("center", true), arguments.Flag("scale", true), call.At),
            Functions.Center => new MomentExpression(printed, MomentUse.Center, Read(arguments.Variable), arguments.Name("by"), true, false, call.At),
            Functions.Mean => new MomentExpression(printed, MomentUse.Mean, Read(arguments.Variable), arguments.Name("by"), false, false, call.At),
            Functions.Poly => new PolynomialExpression(printed, Read(arguments.Variable), arguments.Whole("degree", HighestDegree) ?? 1, arguments.Flag("raw", false), null, call.At),
            _ => new MappedExpression(printed, Functions.Map(call.Function)!, Read(arguments.Variable), call.At),
        };
    }

    // C(relevel(factor(g), ref = b), sum): each function adds to what the one inside it makes of the column.
    private CategoryExpression Category(CallExpression call, CallArguments arguments)
    {
        var inner = Read(arguments.Variable) switch
        {
            NameExpression column => new CategoryExpression("", column, [], ContrastChoice.Treatment, call.At),
            CategoryExpression category => category,
            _ => throw new StudyException(LinearFaults.FactorInside(_formula, call.At)),
        };
        inner = inner with { Printed = Deparser.Print(call), At = call.At };
        return call.Function == Functions.Contrast ? inner with { Contrasts = Contrasts(call, arguments) } : inner with { Orders = inner.Orders.AddRange(Orders(call, arguments)) };
    }

    private IEnumerable<LevelOrder> Orders(CallExpression call, CallArguments arguments)
    {
        if (call.Function == Functions.Relevel && arguments.Find("ref") is null) throw new StudyException(FormulaFaults.NoReference(_formula, call));
        if (call.Function == Functions.Factor && arguments.Levels("levels") is { } levels) yield return new LevelOrder(levels, Whole: true);
        if (arguments.Level("ref") is { } reference) yield return new LevelOrder([reference], Whole: false);
    }

    private ContrastChoice Contrasts(CallExpression call, CallArguments arguments)
    {
        var kind = arguments.Find("contr") is { } contr ? Kind(contr) : ContrastKind.Treatment;
        var choice = new ContrastChoice(kind, arguments.Level("ref"), arguments.Whole("base", int.MaxValue) ?? Base(arguments.Find("contr")), call.At);
        if (choice.Reference is not null && choice.Base is not null) throw new StudyException(FormulaFaults.ReferenceTwice(_formula, call));
        return kind == ContrastKind.Treatment || (choice.Reference is null && choice.Base is null) ? choice : throw new StudyException(FormulaFaults.ReferenceWithout(_formula, call, kind));
    }

    private ContrastKind Kind(CallArgument argument)
    {
        string? name = argument.Value switch
        {
            NameExpression plain => plain.Name,
            TextExpression text => text.Text,
            CallExpression call => call.Function,
            _ => null,
        };
        return ContrastChoice.Parse(name) ?? throw new StudyException(FormulaFaults.UnknownContrasts(_formula, argument, name ?? ""));
    }

    // R's contr.treatment(base = 2)
    private int? Base(CallArgument? contrasts)
    {
        if (contrasts?.Value is not CallExpression call) return null;
        var stray = call.Arguments.FirstOrDefault(argument => argument.Name != "base");
        if (stray is not null) throw new StudyException(FormulaFaults.UnknownArgument(_formula, new FunctionShape(call.Function, ["base"], 0), stray));
        return call.Arguments is [{ Value: NumberExpression { Value: >= 1 } number }] && number.Value % 1 == 0
            ? (int)number.Value : throw new StudyException(FormulaFaults.BadWhole(_formula, "base", call.Arguments[0], int.MaxValue));
    }
}
