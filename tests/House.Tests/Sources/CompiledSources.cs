using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoProduction.Tests;

/// <summary>Sources compiled together, with an index of what gives a symbol its value.</summary>
internal sealed class CompiledSources
{
    private const string ImplicitUsings =
        "global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; global using System.Net.Http;";

    // Source generators are not run here; these complain of the members that they would add.
    private static readonly ImmutableHashSet<string> FromGenerators = ["CS0534", "CS7036", "CS1729", "CS0117", "CS1061", "CS8795"];

    private readonly CSharpCompilation _compilation;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly Dictionary<string, string> _paths;
    private readonly ILookup<ISymbol, (IMethodSymbol Method, BaseArgumentListSyntax Arguments)> _calls;
    private readonly ILookup<ISymbol, ExpressionSyntax> _assigned;

    public CompiledSources(string assembly, IEnumerable<SourceFile> files)
    {
        var trees = files.ToDictionary(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Path), file => file.Path);
        _paths = trees.ToDictionary(tree => tree.Key.FilePath, tree => tree.Value);
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileNameWithoutExtension(path) != assembly);
        _compilation = CSharpCompilation.Create(assembly, [.. trees.Keys, CSharpSyntaxTree.ParseText(ImplicitUsings)], platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        Nodes = [.. _compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes())];
        _calls = Calls().ToLookup(call => (ISymbol)(call.Item1.ReducedFrom ?? call.Item1).OriginalDefinition, SymbolEqualityComparer.Default);
        _assigned = Assigned().ToLookup(pair => pair.Symbol, pair => pair.Value, SymbolEqualityComparer.Default);
    }

    /// <summary>Every node of every file.</summary>
    public ImmutableArray<SyntaxNode> Nodes { get; }

    /// <summary>Errors that would make the index a lie.</summary>
    public IEnumerable<string> Errors => _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !FromGenerators.Contains(diagnostic.Id)).Select(diagnostic => diagnostic.ToString());

    public SemanticModel Model(SyntaxNode node)
    {
        if (!_models.TryGetValue(node.SyntaxTree, out var model)) _models[node.SyntaxTree] = model = _compilation.GetSemanticModel(node.SyntaxTree);
        return model;
    }

    public ISymbol? Symbol(SyntaxNode node) => Model(node).GetSymbolInfo(node).Symbol;

    public string At(SyntaxNode node) => $"{_paths.GetValueOrDefault(node.SyntaxTree.FilePath, "?")}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    /// <summary>Every expression that is assigned to a variable, field or property, its initialisers among them.</summary>
    public IEnumerable<ExpressionSyntax> ValuesOf(ISymbol symbol) => _assigned[symbol.OriginalDefinition];

    /// <summary>Every argument given for a parameter, in all calls of its method within the sources.</summary>
    public IEnumerable<ExpressionSyntax> ArgumentsOf(IParameterSymbol parameter) =>
        from call in _calls[parameter.ContainingSymbol.OriginalDefinition]
        let shift = call.Method.ReducedFrom is null ? 0 : 1
        from argument in call.Arguments.Arguments.Select((argument, index) => (Argument: argument, Index: index))
        where argument.Argument.NameColon is { } name
            ? name.Name.Identifier.Text == parameter.Name
            : argument.Index + shift == parameter.Ordinal || (parameter.IsParams && argument.Index + shift > parameter.Ordinal)
        select argument.Argument.Expression;

    /// <summary>The receivers of the calls of an extension method.</summary>
    public IEnumerable<ExpressionSyntax> ReceiversOf(IMethodSymbol method) =>
        from call in _calls[method.OriginalDefinition]
        where call.Method.ReducedFrom is not null && call.Arguments.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax }
        select ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)call.Arguments.Parent!).Expression).Expression;

    private IEnumerable<(IMethodSymbol, BaseArgumentListSyntax)> Calls() =>
        from node in Nodes
        let arguments = node switch
        {
            InvocationExpressionSyntax call => call.ArgumentList,
            BaseObjectCreationExpressionSyntax made => made.ArgumentList,
            ConstructorInitializerSyntax chained => chained.ArgumentList,
            PrimaryConstructorBaseTypeSyntax chained => chained.ArgumentList,
            _ => null,
        }
        where arguments is not null
        let method = Symbol(node) as IMethodSymbol
        where method is not null
        select (method, (BaseArgumentListSyntax)arguments);

    private IEnumerable<(ISymbol Symbol, ExpressionSyntax Value)> Assigned()
    {
        foreach (var node in Nodes)
        {
            var (symbol, value) = node switch
            {
                AssignmentExpressionSyntax assignment => (Symbol(assignment.Left), assignment.Right),
                VariableDeclaratorSyntax { Initializer: { } given } variable => (Model(node).GetDeclaredSymbol(variable), given.Value),
                PropertyDeclarationSyntax { Initializer: { } given } property => (Model(node).GetDeclaredSymbol(property), given.Value),
                ForEachStatementSyntax loop => (Model(node).GetDeclaredSymbol(loop), loop.Expression),
                _ => ((ISymbol?)null, (ExpressionSyntax?)null),
            };
            if (symbol is not null && value is not null) yield return (symbol.OriginalDefinition, value);
        }
    }
}
