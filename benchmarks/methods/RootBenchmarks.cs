using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using CoProduction.Analysis;

namespace CoProduction.Benchmarks;

/// <summary>Reducing rows to a triangular root, and merging roots: the two steps that every linear method stands on.</summary>
[MemoryDiagnoser]
public class RootBenchmarks
{
    private const int Rows = 10_000;
    private readonly ImmutableArray<string> _labels = [.. Enumerable.Range(0, 10).Select(column => $"v{column}")];
    private double[] _rows = [];
    private CrossProduct _one = null!;
    private CrossProduct _other = null!;

    /// <summary>Seeded rows of ten columns, and the roots of their halves.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var draws = new Draws(1);
        _rows = [.. Enumerable.Range(0, Rows * _labels.Length).Select(_ => draws.Normal())];
        _one = CrossProduct.Of(_labels, _rows.AsSpan(0, _rows.Length / 2));
        _other = CrossProduct.Of(_labels, _rows.AsSpan(_rows.Length / 2));
    }

    /// <summary>10,000 rows of ten columns to one root.</summary>
    [Benchmark]
    public CrossProduct Accumulate() => CrossProduct.Of(_labels, _rows);

    /// <summary>Two roots of ten columns to one.</summary>
    [Benchmark]
    public CrossProduct Merge() => _one.Merge(_other);
}
