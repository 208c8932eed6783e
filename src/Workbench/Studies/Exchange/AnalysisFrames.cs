using System.Globalization;
using Microsoft.Data.Analysis;

namespace CoProduction.Workbench;

/// <summary>Typed columns to and from <see cref="DataFrame"/>: a missing value is null on the other side, its reason stays here.</summary>
internal static class AnalysisFrames
{
    public static DataFrame Of(Frame rows) => new(rows.Columns.Select(Column));

    public static Frame Of(DataFrame frame) => new([.. frame.Columns.Select(column => OwnFrame.Column(column.Name, column.DataType, [.. column.Cast<object?>()]))]);

    private static DataFrameColumn Column(Column column) => column switch
    {
        NumberColumn => new DoubleDataFrameColumn(column.Name, CellValues.Nullable(column, value => (double)value)),
        IntegerColumn => new Int64DataFrameColumn(column.Name, CellValues.Nullable(column, value => (long)value)),
        MoneyColumn => new DecimalDataFrameColumn(column.Name, CellValues.Nullable(column, value => Convert.ToDecimal(value, CultureInfo.InvariantCulture))),
        DateColumn => new DateTimeDataFrameColumn(column.Name, CellValues.Nullable(column, value => ((DateOnly)value).ToDateTime(TimeOnly.MinValue))),
        _ => new StringDataFrameColumn(column.Name, CellValues.Texts(column)),
    };
}
