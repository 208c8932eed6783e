using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace CoProduction.Store;

/// <summary>Keeps out the rows whose values the engine's columns cannot hold exactly: nothing is rounded or cut in silence.</summary>
internal static class Storable
{
    /// <summary>The block without such rows, which become rejections. The same block when there are none.</summary>
    public static SourceBlock Check(SourceBlock block, SourcePlan plan, ImmutableArray<StoredField> fields)
    {
        var frame = block.Accepted;
        if (frame.Rows == 0) return block;
        return Without(block, fields.SelectMany(field => Faults(frame[field.Name], field, frame, plan)).ToList());
    }

    /// <summary>The block without the rows at fault.</summary>
    /// <param name="block">The block.</param>
    /// <param name="faults">Faults of its accepted rows.</param>
    public static SourceBlock Without(SourceBlock block, IReadOnlyCollection<(int Row, Rejection Rejection)> faults)
    {
        if (faults.Count == 0) return block;
        var bad = faults.Select(fault => fault.Row).ToHashSet();
        int[] kept = [.. Enumerable.Range(0, block.Accepted.Rows).Where(row => !bad.Contains(row))];
        return new SourceBlock(block.Accepted.Picked(kept), [.. block.Rejections, .. faults.Select(fault => fault.Rejection)], block.RowsRead, block.RowsRejected + bad.Count);
    }

    private static IEnumerable<(int Row, Rejection Rejection)> Faults(Column column, StoredField field, Frame frame, SourcePlan plan) => column switch
    {
        MoneyColumn money when money.Values.AsSpan().ContainsFiner() => Each(money.Values, amount => !ExactMoney.Fits(amount), StoreFaults.TooFine, field, frame, plan),
        IntegerColumn integer when Range(field.Engine) is var (low, high) && !integer.Values.AsSpan().AllWithin(low, high) =>
            Each(integer.Values, value => value < low || value > high, StoreFaults.TooLarge, field, frame, plan),
        _ => [],
    };

    private static IEnumerable<(int Row, Rejection Rejection)> Each<T>(
        ImmutableArray<T> values, Func<T, bool> wrong, (string Rule, string Mend) texts, StoredField field, Frame frame, SourcePlan plan)
    {
        var lines = ((IntegerColumn)frame[SourceBlock.RowColumn]).Values;
        for (int row = 0; row < values.Length; row++)
            if (wrong(values[row]))
                yield return (row, new Rejection(plan.Id, plan.File, lines[row], Headers.Of(plan, field.Name),
                    string.Create(CultureInfo.InvariantCulture, $"{values[row]}"), texts.Rule, texts.Mend));
    }

    private static bool ContainsFiner(this ReadOnlySpan<decimal> amounts)
    {
        foreach (decimal amount in amounts)
            if (!ExactMoney.Fits(amount)) return true;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AllWithin(this ReadOnlySpan<long> values, long low, long high)
    {
        foreach (long value in values)
            if (value < low || value > high) return false;
        return true;
    }

    private static (long Low, long High) Range(EngineType engine) => engine switch
    {
        EngineType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        EngineType.Int16 => (short.MinValue, short.MaxValue),
        EngineType.Int32 => (int.MinValue, int.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };
}

/// <summary>The file's own names of fields.</summary>
internal static class Headers
{
    /// <summary>The header that the study file maps to a field; the field's name where it maps none.</summary>
    public static string Of(SourcePlan plan, string field) =>
        plan.Columns.FirstOrDefault(column => column.Field == field).Header ?? field;
}
