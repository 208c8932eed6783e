using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Finds the constants of one function while rows go by.</summary>
/// <param name="asked">The function.</param>
/// <param name="inner">What it is a function of.</param>
/// <param name="formula">The formula, for its errors.</param>
internal abstract class ConstantSeeker(FunctionExpression asked, Expression inner, string formula)
{
    internal FunctionExpression Asked => asked;

    internal Expression Inner => inner;

    protected string Formula => formula;

    internal static ConstantSeeker For(FunctionExpression asked, string formula) => asked switch
    {
        MomentExpression { By: { } field } moment => new GroupMeanSeeker(moment, field.Name, formula),
        MomentExpression moment => new MomentSeeker(moment, formula),
        PolynomialExpression { Span: { } span } polynomial => new BasisSeeker(polynomial, span, formula),
        _ => new SpanSeeker((PolynomialExpression)asked, formula),
    };

    internal virtual void Begin(Frame block)
    {
    }

    /// <summary>Adds the finite values of the rows that are not missing.</summary>
    internal abstract void Add(int start, ReadOnlySpan<double> values, ReadOnlySpan<bool> missing);

    /// <summary>The function with its constants.</summary>
    internal abstract FunctionExpression Found();
}

/// <summary>The mean and spread of all rows, chunk by chunk: each chunk about its own mean, then merged; Chan, Golub and LeVeque (1983), eq. 1.5. All is measured from the first value.</summary>
internal sealed class MomentSeeker(MomentExpression asked, string formula) : ConstantSeeker(asked, asked.Inner, formula)
{
    private long _rows;
    private double _origin;
    private double _offset;
    private double _squares;
    private bool _varies;

    internal override void Add(int start, ReadOnlySpan<double> values, ReadOnlySpan<bool> missing)
    {
        long rows = 0;
        double sum = 0, squares = 0;
        for (int r = 0; r < values.Length; r++)
        {
            if (missing[r]) continue;
            if (_rows + rows++ == 0) _origin = values[r];
            sum += values[r] - _origin;
            _varies |= values[r] != _origin;
        }
        double mean = sum / Math.Max(1, rows);
        for (int r = 0; r < values.Length; r++)
            if (!missing[r]) squares += (values[r] - _origin - mean) * (values[r] - _origin - mean);
        if (rows > 0) Merge(rows, mean, squares);
    }

    internal override FunctionExpression Found()
    {
        var mean = new MeanAbout(_origin, _offset);
        if (asked.Use == MomentUse.Mean) return new FixedExpression(asked.Printed, mean.Value, asked.At);
        if (_rows > 0 && !_varies && (asked.Centred || (asked.Scaled && _origin == 0))) throw new StudyException(FormulaFaults.Constant(asked, asked.Inner, _origin, Formula));
        double squares = asked.Centred ? _squares : _squares + _rows * mean.Value * mean.Value;
        return new ShiftedExpression(asked.Printed, asked.Inner, asked.Centred ? mean : default, asked.Scaled ? Math.Sqrt(squares / Math.Max(1, _rows - 1)) : 1, asked.At);
    }

    private void Merge(long rows, double mean, double squares)
    {
        double step = mean - _offset, all = _rows + rows;
        _squares += squares + step * step * (_rows / all * rows);
        _offset += step * (rows / all);
        _rows += rows;
    }
}

/// <summary>The mean of each group, row by row from the group's first value; Welford (1962).</summary>
internal sealed class GroupMeanSeeker : ConstantSeeker
{
    private readonly MomentExpression _asked;
    private readonly string _field;
    private readonly KeyReader _keys;
    private readonly List<string> _texts = [];
    private int[] _indices = [];
    private (long Rows, double Origin, double Offset)[] _groups = new (long, double, double)[16];
    private bool _varies;

    internal GroupMeanSeeker(MomentExpression asked, string field, string formula) : base(asked, asked.Inner, formula)
    {
        (_asked, _field) = (asked, field);
        _keys = new KeyReader(NewGroup);
    }

    internal override void Begin(Frame block) => _keys.Begin(block[_field]);

    internal override void Add(int start, ReadOnlySpan<double> values, ReadOnlySpan<bool> missing)
    {
        if (_indices.Length < values.Length) _indices = new int[values.Length];
        _keys.Read(start, missing, _indices);
        for (int r = 0; r < values.Length; r++)
        {
            if (missing[r]) continue;
            ref var group = ref _groups[_indices[r]];
            if (group.Rows++ == 0) group.Origin = values[r];
            group.Offset += (values[r] - group.Origin - group.Offset) / group.Rows;
            _varies |= values[r] != group.Origin;
        }
    }

    internal override FunctionExpression Found()
    {
        var means = new GroupMeans(_field, ImmutableDictionary.CreateRange(StringComparer.Ordinal, _texts.Select((text, i) => KeyValuePair.Create(text, new MeanAbout(_groups[i].Origin, _groups[i].Offset)))));
        if (_asked.Use == MomentUse.Mean) return new GroupMeanExpression(_asked.Printed, means, _asked.At);
        if (!_varies && means.Count > 0) throw new StudyException(FormulaFaults.ConstantWithin(_asked, _asked.Inner, _field, Formula));
        return new GroupCentredExpression(_asked.Printed, _asked.Inner, means, _asked.At);
    }

    private int NewGroup(string key)
    {
        if (_texts.Count == _groups.Length) Array.Resize(ref _groups, 2 * _groups.Length);
        _texts.Add(key);
        return _texts.Count - 1;
    }
}

/// <summary>The range of a variable, and that it has enough different values for a polynomial.</summary>
internal sealed class SpanSeeker(PolynomialExpression asked, string formula) : ConstantSeeker(asked, asked.Inner, formula)
{
    private readonly HashSet<double> _different = [];
    private double _low = double.PositiveInfinity;
    private double _high = double.NegativeInfinity;

    internal override void Add(int start, ReadOnlySpan<double> values, ReadOnlySpan<bool> missing)
    {
        for (int r = 0; r < values.Length; r++)
        {
            if (missing[r]) continue;
            if (_different.Count <= asked.Degree) _different.Add(values[r]);
            _low = Math.Min(_low, values[r]);
            _high = Math.Max(_high, values[r]);
        }
    }

    internal override FunctionExpression Found()
    {
        if (_different.Count == 0) return asked with { Span = (0, 1) };
        if (_different.Count == 1) throw new StudyException(FormulaFaults.Constant(asked, asked.Inner, _low, Formula));
        return _different.Count > asked.Degree ? asked with { Span = (_low, _high) } : throw new StudyException(FormulaFaults.FewValues(asked, _different.Count, Formula));
    }
}

/// <summary>The triangular root of the Legendre polynomials of a variable's range.</summary>
internal sealed class BasisSeeker(PolynomialExpression asked, (double Low, double High) span, string formula) : ConstantSeeker(asked, asked.Inner, formula)
{
    private readonly GrowingRoot _root = new(asked.Degree + 1);

    internal override void Add(int start, ReadOnlySpan<double> values, ReadOnlySpan<bool> missing)
    {
        for (int r = 0; r < values.Length; r++)
            if (!missing[r]) PolynomialBasis.Legendre(values[r], span.Low, span.High, _root.NextRow(1, false));
    }

    internal override FunctionExpression Found()
    {
        var root = _root.Finish([.. Enumerable.Range(0, asked.Degree + 1).Select(degree => $"P{degree}")]).Root;
        return new OrthogonalExpression(asked.Printed, asked.Inner, new PolynomialBasis(span.Low, span.High, asked.Degree, root), asked.At);
    }
}
