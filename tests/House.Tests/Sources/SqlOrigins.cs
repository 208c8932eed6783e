using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoProduction.Tests;

/// <summary>
/// Follows the text of every command back to where it comes from. Constants, numbers and what the quoter gives are safe; a text from anywhere else in a statement is an injection waiting to happen.
/// </summary>
internal sealed class SqlOrigins(CompiledSources sources)
{
    /// <summary>The one class that may turn a name or a text into SQL.</summary>
    public const string Quoter = "Quoted";

    private readonly HashSet<SyntaxNode> _followed = [];

    /// <summary>The class that hands out the migrations, which this program was built with: whole texts that nobody else can give.</summary>
    public const string Scripts = "MigrationScripts";

    // Methods of drivers whose first argument is a statement.
    private static readonly string[] Statements =
        ["BeginBinaryImport", "BeginBinaryExport", "BeginRawBinaryCopy", "BeginTextImport", "BeginTextExport", "CreateBatchCommand", "DuckDBQuery", "DuckDBPrepare"];

    private static readonly string[] Commands = ["NpgsqlCommand", "NpgsqlBatchCommand", "DuckDBCommand"];

    /// <summary>The unsafe texts that reach a command, a COPY or a driver's own entrance.</summary>
    public IEnumerable<string> Unsafe() => Assigned().Concat(Called()).Concat(Made())
        .SelectMany(Follow).Select(origin => $"{sources.At(origin)} {origin}").Distinct();

