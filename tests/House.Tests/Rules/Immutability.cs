using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CoProduction.Tests;

/// <summary>What makes a public type changeable from outside.</summary>
internal static class Immutability
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Types that gather on purpose, each with the reason: <c>full name</c> → reason.</summary>
    public static ImmutableDictionary<string, string> Accumulators { get; } = new Dictionary<string, string>
    {
    }.ToImmutableDictionary();

    private static readonly ImmutableHashSet<Type> OpenCollections =
        [typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(SortedDictionary<,>), typeof(SortedSet<>), typeof(Queue<>), typeof(Stack<>), typeof(IList<>), typeof(IDictionary<,>), typeof(ICollection<>), typeof(ISet<>)];

    /// <summary>The public members through which a type could be changed after it was made.</summary>
    public static IEnumerable<string> Openings(Type type) => type.IsEnum || Accumulators.ContainsKey(type.FullName ?? "")
        ? []
        : type.GetProperties(Declared).SelectMany(Openings).Concat(type.GetFields(Declared).SelectMany(Openings)).Concat(type.GetMethods(Declared).SelectMany(Openings));

    private static IEnumerable<string> Openings(PropertyInfo property)
    {
        if (property.SetMethod is { IsPublic: true } setter && !IsInit(setter)) yield return $"{Name(property)} can be set; make it get or init";
        if (property.GetMethod is { IsPublic: true } && IsOpen(property.PropertyType)) yield return $"{Name(property)} hands out {Shown(property.PropertyType)}; make it an ImmutableArray or a read-only view";
    }

    private static IEnumerable<string> Openings(FieldInfo field)
    {
        if (!field.IsInitOnly && !field.IsLiteral) yield return $"{Name(field)} is a public field that can be written; make it readonly";
        else if (IsOpen(field.FieldType)) yield return $"{Name(field)} hands out {Shown(field.FieldType)}; make it an ImmutableArray";
    }

    private static IEnumerable<string> Openings(MethodInfo method)
    {
        if (!method.IsSpecialName && IsOpen(method.ReturnType) && method.GetBaseDefinition() == method)
            yield return $"{Name(method)}() returns {Shown(method.ReturnType)}; return an ImmutableArray";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    // Bytes of a file that was just drawn belong to the caller.
    private static bool IsOpen(Type type) => type.IsArray
        ? type != typeof(byte[])
        : type.IsGenericType && OpenCollections.Contains(type.GetGenericTypeDefinition());

    private static string Name(MemberInfo member) => $"{member.DeclaringType!.FullName}.{member.Name}";

    private static string Shown(Type type) => type.IsArray ? type.Name : type.Name.Split('`')[0];
}
