using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Workbench;

namespace CoProduction.Tests.Api;

/// <summary>The reference of what notebooks and scripts call, from the documentation that is shipped with the assemblies.</summary>
internal static partial class ReferencePage
{
    private static readonly Type[] Listed =
        [typeof(Study), typeof(Fitted), typeof(StudyTable), typeof(StudyFigure), typeof(StudySection), typeof(StudyRecords), typeof(Scale), typeof(Community), typeof(StudyList<>), typeof(Preset), typeof(Vcov), typeof(SampleDesign), typeof(MimeBundle), typeof(IShown), typeof(Printing), typeof(ReaderLanguage), typeof(NamesOf)];

    public static string Write()
    {
        var text = new StringBuilder("""
            # Reference: what notebooks and scripts call
            Written from the documentation in the code; `COPRO_REGENERATE=1 ./test --project tests/Workbench.Tests` writes it anew. The whole public interface of each assembly stands beside it: [Study](Study.txt), [Ingest](Ingest.txt), [Analysis](Analysis.txt), [Store](Store.txt), [Reports](Reports.txt), [Workbench](Workbench.txt).

            """.ReplaceLineEndings("\n"));
        foreach (var type in Listed) Append(text, type, Documentation(type.Assembly));
        return text.ToString();
    }

    private static void Append(StringBuilder text, Type type, Dictionary<string, string> documented)
    {
        text.Append("\n## ").Append(Name(type)).Append('\n').Append(documented.GetValueOrDefault($"T:{type.FullName}", "")).Append("\n\n| member | meaning |\n| --- | --- |\n");
        var members = type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or FieldInfo { IsLiteral: true } or MethodInfo { IsSpecialName: false }).OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.ToString(), StringComparer.Ordinal);
        foreach (var member in members.Where(member => documented.ContainsKey(Key(member)) && documented[Key(member)].Length > 0))
            text.Append("| `").Append(Signature(member).Replace("|", "\\|", StringComparison.Ordinal)).Append("` | ").Append(documented[Key(member)].Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
    }

    private static Dictionary<string, string> Documentation(Assembly assembly) => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")), StringComparer.Ordinal);

    private static string Plain(XElement? summary) => summary is null ? "" : Blanks().Replace(string.Concat(summary.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "see" } see => $"`{(see.Attribute("cref") ?? see.Attribute("langword"))!.Value.Split('(')[0].Split('.', ':')[^1]}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "typeparamref" or "paramref" } named => $"`{named.Attribute("name")!.Value}`",
        XElement other => other.Value,
        XText words => words.Value,
        _ => "",
    })), " ").Trim();

    private static string Key(MemberInfo member) => member switch
    {
        PropertyInfo property => $"P:{property.DeclaringType!.FullName}.{property.Name}{Parameters(property.GetIndexParameters())}",
        FieldInfo field => $"F:{field.DeclaringType!.FullName}.{field.Name}",
        MethodInfo method => $"M:{method.DeclaringType!.FullName}.{method.Name}{(method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")}{Parameters(method.GetParameters())}",
        _ => "",
    };

    private static string Parameters(ParameterInfo[] parameters) => parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => Cref(parameter.ParameterType)))})";

    private static string Cref(Type type)
    {
        if (type.IsGenericMethodParameter) return $"``{type.GenericParameterPosition}";
        if (type.IsGenericTypeParameter) return $"`{type.GenericParameterPosition}";
        if (type.IsArray) return Cref(type.GetElementType()!) + "[]";
        return type.IsGenericType ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(Cref))}}}" : type.FullName!;
    }

    private static string Signature(MemberInfo member) => member switch
    {
        PropertyInfo property when property.GetIndexParameters() is { Length: > 0 } index => $"{Name(property.PropertyType)} this[{string.Join(", ", index.Select(one => $"{Name(one.ParameterType)} {one.Name}"))}]",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name}",
        FieldInfo field => $"const {Name(field.FieldType)} {field.Name}",
        MethodInfo method => $"{Name(method.ReturnType)} {method.Name}{(method.IsGenericMethod ? "<T>" : "")}({string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}"))})",
        _ => member.Name,
    };

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        if (!type.IsGenericType) return type == typeof(string) ? "string" : type == typeof(double) ? "double" : type == typeof(int) ? "int" : type == typeof(void) ? "void" : type == typeof(ulong) ? "ulong" : type.Name;
        string arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return type.Name.StartsWith("ValueTuple", StringComparison.Ordinal) ? $"({arguments})" : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{arguments}>";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
