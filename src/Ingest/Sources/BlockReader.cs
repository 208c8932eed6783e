using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Turns rows of cells into blocks of valid columns and rejections: read → type → check, row by row, in one pass.</summary>
internal sealed class BlockReader
{
    /// <summary>Bytes of long rows after which a block ends before it is full.</summary>
    private const long LongBlock = 16L << 20;

    private readonly RowReader _rows;
    private readonly FieldReader[] _fields;
    private readonly ImmutableArray<IRowCheck> _checks;
    private readonly RowFaults _faults;
    private readonly long[] _numbers = new long[FieldReader.BlockRows];

    /// <exception cref="StudyException">A constant of the study file is no value of its field.</exception>
    public BlockReader(RowReader rows, SourcePlan plan, TableSchema schema, ImmutableArray<FieldMapping> mappings, ParentKeys parents)
    {
        _rows = rows;
        _fields = [.. mappings.Select(FieldReaders.For)];
        _checks = TableChecks.For(schema, new RowFields(_fields), parents);
        _faults = new RowFaults(plan.Id, rows.Sheet.Length == 0 ? plan.File : $"{plan.File}#{rows.Sheet}");
        foreach (var field in _fields) CheckConstant(plan, field);
    }

    /// <summary>Fields that have no column and are the same in all rows.</summary>
    public ImmutableArray<string> Uniform => [.. _fields.Select(reader => reader.Mapping).Where(mapping => mapping.IsUniform).Select(mapping => mapping.Field.Name)];

    /// <summary>The next block; null at the end. A file without rows gives one empty block.</summary>
    public SourceBlock? Next(bool first)
    {
        int accepted = 0;
        long read = 0, rejected = 0, bytes = 0;
        while (accepted < FieldReader.BlockRows && read < 2 * FieldReader.BlockRows && bytes < LongBlock && _rows.Read())
        {
            read++;
            bytes += _rows.LongRow;
            if (ReadRow(accepted)) _numbers[accepted++] = _rows.Row;
            else rejected++;
        }
        return read == 0 && !first ? null : new SourceBlock(Freeze(accepted), _faults.Take(), read, rejected);
    }

    private bool ReadRow(int row)
    {
        int before = _faults.Count;
        _faults.Row = _rows.Row;
        if (_rows.Fault is { } fault) _faults.Add(fault);
        else ReadCells(row);
        return _faults.Count == before;
    }

    private void ReadCells(int row)
    {
        foreach (var field in _fields)
            field.Read(field.Mapping.Index >= 0 ? _rows.Cell(field.Mapping.Index) : field.Mapping.ConstantOf(_rows.Row), row, _faults);
        foreach (var check in _checks) check.Check(row, _faults);
    }

    private Frame Freeze(int count)
    {
        var columns = ImmutableArray.CreateBuilder<Column>(_fields.Length + 1);
        foreach (var field in _fields) columns.Add(field.Freeze(count));
        columns.Add(new IntegerColumn(SourceBlock.RowColumn, ImmutableArray.Create(_numbers, 0, count), []));
        return new Frame(columns.ToImmutable());
    }

    private void CheckConstant(SourcePlan plan, FieldReader field)
    {
        if (field.Mapping.Constant is null) return;
        field.Read(field.Mapping.ConstantOf(1), 0, _faults);
        if (_faults.Take() is [var fault, ..]) throw IngestFaults.BadConstant(plan, field.Mapping.Field.Name, fault);
    }
}
