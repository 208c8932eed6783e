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
/// <param name="Adjusted">Its shrunken estimate if it had the whole's mix of residents; null where that cannot be told.</param>
/// <param name="Position">-1 below the limits, 1 above, 0 within.</param>
internal sealed record FairRow(double Mean, double Shrunken, double Low, double High, double LimitLow, double LimitHigh, double? Adjusted, int Position)
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
/// mean ± 3.09 σ/√n (Spiegelhalter 2005, Statistics in Medicine 24: 1185-1202). The adjusted estimates are the mean of the whole plus the communities' deviations in the same model with the residents' age, gender and tenure.
/// </summary>
internal sealed class FairComparison
{
    private const double Limit998 = 3.090232306167813;

    /// <summary>What residents bring with them: the kind of housing is the community's own.</summary>
    private static readonly ImmutableArray<string> Mix = ["age_group", "gender", "tenure"];
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
            var fit = await FitAsync(store, rows, $"{scale} ~ 1 + (1 | community)", cancellationToken).ConfigureAwait(false);
            return (Of(fit, await AdjustedAsync(store, rows, scale, cancellationToken).ConfigureAwait(false), rows, scale), null);
        }
        catch (StudyException refused)
        {
            return (null, new($"无法比较社区：{refused.Fault.What}", $"Communities cannot be compared: {refused.Fault.What}"));
        }
    }

    private static Task<IModelFit> FitAsync(IStudyStore store, SurveyRows rows, string formula, CancellationToken cancellationToken)
    {
        var request = new ModelRequest("lmm", formula) { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("communities", "show"), Exclude = rows.Source.Exclusions };
        return FitMethods.FitAsync(request, new StoreRows(store, rows.Source.Id, rows.Scales), null, cancellationToken);
    }

    /// <summary>The communities' deviations with the mix of residents in the model, and how the note speaks of them.</summary>
    private static async Task<(ImmutableDictionary<string, double> Deviations, Label Note)> AdjustedAsync(IStudyStore store, SurveyRows rows, string scale, CancellationToken cancellationToken)
    {
        string[] mix = [.. Mix.Where(rows.Groups.Contains)];
        if (mix.Length == 0) return (ImmutableDictionary<string, double>.Empty, new("未按居民构成调整。", "Not adjusted for the mix of residents: the survey did not ask for age, gender or tenure."));
        string zh = string.Join("、", mix.Select(field => SurveyCubes.GroupLabel(field).Zh)), en = string.Join(", ", mix.Select(field => SurveyCubes.GroupLabel(field).En.ToLowerInvariant()));
        try
        {
            var fit = await FitAsync(store, rows, $"{scale} ~ {string.Join(" + ", mix)} + (1 | community)", cancellationToken).ConfigureAwait(false);
            var part = Communities(fit);
            return (part.Rows.ToImmutableDictionary(row => row[At(part, "unit")].Text!, row => row[At(part, "deviation")].Number!.Value, StringComparer.Ordinal),
                new($"“按居民构成调整”在同一模型中加入{zh}，缺答者不计。", $"'Adjusted for residents' has {en} in the same model, without those who did not say."));
        }
        catch (StudyException refused)
        {
            return (ImmutableDictionary<string, double>.Empty, new($"无法按居民构成调整：{refused.Fault.What}。", $"Not adjusted for the mix of residents: {refused.Fault.What}."));
        }
    }

    private static FitPart Communities(IModelFit fit) => fit.Parts.First(part => part.Name == "communities");

    private static int At(FitPart part, string name) => part.Columns.ToList().FindIndex(column => column.Name == name);

    private static FairComparison Of(IModelFit fit, (ImmutableDictionary<string, double> Deviations, Label Note) adjusted, SurveyRows rows, string scale)
    {
        double mean = fit.Tidy()[0].Estimate!.Value, sigma = fit.Glance().First(entry => entry.Name == "sigma").Value!.Value;
        var part = Communities(fit);
        var (unit, coefficient, deviation, low, high) = (At(part, "unit"), At(part, "coefficient"), At(part, "deviation"), At(part, "conf_low"), At(part, "conf_high"));
        double[] y = rows.Scores(scale);
        var own = Enumerable.Range(0, rows.Count).Where(row => !double.IsNaN(y[row])).GroupBy(row => rows.Communities[row], StringComparer.Ordinal).ToDictionary(group => group.Key, group => (Mean: group.Average(row => y[row]), N: group.Count()), StringComparer.Ordinal);
        var compared = part.Rows.Where(row => own.ContainsKey(row[unit].Text!)).ToDictionary(row => row[unit].Text!, row =>
        {
            var (average, n) = own[row[unit].Text!];
            double shift = row[coefficient].Number!.Value - row[deviation].Number!.Value, half = Limit998 * sigma / Math.Sqrt(n);
            int position = average < mean - half ? -1 : average > mean + half ? 1 : 0;
            double? atWholeMix = adjusted.Deviations.TryGetValue(row[unit].Text!, out double left) ? mean + left : null;
            return new FairRow(average, row[coefficient].Number!.Value, shift + row[low].Number!.Value, shift + row[high].Number!.Value, mean - half, mean + half, atWholeMix, position);
        }, StringComparer.Ordinal);
        return new FairComparison(mean, sigma, compared, new(
            $"控制限：全区均值 ± 3.09σ/√n（99.8%，Spiegelhalter 2005）；收缩估计来自空混合模型（REML），人数越少越靠近全区均值。{adjusted.Note.Zh}{string.Concat(fit.Cautions.Select(caution => caution.Zh))}",
            $"Limits: mean of the whole ± 3.09σ/√n (99.8%, Spiegelhalter 2005); shrunken estimates come from a null mixed model (REML): the fewer people, the closer to the mean of the whole. {adjusted.Note.En}{string.Concat(fit.Cautions.Select(caution => " " + caution.En))}"));
    }
}
