using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>The checks of a table's rows, in order.</summary>
internal static class TableChecks
{
    public static ImmutableArray<IRowCheck> For(TableSchema schema, RowFields fields, ParentKeys parents)
    {
        IRowCheck? speakers = schema.Name == "codings" ? SpeakerCheck.For(fields, parents) : null;
        var references = schema.ForeignKeys.Where(key => speakers is null || key.Table != "interviews").Select(key => (IRowCheck?)ForeignKeyCheck.For(key, fields, parents));
        return [.. references.Append(speakers).Append(Own(schema, fields)).OfType<IRowCheck>()];
    }

    private static IRowCheck? Own(TableSchema schema, RowFields fields) => schema.Name switch
    {
        "rates" => OrderCheck.For(fields, "numerator", "denominator", strict: false, IngestFaults.NumeratorAboveDenominator),
        "codings" => OrderCheck.For(fields, "start", "end", strict: true, IngestFaults.EndsBeforeStart),
        "questions" when fields.Find("missing_codes") is { } codes => new MissingCodesCheck(codes),
        _ => null,
    };
}

/// <summary>Two numbers of a row must come in order; one that is absent leaves the question open.</summary>
internal sealed class OrderCheck(FieldReader lower, FieldReader upper, bool strict, Func<string, Problem> problem) : IRowCheck
{
    public static OrderCheck? For(RowFields fields, string lower, string upper, bool strict, Func<string, Problem> problem) =>
        fields.Find(lower) is { } low && fields.Find(upper) is { } high ? new OrderCheck(low, high, strict, problem) : null;

    public void Check(int row, RowFaults faults)
    {
        if (lower.IsMissing(row) || upper.IsMissing(row)) return;
        int order = Number(lower, row).CompareTo(Number(upper, row));
        if (order > 0 || (strict && order == 0)) faults.Add(At(strict).Mapping.Header, At(strict).Key(row), problem(At(!strict).Key(row)));
    }

    private FieldReader At(bool end) => end ? upper : lower;

    private static decimal Number(FieldReader reader, int row) => decimal.Parse(reader.Key(row), NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary>The missing codes of a question must be readable, or its answers could not be told from its codes.</summary>
internal sealed class MissingCodesCheck(FieldReader codes) : IRowCheck
{
    public void Check(int row, RowFaults faults)
    {
        if (!codes.IsMissing(row) && !IsReadable(codes.Key(row))) faults.Add(codes.Mapping.Header, codes.Key(row), IngestFaults.MissingCodes());
    }

    private static bool IsReadable(string declaration)
    {
        try
        {
            return MissingReasons.ParseCodes(declaration).Length >= 0;
        }
        catch (StudyException)
        {
            return false;
        }
    }
}
