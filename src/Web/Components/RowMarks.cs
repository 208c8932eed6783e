using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Workbench.Board;

namespace CoProduction.Web.Components;

/// <summary>A small drawing beside each row of a table: a bar for a share, a mark with a whisker for an estimate. Drawn with attributes alone, so that a strict style policy lets it be.</summary>
internal sealed class RowMarks
{
    private static readonly (string At, string Low, string High)[] Triples = [("estimate", "conf_low", "conf_high"), ("mean", "conf_low", "conf_high"), ("shrunken", "shrunken_low", "shrunken_high")];

    private readonly int _at, _low, _high;
    private readonly double _from, _to;
    private readonly bool _bar;

    private RowMarks(int at, int low, int high, double from, double to, bool bar) => (_at, _low, _high, _from, _to, _bar) = (at, low, high, from, to, bar);

    /// <summary>The drawings of a table; null where its look asks for none or it has nothing to draw.</summary>
    public static RowMarks? Of(ReleasedTable table, PanelLook look)
    {
        int Find(string id) => table.Measures.ToList().FindIndex(measure => measure.Id == id);
        if (look == PanelLook.Bars)
        {
            int share = table.Measures.ToList().FindIndex(measure => measure.Kind == MeasureKind.Share);
            return share < 0 ? null : new RowMarks(share, -1, -1, 0, Math.Max(1, Ends(table, share).DefaultIfEmpty(1).Max()), true);
        }
        if (look is not (PanelLook.Intervals or PanelLook.FoldedIntervals)) return null;
        var (at, low, high) = Triples.Select(triple => (Find(triple.At), Find(triple.Low), Find(triple.High))).FirstOrDefault(found => found is ( >= 0, >= 0, >= 0), (-1, -1, -1));
        if (at < 0) return null;
        double[] ends = [.. Ends(table, at), .. Ends(table, low), .. Ends(table, high)];
        if (ends.Length == 0) return null;
        bool share01 = table.Measures[at].Kind == MeasureKind.Share;
        double least = share01 ? 0 : ends.Min(), most = share01 ? 1 : ends.Max(), room = Math.Max(most - least, 1e-9) * (share01 ? 0 : 0.06);
        return new RowMarks(at, low, high, least - room, most + room, false);
    }

    /// <summary>The drawing of a row; empty where its value is withheld or absent. The numbers stand beside it, so it is hidden from screen readers.</summary>
    public string Svg(TableRow row)
    {
        if (!IsNumber(row.Values[_at])) return "";
        string inside = _bar ? Box(0, X(row.Values[_at].Number), 1, 8, "b") : Whisker(row);
        return $"<svg class=\"mark\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">{inside}</svg>";
    }

    private string Whisker(TableRow row)
    {
        string zero = _from < 0 && _to > 0 ? Box(X(0) - 0.3, 0.6, 0, 10, "z") : "";
        string whisker = IsNumber(row.Values[_low]) && IsNumber(row.Values[_high]) ? Box(X(row.Values[_low].Number), X(row.Values[_high].Number) - X(row.Values[_low].Number), 4, 2, "i") : "";
        return zero + whisker + Box(X(row.Values[_at].Number) - 0.9, 1.8, 1, 8, "b");
    }

    private double X(double value) => Math.Clamp(100 * (value - _from) / (_to - _from), 0, 100);

    private static string Box(double x, double width, double y, double height, string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{Math.Max(0, width):0.##}\" height=\"{height:0.##}\"/>");

    private static IEnumerable<double> Ends(ReleasedTable table, int at) => table.Rows.Select(row => row.Values[at]).Where(IsNumber).Select(value => value.Number);

    private static bool IsNumber(Value value) => value.State is ValueState.Number or ValueState.Amount;
}
