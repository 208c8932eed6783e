using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;

namespace CoProduction.Workbench.Board;

/// <summary>How a community compares with the others, its size allowed for.</summary>
/// <param name="Mean">Its own mean, unweighted.</param>
/// <param name="Shrunken">Its mean drawn towards the whole, the more the fewer people it rests on.</param>
/// <param name="Low">Lower end of the 95 % interval of <paramref name="Shrunken"/>.</param>
/// <param name="High">Upper end.</param>
/// <param name="LimitLow">Lower 99.8 % limit within which the mean of so many people lies by chance.</param>
/// <param name="LimitHigh">Upper limit.</param>
/// <param name="Position">-1 below the limits, 1 above, 0 within.</param>
internal sealed record FairRow(double Mean, double Shrunken, double Low, double High, double LimitLow, double LimitHigh, int Position)
{
    /// <summary>What the comparison says, in words.</summary>
    public Label Reading => Position switch
    {
        < 0 => new("低于控制限：差异大于偶然", "below the limits: more than chance"),
        > 0 => new("高于控制限：差异大于偶然", "above the limits: more than chance"),
        _ => new("在控制限内：与全区的差异可能只是偶然", "within the limits: may be chance"),
    };
}

/// <summary>
/// A fair comparison of communities: a null mixed model of the scale (REML) gives the mean of the whole, the scatter of respondents and the shrunken estimates; the limits of the funnel are the
/// mean ± 3.09 σ/√n (Spiegelhalter 2005, Statistics in Medicine 24: 1185-1202).
/// </summary>
internal sealed class FairComparison
{
    private const double Limit998 = 3.090232306167813;
    private readonly Dictionary<string, FairRow> _rows;

    private FairComparison(double mean, double sigma, Dictionary<string, FairRow> rows, Label note) => (Mean, Sigma, _rows, Note) = (mean, sigma, rows, note);

    /// <summary>Mean of the whole, by the model.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of respondents within communities.</summary>
    public double Sigma { get; }

    /// <summary>What the comparison rests on, and its cautions.</summary>
    public Label Note { get; }

    /// <summary>The comparison of a community; null where it has no respondent.</summary>
    public FairRow? this[string community] => _rows.GetValueOrDefault(community);

    /// <summary>Compares the communities of one survey; null with the reason where the model cannot be estimated.</summary>
    public static async Task<(FairComparison? Fair, Label? Why)> OfAsync(IStudyStore store, SurveyRows rows, string scale, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ModelRequest("lmm", $"{scale} ~ 1 + (1 | community)") { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("communities", "show") };
            return (Of(await FitMethods.FitAsync(request, new StoreRows(store, rows.Source.Id, rows.Scales), null, cancellationToken).ConfigureAwait(false), rows, scale), null);
        }
        catch (StudyException refused)
        {
            return (null, new($"无法比较社区：{refused.Fault.What}", $"Communities cannot be compared: {refused.Fault.What}"));
        }
    }

    private static FairComparison Of(IModelFit fit, SurveyRows rows, string scale)
    {
        double mean = fit.Tidy()[0].Estimate!.Value, sigma = fit.Glance().First(entry => entry.Name == "sigma").Value!.Value;
        var part = fit.Parts.First(part => part.Name == "communities");
        int At(string name) => part.Columns.ToList().FindIndex(column => column.Name == name);
        var (unit, coefficient, deviation, low, high) = (At("unit"), At("coefficient"), At("deviation"), At("conf_low"), At("conf_high"));
        double[] y = rows.Scores(scale);
        var own = Enumerable.Range(0, rows.Count).Where(row => !double.IsNaN(y[row])).GroupBy(row => rows.Communities[row], StringComparer.Ordinal).ToDictionary(group => group.Key, group => (Mean: group.Average(row => y[row]), N: group.Count()), StringComparer.Ordinal);
        var compared = part.Rows.Where(row => own.ContainsKey(row[unit].Text!)).ToDictionary(row => row[unit].Text!, row =>
        {
            var (average, n) = own[row[unit].Text!];
            double shift = row[coefficient].Number!.Value - row[deviation].Number!.Value, half = Limit998 * sigma / Math.Sqrt(n);
            int position = average < mean - half ? -1 : average > mean + half ? 1 : 0;
            return new FairRow(average, row[coefficient].Number!.Value, shift + row[low].Number!.Value, shift + row[high].Number!.Value, mean - half, mean + half, position);
        }, StringComparer.Ordinal);
        return new FairComparison(mean, sigma, compared, new(
            $"控制限：全区均值 ± 3.09σ/√n（99.8%，Spiegelhalter 2005）；收缩估计来自空混合模型（REML），人数越少越靠近全区均值。未按居民构成调整。{string.Concat(fit.Cautions.Select(caution => caution.Zh))}",
            $"Limits: mean of the whole ± 3.09σ/√n (99.8%, Spiegelhalter 2005); shrunken estimates come from a null mixed model (REML): the fewer people, the closer to the mean of the whole. Not adjusted for the mix of residents.{string.Concat(fit.Cautions.Select(caution => " " + caution.En))}"));
    }
}
