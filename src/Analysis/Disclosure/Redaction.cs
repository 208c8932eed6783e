using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CoProduction.Analysis;

/// <summary>Takes the withheld values out of a table and rounds the counts of people that stay.</summary>
internal static partial class Redaction
{
    public static ReleasedTable Of(CandidateTable table, IReadOnlySet<int> withheld, PrivacyPlan policy)
    {
        var rows = table.Rows.Select((row, i) => withheld.Contains(i) ? Withheld(row) : Rounded(row, table.Measures, policy)).ToImmutableArray();
        var origin = table.Provenance.Rows > 0 && table.Provenance.Rows < policy.MinimumCell ? table.Provenance with { Rows = 0 } : table.Provenance;
        bool any = withheld.Count > 0, all = any && withheld.Count == table.Rows.Length;
        var reviewed = table with { Rows = rows, Provenance = origin, Title = any ? WithoutCounts(table.Title) : table.Title, Note = all ? Gone : any ? WithoutCounts(table.Note) : table.Note };
        return new ReleasedTable(reviewed, withheld.Count, Note(withheld.Count, policy));
    }

    /// <summary>A figure's texts, as the review left those of its data: what a note may not say, a caption may not say either.</summary>
    public static CandidateFigure Texts(CandidateFigure figure, ReleasedTable data) => data.Withheld == 0 ? figure : figure with
    {
        Title = WithoutCounts(figure.Title),
        Alt = WithoutCounts(figure.Alt),
        Caption = data.Withheld == data.Rows.Length ? Gone : WithoutCounts(figure.Caption),
    };

    /// <summary>Stands for a note whose table is withheld whole: its counts and fits rest on the same few people.</summary>
    private static readonly Label Gone = new("全部行均已隐匿，附注一并隐匿。", "Every row is withheld, and the note with them.");

    /// <summary>A row without its values and its base.</summary>
    internal static TableRow Withheld(TableRow row) => row with
    {
        Base = 0,
        Labels = [.. row.Labels.Select(WithoutCounts)],
        Values = [.. row.Values.Select(_ => Value.Suppressed)],
    };

    /// <summary>A row with its counts of people rounded.</summary>
    internal static TableRow Rounded(TableRow row, ImmutableArray<TableMeasure> measures, PrivacyPlan policy) => policy.Rounding == 1 ? row : row with
    {
        Base = (long)Round(row.Base, policy),
        Values = [.. row.Values.Select((value, i) => measures[i].Kind == MeasureKind.People ? Round(value, policy) : value)],
    };

    private static Value Round(Value value, PrivacyPlan policy) => value.State switch
    {
        ValueState.Amount => Value.Exact(Round(value.Amount, policy)),
        ValueState.Number => Value.Of((double)Round((decimal)value.Number, policy)),
        _ => value,
    };

    /// <summary>The nearest multiple of the base, but never one below the minimum: a rounded count must not look small.</summary>
    private static decimal Round(decimal people, PrivacyPlan policy)
    {
        if (people == 0) return 0;
        decimal nearest = Math.Round(people / policy.Rounding, MidpointRounding.AwayFromZero) * policy.Rounding;
        decimal least = Math.Ceiling((decimal)policy.MinimumCell / policy.Rounding) * policy.Rounding;
        return Math.Max(nearest, least);
    }

    /// <summary>A count written into a text, as «n = 3», would survive the redaction of its row.</summary>
    private static Label WithoutCounts(Label label) => new(Counted().Replace(label.Zh, "n = …"), Counted().Replace(label.En, "n = …"));

    [GeneratedRegex(@"\b[nN]\s*[=＝:：]\s*[0-9][0-9,]*")]
    private static partial Regex Counted();

    /// <summary>What the review did, for people.</summary>
    /// <param name="withheld">Rows withheld.</param>
    /// <param name="policy">The policy; the stricter one where a reader's own areas are shown by another.</param>
    /// <param name="own">Least people a cell in the reader's own areas, where the table holds such areas.</param>
    internal static Label Note(int withheld, PrivacyPlan policy, int? own = null)
    {
        bool both = own is { } less && less < policy.MinimumCell;
        string ownZh = both ? $"，读者本辖区每格至少{own}人" : "", ownEn = both ? $", at least {own} in the reader's own areas" : "";
        string zh = withheld == 0 ? "未隐匿任何行" : $"隐匿{withheld}行（含为防止由合计反推而一并隐匿者）";
        string en = withheld == 0 ? "no row is withheld" : $"{withheld} row(s) are withheld, some of them so that totals do not give the others away";
        string roundZh = policy.Rounding == 1 ? "人数未取整" : $"人数取整至{policy.Rounding}的倍数，合计单独取整";
        string roundEn = policy.Rounding == 1 ? "counts of people are not rounded" : $"counts of people are rounded to multiples of {policy.Rounding}, totals on their own";
        return new($"披露审查：每格至少{policy.MinimumCell}人{ownZh}；{zh}；{roundZh}。", $"Disclosure review: at least {policy.MinimumCell} people a cell{ownEn}; {en}; {roundEn}.");
    }
}