    private IEnumerable<ExpressionSyntax> Assigned() => sources.Nodes.OfType<AssignmentExpressionSyntax>()
        .Where(assignment => assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.Text: "CommandText" } or IdentifierNameSyntax { Identifier.Text: "CommandText" })
        .Select(assignment => assignment.Right);

    private IEnumerable<ExpressionSyntax> Called() => sources.Nodes.OfType<InvocationExpressionSyntax>()
        .Where(call => call.Expression is MemberAccessExpressionSyntax member && Statements.Contains(member.Name.Identifier.Text))
        .SelectMany(call => call.ArgumentList.Arguments).Select(argument => argument.Expression)
        .Where(argument => sources.Model(argument).GetTypeInfo(argument).Type?.SpecialType == SpecialType.System_String);

    private IEnumerable<ExpressionSyntax> Made() => sources.Nodes.OfType<ObjectCreationExpressionSyntax>()
        .Where(made => Commands.Contains(made.Type.ToString())).SelectMany(made => made.ArgumentList?.Arguments.Take(1) ?? []).Select(argument => argument.Expression);

    private IEnumerable<SyntaxNode> Follow(SyntaxNode node) => !_followed.Add(node) || IsPlain(node) ? [] : node switch
    {
        ParenthesizedExpressionSyntax inner => Follow(inner.Expression),
        CastExpressionSyntax cast => Follow(cast.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => Follow(sure.Operand),
        AwaitExpressionSyntax awaited => Follow(awaited.Expression),
        ConditionalExpressionSyntax choice => Follow(choice.WhenTrue).Concat(Follow(choice.WhenFalse)),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => Follow(arm.Expression)),
        BinaryExpressionSyntax pair => Follow(pair.Left).Concat(Follow(pair.Right)),
        InterpolatedStringExpressionSyntax text => text.Contents.OfType<InterpolationSyntax>().SelectMany(hole => Follow(hole.Expression)),
        CollectionExpressionSyntax list => list.Elements.SelectMany(element => Follow(element is SpreadElementSyntax spread ? spread.Expression : ((ExpressionElementSyntax)element).Expression)),
        InitializerExpressionSyntax list => list.Expressions.SelectMany(Follow),
        ArrayCreationExpressionSyntax { Initializer: { } list } => Follow(list),
        ImplicitArrayCreationExpressionSyntax list => Follow(list.Initializer),
        ElementAccessExpressionSyntax element => Follow(element.Expression),
        LambdaExpressionSyntax lambda => lambda.ExpressionBody is { } body ? Follow(body) : Returned(lambda.Body),
        ThrowExpressionSyntax => [],
        InvocationExpressionSyntax call => FollowCall(call),
        IdentifierNameSyntax or MemberAccessExpressionSyntax => FollowName((ExpressionSyntax)node),
        _ => [node],
    };

    // A constant, a number, a truth value or a member of an enumeration cannot carry SQL.
    private bool IsPlain(SyntaxNode node)
    {
        if (node is not ExpressionSyntax expression) return false;
        var model = sources.Model(expression);
        var type = model.GetTypeInfo(expression).Type;
        return model.GetConstantValue(expression).HasValue || type is { TypeKind: TypeKind.Enum }
            || type?.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double and not SpecialType.System_Char;
    }

    private IEnumerable<SyntaxNode> FollowCall(InvocationExpressionSyntax call)
    {
        if (sources.Symbol(call) is not IMethodSymbol method) return [call];
        var arguments = call.ArgumentList.Arguments.Select(argument => argument.Expression);
        return method.ContainingType switch
        {
            { Name: Quoter or Scripts } => [],
            { SpecialType: SpecialType.System_String } => Receiver(call).Concat(arguments).SelectMany(Follow),
            { Name: "Enumerable" or "ImmutableArray" or "ImmutableArrayExtensions" } => FollowQuery(call, method.Name, arguments),
            _ when !method.DeclaringSyntaxReferences.IsEmpty => method.DeclaringSyntaxReferences.SelectMany(reference => Returned(reference.GetSyntax())),
            _ => [call],
        };
    }

    // Select gives what its function gives; the others give what they were given, their predicates aside.
    private IEnumerable<SyntaxNode> FollowQuery(InvocationExpressionSyntax call, string name, IEnumerable<ExpressionSyntax> arguments) => name is "Select" or "SelectMany"
        ? arguments.SelectMany(argument => argument is LambdaExpressionSyntax ? Follow(argument) : FollowGroup(argument))
        : Receiver(call).Concat(arguments.Where(argument => argument is not LambdaExpressionSyntax)).SelectMany(Follow);

    private IEnumerable<SyntaxNode> FollowGroup(ExpressionSyntax group) => sources.Symbol(group) switch
    {
        IMethodSymbol { ContainingType.Name: Quoter } => [],
        IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: false } method => method.DeclaringSyntaxReferences.SelectMany(reference => Returned(reference.GetSyntax())),
        _ => [group],
    };

    private IEnumerable<SyntaxNode> FollowName(ExpressionSyntax name) => sources.Symbol(name) switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } parameter => FollowLambdaParameter(name, parameter),
        IParameterSymbol parameter => FollowAll(name, ArgumentsOf(parameter)),
        ILocalSymbol local => FollowAll(name, sources.ValuesOf(local).Concat(Matched(local))),
        IFieldSymbol field => FollowAll(name, sources.ValuesOf(field)),
        IPropertySymbol property => FollowAll(name, PropertyValues(property)),
        _ => [name],
    };

    // «x is { } name»: the name stands for x.
    private static IEnumerable<ExpressionSyntax> Matched(ILocalSymbol local) => local.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax())
        .Select(designation => designation.Parent is PatternSyntax { Parent: var outer } ? outer : null)
        .Select(outer => outer is UnaryPatternSyntax { Parent: IsPatternExpressionSyntax negated } ? negated : outer as IsPatternExpressionSyntax)
        .OfType<IsPatternExpressionSyntax>().Select(match => match.Expression);

    private IEnumerable<SyntaxNode> ArgumentsOf(IParameterSymbol parameter) => parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol { IsExtensionMethod: true } extension }
        ? sources.ArgumentsOf(parameter).Concat(sources.ReceiversOf(extension))
        : sources.ArgumentsOf(parameter);

    // An element of the collection that the lambda is applied to.
    private IEnumerable<SyntaxNode> FollowLambdaParameter(ExpressionSyntax name, IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax().FirstAncestorOrSelf<InvocationExpressionSyntax>()).FirstOrDefault() is { Expression: MemberAccessExpressionSyntax member }
            ? Follow(member.Expression)
            : [name];

    private IEnumerable<SyntaxNode> PropertyValues(IPropertySymbol property)
    {
        var bodies = property.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).ToList();
        var positional = property.ContainingType.InstanceConstructors.SelectMany(constructor => constructor.Parameters)
            .Where(parameter => bodies.Contains(parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax()!)).SelectMany(sources.ArgumentsOf);
        return sources.ValuesOf(property).Concat(positional).Concat(bodies.OfType<PropertyDeclarationSyntax>().SelectMany(Gives));
    }

    // Nothing known to give the value: it comes from outside.
    private IEnumerable<SyntaxNode> FollowAll(ExpressionSyntax name, IEnumerable<SyntaxNode> values)
    {
        var all = values.ToList();
        return all.Count == 0 ? [name] : all.SelectMany(Follow);
    }

    private IEnumerable<SyntaxNode> Returned(SyntaxNode function) => Gives(function).SelectMany(Follow);

    private static IEnumerable<SyntaxNode> Gives(SyntaxNode function) => function.DescendantNodesAndSelf(node => node == function || node is not (LambdaExpressionSyntax or LocalFunctionStatementSyntax))
        .Select(node => node switch
        {
            ReturnStatementSyntax { Expression: { } value } => value,
            YieldStatementSyntax { Expression: { } value } => value,
            ArrowExpressionClauseSyntax arrow => arrow.Expression,
            _ => (SyntaxNode?)null,
        }).OfType<SyntaxNode>();

    private static IEnumerable<ExpressionSyntax> Receiver(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Expression: not PredefinedTypeSyntax } member ? [member.Expression] : [];
}
