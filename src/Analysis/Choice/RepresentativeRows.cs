using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>A predicted quantity at a value of a variable.</summary>
/// <param name="Margin">The prediction.</param>
/// <param name="Value">The value.</param>
/// <param name="People">Rows of that value; null where the value stands for no one in particular.</param>
internal sealed record PredictedPoint(ChoiceMargin Margin, string Value, long? People);

/// <summary>Effects and predictions for made-up people: numbers at their weighted means, categories at their commonest level, unless given.</summary>
internal sealed class RepresentativeRows(ChoicePlan plan, ChoiceEstimate estimate, VariableProfile profile)
{
    private const int GridPoints = 9;

    private readonly ImmutableArray<string> _variables = [.. plan.Design.Formula.Variables.Skip(1)];

    /// <summary>The value of each variable.</summary>
    internal ImmutableArray<(string Variable, string Value)> Person(ImmutableArray<(string Variable, string Value)> given) =>
        [.. _variables.Select(name => (name, given.FirstOrDefault(entry => entry.Variable == name).Value is { } value ? Checked(name, value) : Usual(name)))];

    /// <summary>Marginal effects for one person.</summary>
    internal ImmutableArray<ChoiceMargin> Margins(ImmutableArray<(string Variable, string Value)> person)
    {
        var sums = new MarginSums(plan, estimate);
        Read([person], (frame, reader, rows) =>
        {
            sums.Begin(frame);
            sums.Add(reader, rows, 0, new bool[1]);
        });
        return sums.Finish();
    }

    /// <summary>Predictions over the range of variables, the others as usual.</summary>
    internal ImmutableArray<PredictedPoint> Predictions(ImmutableArray<string> variables) => [.. variables.SelectMany(name => Predictions(name))];

    private ImmutableArray<PredictedPoint> Predictions(string variable)
    {
        var grid = Grid(variable);
        var points = ImmutableArray.CreateBuilder<PredictedPoint>();
        var response = new ResponseAt(estimate.Curve, estimate.Map, estimate.Theta);
        Read([.. grid.Select(point => Person([(variable, point.Value)]))], (_, _, rows) =>
        {
            for (int r = 0; r < rows.Count; r++)
            {
                response.Of(rows.Row(r), rows.Offset[r]);
                for (int j = 0; j < estimate.Curve.Outcomes; j++) points.Add(new PredictedPoint(Prediction(response, j, rows.Row(r), variable), grid[r].Value, grid[r].People));
            }
        });
        return points.ToImmutable();
    }

    private ChoiceMargin Prediction(ResponseAt response, int outcome, ReadOnlySpan<double> row, string variable)
    {
        double[] gradient = new double[estimate.Map.Parameters];
        response.AddGradient(outcome, row, 1, gradient);
        return new ChoiceMargin(variable, variable, outcome, false, response.Value[outcome], gradient);
    }

    // Every level or value where they are few; otherwise from two standard deviations below the mean to two above, so that no single person's value is told.
    private ImmutableArray<(string Value, long? People)> Grid(string variable)
    {
        if (profile.Categories.Contains(variable)) return [.. profile.LevelsOf(variable).Select((level, i) => (level, (long?)profile.Rows(variable)[i]))];
        if (profile.Few(variable) is { } few) return [.. few.Select(entry => (Text(entry.Key), (long?)entry.Value))];
        double mean = profile.Mean(variable), step = 4 * profile.Deviation(variable) / (GridPoints - 1);
        return [.. Enumerable.Range(0, GridPoints).Select(i => (Shown(Text(mean + (i - GridPoints / 2) * step)), (long?)null))];
    }

    private string Usual(string name) => profile.Categories.Contains(name) ? profile.Commonest(name) : Text(profile.Mean(name));

    private string Checked(string name, string value)
    {
        bool category = profile.Categories.Contains(name);
        bool known = category ? profile.LevelsOf(name).Contains(value) : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
        return known ? value : throw new StudyException(ChoiceFaults.NoSuchValue(name, value, category ? profile.LevelsOf(name) : []));
    }

    private void Read(ImmutableArray<ImmutableArray<(string Variable, string Value)>> people, Action<Frame, DesignReader, ChoiceRows> take)
    {
        var frame = new Frame([new NumberColumn(plan.Spec.Outcome, [.. people.Select(_ => 0.0)], []), .. _variables.Select((name, v) => ColumnOf(name, [.. people.Select(person => person[v].Value)]))]);
        var reader = new DesignReader(plan.Design, null, frame.Rows);
        var rows = new ChoiceRows(plan.Columns, frame.Rows) { Count = frame.Rows };
        reader.Begin(frame);
        reader.CheckFinite(reader.Read(0, frame.Rows));
        double[] raw = new double[plan.Columns];
        for (int r = 0; r < frame.Rows; r++)
        {
            reader.CopyRow(r, raw);
            for (int c = 0; c < raw.Length; c++) rows.Row(r)[c] = raw[plan.Order[c]];
            (rows.At[r], rows.Offset[r], rows.Weight[r]) = (r, profile.Offset, 1);
        }
        take(frame, reader, rows);
    }

    private Column ColumnOf(string name, ImmutableArray<string> values) => profile.Numbers.Contains(name)
        ? new NumberColumn(name, [.. values.Select(value => double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture))], []) : new TextColumn(name, values, []);

    /// <summary>A value for people: six digits of a number.</summary>
    internal static string Shown(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number.ToString("G6", CultureInfo.InvariantCulture) : value;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
