using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using CoProduction.Notebook.Cells;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoProduction.Notebook.Running;

/// <summary>Values that a run gives to a notebook's parameters: a cell is put behind the one that declares them, as papermill does.</summary>
internal static class Parameters
{
    private const string Declares = "parameters", Gives = "injected-parameters";

    /// <summary>The notebook with the values; without values, the notebook without those of an earlier run.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="values">Name → value.</param>
    /// <param name="file">Its name for errors.</param>
    /// <exception cref="UsageException">A name is not declared, or a value is not of its type.</exception>
    public static Ipynb Give(Ipynb notebook, ImmutableArray<KeyValuePair<string, string>> values, string file)
    {
        var cells = notebook.Cells.RemoveAll(cell => cell.HasTag(Gives));
        if (values.IsEmpty) return notebook with { Cells = cells };
        int at = cells.ToList().FindIndex(cell => cell.Kind == CellKind.Code && cell.HasTag(Declares));
        if (at < 0) throw NotebookFaults.NoParameters(file, values[0].Key);
        var declared = Declared(cells[at].Source, file);
        var lines = values.Select(value => Assignment(declared, value.Key, value.Value, file));
        return notebook with { Cells = cells.Insert(at + 1, new Cell(CellKind.Code, string.Join('\n', lines)) { Metadata = new JsonObject { ["tags"] = new JsonArray(Gives) } }) };
    }

    private static string Assignment(ImmutableDictionary<string, ITypeSymbol> declared, string name, string value, string file) => declared.TryGetValue(name, out var type)
        ? $"{name} = {Literal(type, value) ?? throw NotebookFaults.ParameterValue(name, value, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))};"
        : throw NotebookFaults.UnknownParameter(file, name, declared.Keys.Order(StringComparer.Ordinal));

    private static ImmutableDictionary<string, ITypeSymbol> Declared(string source, string file)
    {
        using var session = new ScriptSession(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var compilation = session.Compilation(string.Join('\n', Directives.Parse(source, Declares).OfType<CellStep.Code>().Select(code => code.Text)));
        var tree = compilation.SyntaxTrees.Single();
        var model = compilation.GetSemanticModel(tree);
        return tree.GetCompilationUnitRoot().Members.OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables)
            .Select(variable => model.GetDeclaredSymbol(variable)).OfType<IFieldSymbol>().Where(field => !field.IsConst).ToImmutableDictionary(field => field.Name, field => field.Type);
    }

    private static string? Literal(ITypeSymbol type, string value) => type.SpecialType switch
    {
        SpecialType.System_String => SymbolDisplay.FormatLiteral(value, quote: true),
        SpecialType.System_Boolean => bool.TryParse(value, out bool truth) ? (truth ? "true" : "false") : null,
        SpecialType.System_Int32 => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int whole) ? whole.ToString(CultureInfo.InvariantCulture) : null,
        SpecialType.System_Int64 => long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out long wide) ? wide.ToString(CultureInfo.InvariantCulture) + "L" : null,
        SpecialType.System_Double => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) + "d" : null,
        SpecialType.System_Decimal => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal money) ? money.ToString(CultureInfo.InvariantCulture) + "m" : null,
        _ => OtherLiteral(type, value),
    };

    private static string? OtherLiteral(ITypeSymbol type, string value)
    {
        string name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (type.TypeKind == TypeKind.Enum) return type.GetMembers(value).OfType<IFieldSymbol>().Any() ? $"{name}.{value}" : null;
        if (name == "global::System.DateOnly" && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return string.Create(CultureInfo.InvariantCulture, $"new System.DateOnly({date.Year}, {date.Month}, {date.Day})");
        return null;
    }
}
