using System.Reflection;
using CoProduction.Analysis;

namespace CoProduction.Tests;

/// <summary>The wall of waist 2: what is drawn or written has passed the disclosure review.</summary>
internal static class PrivacyWall
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Types whose values have not been reviewed.</summary>
    public static IReadOnlyCollection<Type> Unreviewed { get; } =
        [typeof(CandidateTable), typeof(CandidateFigure), typeof(TableRow), typeof(Frame), typeof(Column), typeof(Cells), typeof(Cell), typeof(CommunityRoots), typeof(CrossProduct), typeof(IResult)];

    /// <summary>Public methods that take something unreviewed. Only a figure's <c>Of</c>, which gives a candidate back, may.</summary>
    public static IEnumerable<string> Doors(IEnumerable<Type> types) =>
        from type in types
        from method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared))
        from parameter in method.GetParameters()
        from unreviewed in Unreviewed.Where(unreviewed => Mentions(parameter.ParameterType, unreviewed)).Take(1)
        where !IsFigureSpec(method)
        select $"{type.FullName}.{method.Name} takes {unreviewed.Name} as '{parameter.Name}'";

    /// <summary>Ways to make a type other than through its own assembly.</summary>
    public static IEnumerable<string> PublicConstructors(Type type) =>
        type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(constructor => constructor.IsPublic || constructor.IsFamily || constructor.IsFamilyOrAssembly)
            .Select(constructor => $"{type.Name} has a constructor that others can call: ({string.Join(", ", constructor.GetParameters().Select(parameter => parameter.ParameterType.Name))})");

    private static bool IsFigureSpec(MethodBase method) => method is MethodInfo { Name: "Of", ReturnType: var result } && result == typeof(CandidateFigure);

    private static bool Mentions(Type type, Type unreviewed) =>
        unreviewed.IsAssignableFrom(type)
        || (type.HasElementType && Mentions(type.GetElementType()!, unreviewed))
        || (type.IsGenericType && type.GetGenericArguments().Any(argument => Mentions(argument, unreviewed)));
}
