namespace CoProduction.Ingest;

/// <summary>Declared units of a file's numbers.</summary>
internal static class Unit
{
    private static readonly (string Name, decimal Factor)[] Known =
        [("元", 1m), ("yuan", 1m), ("千元", 1_000m), ("万元", 10_000m), ("10000 yuan", 10_000m), ("百万元", 1_000_000m), ("亿元", 100_000_000m), ("percent", 0.01m), ("%", 0.01m), ("permille", 0.001m), ("thousand", 1_000m), ("million", 1_000_000m)];

    /// <summary>Factor from the file's unit to the schema's.</summary>
    /// <exception cref="StudyException">The unit is not known.</exception>
    public static decimal Factor(SourcePlan plan, string field)
    {
        if (!plan.Units.TryGetValue(field, out string? unit)) return 1m;
        string key = CellText.Key(unit);
        foreach (var (name, factor) in Known)
            if (name == key) return factor;
        throw IngestFaults.UnknownUnit(plan, field, unit, Known.Select(known => known.Name));
    }
}
