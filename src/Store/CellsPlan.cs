using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Store;

/// <summary>What is to be counted and summed, checked against the table.</summary>
internal sealed record CellsPlan
{
    private const string PhaseField = "phase";

    /// <exception cref="StudyException">A field is not in the table or cannot be summed, or money of several phases would be added.</exception>
    public CellsPlan(TableView table, CellsSpec spec)
    {
        (Table, Spec) = (table, spec);
        By = [.. spec.By.Select(field => table[field])];
        Sums = [.. spec.SumOf.Select(Summable)];
        foreach (var filter in spec.Where) _ = table[filter.Field];
        Weight = spec.WeightBy is { } weight ? table[weight] : null;
        if (Weight is { Type: not (FieldType.Number or FieldType.Integer or FieldType.Flag) }) throw StoreFaults.NotAWeight(table.Name, Weight.Name, Weight.Type);
        RefuseMixedPhases();
    }

    public TableView Table { get; }

    public CellsSpec Spec { get; }

    public ImmutableArray<ViewField> By { get; }

    public ImmutableArray<ViewField> Sums { get; }

    public ViewField? Weight { get; }

    private ViewField Summable(string field) => Table[field] is { Type: FieldType.Money or FieldType.Integer or FieldType.Flag } found
        ? found
        : throw StoreFaults.NotSummable(Table.Name, field, Table[field].Type);

    private void RefuseMixedPhases()
    {
        if (!Table.Has(PhaseField) || Spec.By.Contains(PhaseField) || Sums.FirstOrDefault(field => field.Type == FieldType.Money) is not { } money) return;
        if (!Spec.Where.Any(filter => filter.Field == PhaseField && filter.Values.Length == 1)) throw StoreFaults.PhasesMixed(Table.Name, money.Name);
    }
}
