using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Rows of a Data Package's table with what the descriptor says: titles, missing values, roles, factors, the fiscal year.</summary>
internal sealed class DataPackageRows : BuiltRowReader
{
    private readonly RowReader _rows;
    private readonly DataPackage _package;
    private readonly decimal[] _factors;
    private readonly bool _dated;

    private DataPackageRows(RowReader rows, DataPackage package)
    {
        (_rows, _package) = (rows, package);
        _factors = [.. rows.Header.Select(header => package.Factors.GetValueOrDefault(header, 1m))];
        _dated = package.Year.Length > 0 && !rows.Header.Any(header => CellText.Key(header) == "year");
        Header = _dated ? [.. rows.Header, "year"] : rows.Header;
        Variables = [.. Header.Select(Describe)];
    }

    public override string Sheet => _package.Name;

    public override ImmutableArray<FileVariable> Variables { get; }

    public override ImmutableArray<(string Header, string Field)> Roles => _package.Roles;

    /// <exception cref="StudyException">The descriptor or its table cannot be used.</exception>
    public static RowReader Open(RowFile file)
    {
        var package = DataPackage.Of(file);
        string folder = Path.GetDirectoryName(package.Path)!;
        var table = RowFile.Find(folder, Path.GetFileName(package.Path), null, file.Encoding ?? package.Encoding).Inspect() with { Shown = $"{file.Shown}: {Path.GetFileName(package.Path)}" };
        return WideYears.Of(new DataPackageRows(table.Open(), package));
    }

    public override bool Read()
    {
        if (!_rows.Read()) return false;
        (Row, Fault) = (_rows.Row, _rows.Fault);
        Clear();
        for (int i = 0; i < _rows.Count && Fault is null; i++) Write(i);
        if (_dated && Fault is null) Append(_package.Year);
        return true;
    }

    protected override void Dispose(bool disposing) => _rows.Dispose();

    private void Write(int column)
    {
        if (column >= _factors.Length || _factors[column] == 1m || NumberText.Read(CellText.Trim(Encoding.UTF8.GetString(_rows.Cell(column))), _factors[column], out decimal amount) is not null) Append(_rows.Cell(column));
        else Append(amount.ToString(CultureInfo.InvariantCulture));
    }

    private FileVariable Describe(string header)
    {
        var field = _package.Fields.FirstOrDefault(field => field.Name == header);
        return new FileVariable(header, field.Title ?? "", KindOf(field.Type))
        {
            Missing = [.. _package.Missing.Select(text => new MissingValues(text, null, MissingReason.Blank))],
        };
    }

    private static VariableKind KindOf(string? type) => type switch
    {
        "integer" or "number" or "year" => VariableKind.Number,
        "date" => VariableKind.Date,
        "datetime" => VariableKind.DateTime,
        "time" => VariableKind.Time,
        _ => VariableKind.Text,
    };
}
