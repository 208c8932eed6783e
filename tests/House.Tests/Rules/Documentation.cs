using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace CoProduction.Tests;

/// <summary>The documentation of a project's public surface.</summary>
internal static class Documentation
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The members of an XML documentation file: documentation id → its element.</summary>
    public static ImmutableDictionary<string, XElement> Read(string file) =>
        XDocument.Load(file).Descendants("member").ToImmutableDictionary(member => member.Attribute("name")!.Value);

    /// <summary>Public members whose documentation is absent or says nothing.</summary>
    public static IEnumerable<string> Gaps(IEnumerable<Type> types, ImmutableDictionary<string, XElement> documented) =>
        from type in types
        from member in new[] { (Prefix: "T:" + Name(type), Shown: Name(type)) }.Concat(Members(type))
        where !documented.Any(entry => Belongs(entry.Key, member.Prefix) && Says(entry.Value))
        orderby member.Shown
        select member.Shown;

    private static IEnumerable<(string Prefix, string Shown)> Members(Type type) =>
        from member in type.GetMembers(Declared)
        where IsWritten(type, member)
        let letter = member.MemberType switch { MemberTypes.Property => 'P', MemberTypes.Field => 'F', MemberTypes.Event => 'E', _ => 'M' }
        select ($"{letter}:{Name(type)}.{member.Name}", $"{Name(type)}.{member.Name}");

    // Positional members of a record are documented as parameters of the type; constructors of records likewise.
    private static bool IsWritten(Type type, MemberInfo member) =>
        member.MemberType is MemberTypes.Property or MemberTypes.Field or MemberTypes.Event or MemberTypes.Method
        && !member.IsDefined(typeof(CompilerGeneratedAttribute))
        && member is not MethodInfo { IsSpecialName: true }
        && !(member is FieldInfo { IsSpecialName: true })
        && !(member is PropertyInfo property && IsPositional(type, property))
        && !(member is MethodInfo method && (IsOfEveryObject(method) || IsOfRecord(type, method)));

    private static bool IsPositional(Type type, PropertyInfo property) =>
        property.GetMethod?.IsDefined(typeof(CompilerGeneratedAttribute)) == true
        && type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name));

    private static bool IsOfEveryObject(MethodInfo method) => method.GetBaseDefinition().DeclaringType == typeof(object);

    private static bool IsOfRecord(Type type, MethodInfo method) =>
        method.Name is "Deconstruct" or "Equals" or "<Clone>$" or "PrintMembers" || (typeof(Delegate).IsAssignableFrom(type) && method.Name is "Invoke" or "BeginInvoke" or "EndInvoke");

    private static bool Belongs(string id, string prefix) =>
        id.StartsWith(prefix, StringComparison.Ordinal) && (id.Length == prefix.Length || id[prefix.Length] is '(' or '`');

    private static bool Says(XElement member) =>
        member.Element("inheritdoc") is not null || member.Element("summary") is { } summary && (summary.Value.Trim().Length >= 3 || summary.Elements("see").Any());

    private static string Name(Type type) => type.FullName!.Replace('+', '.');
}
