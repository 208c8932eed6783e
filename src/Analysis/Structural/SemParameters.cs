using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The parameters with their errors.</summary>
internal sealed class SemParameters
{
    private readonly SemFound _found;
    private readonly SemEstimate _model;
    private readonly double _z;
    private readonly double[] _all, _latent;
    private readonly double?[] _errors;

    private SemParameters(SemFound found)
    {
        (_found, _model, _z) = (found, found.Estimated.Model, Normal.Critical(1 - found.Estimated.Spec.Level));
        var standard = new Standardisation(_model);
        _all = standard.Of(_model.Theta, true);
        _latent = standard.Of(_model.Theta, false);
        _errors = StandardisedErrors(standard);
    }

    internal static ImmutableArray<SemParameter> Of(SemFound found)
    {
        var parameters = new SemParameters(found);
        var (table, model) = (parameters._model.Table, parameters._model);
        return
        [
            .. table.Rows.Select((row, i) => (row, i)).Where(pair => IsShown(pair.row)).Select(pair => parameters.Row(pair.row, pair.i)),
            .. model.Table.Spec.Model.Defined.Select((defined, i) => parameters.Defined(defined, table.Rows.Length + i)),
        ];
    }

    // The moments of exogenous variables are the sample's, and latent means of 0 say nothing.
    private static bool IsShown(StructuralParameter row) => !row.Exogenous && (row.Free >= 0 || row.Stated || !(row.Operator == ParameterOperator.Intercept && row.Value == 0));

    private SemParameter Row(StructuralParameter row, int index)
    {
        double estimate = ParameterTable.Value(row, _model.Theta);
        double? error = row.Free < 0 ? null : Math.Sqrt(Math.Max(0, _found.Covariance[row.Free * _model.K + row.Free]));
        string group = _model.Table.Groups.Length > 1 ? _model.Table.Groups[row.Group] : "";
        var interval = row.Free >= 0 ? _found.Draws?.Parameter(row.Free) : null;
        return Made(new SemParameter(row.Left, row.Operator, row.Right, group, row.Label.StartsWith('.') ? "" : row.Label, row.Free >= 0, estimate, error, null, null, null, null, null, null), index, interval);
    }

    private SemParameter Defined(DefinedTerm defined, int index)
    {
        double estimate = _model.Constraints.Of(defined.Expression, _model.Theta);
        if (!double.IsFinite(estimate)) throw new StudyException(StructuralFaults.NotFinite(defined));
        double[] slope = NumericSlope.Of(at => _model.Constraints.Of(defined.Expression, at), _model.Theta);
        double error = Math.Sqrt(Math.Max(0, SmallMatrix.Bilinear(slope, _found.Covariance, slope)));
        var interval = _found.Draws?.Defined(index - _model.Table.Rows.Length);
        return Made(new SemParameter(defined.Name, ParameterOperator.Defined, defined.Text, "", "", true, estimate, error, null, null, null, null, null, null), index, interval);
    }

    private SemParameter Made(SemParameter one, int index, (double Error, double Low, double High)? drawn)
    {
        double? error = drawn?.Error ?? (one.StdError is > 0 ? one.StdError : null);
        return one with
        {
            StdError = error,
            PValue = error is > 0 ? Normal.TwoSided(one.Estimate / error.Value) : null,
            ConfLow = drawn?.Low ?? (error is null ? null : one.Estimate - _z * error),
            ConfHigh = drawn?.High ?? (error is null ? null : one.Estimate + _z * error),
            Standardised = Finite(_all[index]),
            StandardisedError = double.IsFinite(_all[index]) ? _errors[index] : null,
            StandardisedLatent = Finite(_latent[index]),
        };
    }

    // A value that standardising fixes (a variance that is its own unit) has no error.
    private double?[] StandardisedErrors(Standardisation standard)
    {
        int m = _all.Length, k = _model.K;
        double[] slopes = NumericSlope.OfMany(theta => standard.Of(theta, true), _model.Theta, m);
        standard.Of(_model.Theta, true);
        return [.. Enumerable.Range(0, m).Select(i => Error(slopes.AsSpan(i * k, k)))];
    }

    private double? Error(ReadOnlySpan<double> slope)
    {
        double variance = SmallMatrix.Bilinear(slope, _found.Covariance, slope);
        return variance > 1e-16 && double.IsFinite(variance) ? Math.Sqrt(variance) : null;
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
