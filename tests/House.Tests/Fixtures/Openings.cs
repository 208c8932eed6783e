using System.Collections.Immutable;

namespace CoProduction.Tests.Fixtures;

#pragma warning disable CA1822, CA1051, CA1002, CA1819, CA2227, CA2211 // the faults are the fixture

/// <summary>Can be changed in six ways.</summary>
public sealed class Changeable
{
    public int Settable { get; set; }

    public double[] Array { get; } = [];

    public List<string> Names { get; } = [];

    public int Field;

    public static int Counter;

    public Dictionary<string, int> Table() => [];
}

/// <summary>Cannot be changed.</summary>
public sealed record Unchangeable(int Count, ImmutableArray<double> Values)
{
    public const int Limit = 3;

    public static readonly int Start = 1;

    public string Name { get; init; } = "";

    public IReadOnlyList<string> Names => [];
}
