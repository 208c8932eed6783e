using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench;

/// <summary>Shares of spending as a researcher asks for them.</summary>
internal static class AskedShares
{
    private const string Community = "community", Ledger = "fund_entries";

    public static async Task<StudyTable> OfAsync(LoadedStudy study, string by, ImmutableArray<string> years, ImmutableArray<string> communities, Func<SharesSpec, SharesSpec>? definition)
    {
        if (!study.Evidence.Has(Ledger)) throw StudiesFaults.NoEvidence("Shares");
        await KnownAsync(study, communities).ConfigureAwait(false);
        var fields = new[] { "use_class", "year", "phase", "pool", "money_source", Community }.Append(by).Where(field => field.Length > 0).Distinct();
        ImmutableArray<RowFilter> filters = communities.IsDefaultOrEmpty ? [] : [new RowFilter(Community, communities)];
        var cells = await study.Evidence.Store.CellsAsync(new CellsSpec(Ledger, [.. fields], ["amount"], null, filters)).ConfigureAwait(false);
        var standard = MoneyEvidence.Standard(study.Plan, cells) with { By = by, Years = years.IsDefault ? [] : years };
        var result = Shares.Fit(definition is null ? standard : definition(standard), cells);
        return new StudyTable(SharesTables.Table(result, Title(by, communities)), study.Privacy);
    }

    private static async Task KnownAsync(LoadedStudy study, ImmutableArray<string> communities)
    {
        if (communities.IsDefaultOrEmpty) return;
        var known = await Workbench.Community.AllAsync(study).ConfigureAwait(false);
        foreach (string community in communities) StudiesFaults.Found(community, known.Names, "the study", "community");
    }

    private static Label Title(string by, ImmutableArray<string> communities)
    {
        string of = communities.IsDefaultOrEmpty ? "" : string.Join(", ", communities);
        return new($"支出占比{(of.Length > 0 ? $"：{of}" : "")}", $"Shares of spending{(by.Length > 0 ? $" by {by}" : "")}{(of.Length > 0 ? $": {of}" : "")}");
    }
}
