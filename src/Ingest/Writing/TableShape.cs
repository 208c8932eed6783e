using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>A column as all its rows show it.</summary>
/// <param name="Variable">What its file says of it, or what its cells tell.</param>
/// <param name="Bytes">Bytes of its longest cell.</param>
/// <param name="Whole">True when all its numbers are whole.</param>
/// <param name="Low">Its smallest number that is no missing value; infinite for none.</param>
/// <param name="High">Its greatest number that is no missing value.</param>
/// <param name="Absent">Its distinct cells that are declared as absent answers, in the order of their appearance.</param>
internal sealed record ColumnShape(FileVariable Variable, int Bytes, bool Whole, double Low, double High, ImmutableArray<string> Absent);

/// <summary>A table as all its rows show it.</summary>
/// <param name="Shown">Name of the file that is written, in errors.</param>
/// <param name="Columns">Columns in file order.</param>
/// <param name="Rows">Number of rows; 0 when they were not looked at.</param>
/// <param name="Sets">Response sets.</param>
/// <param name="IsDescribed">True when the source says what its columns are.</param>
internal sealed record TableShape(string Shown, ImmutableArray<ColumnShape> Columns, long Rows, ImmutableArray<ResponseSet> Sets, bool IsDescribed)
{
    /// <summary>Longest list of distinct missing cells of a column.</summary>
    public const int MostAbsent = 26;

    /// <summary>True when a column has labels, or values declared as missing.</summary>
    public bool HasLabels => Columns.Any(column => column.Variable is { Label.Length: > 0 } or { ValueLabels.IsEmpty: false } || column.Variable.Missing.Any(missing => !missing.Low.StartsWith('.')));

    /// <summary>Looks at all rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="shown">Name of the file that is written.</param>
    /// <param name="bare">True to leave labels and declared missing values out.</param>
    /// <param name="next">Goes to the next row.</param>
    public static TableShape Of(RowReader rows, string shown, bool bare, Func<RowReader, bool> next)
    {
        bool described = !rows.Variables.IsEmpty;
        ColumnLook[] looks = [.. Variables(rows).Select(variable => new ColumnLook(bare ? Bare(variable) : variable, described))];
        long count = 0;
        for (; next(rows); count++)
            for (int i = 0; i < looks.Length; i++) looks[i].Add(rows.Cell(i));
        return new TableShape(shown, [.. looks.Select(look => look.Shape())], count, rows.Sets, described);
    }

    /// <summary>Stata's extended missing values are values of their own and stay.</summary>
    private static FileVariable Bare(FileVariable variable) => variable with { Label = "", ValueLabels = [], Missing = [.. variable.Missing.Where(missing => missing.Low.StartsWith('.')).Select(missing => missing with { Label = "" })] };

    private static IEnumerable<FileVariable> Variables(RowReader rows) => rows.Variables.IsEmpty ? rows.Header.Select(name => new FileVariable(name)) : rows.Variables;
}
