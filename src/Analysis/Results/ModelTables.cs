using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Tables of fitted models, the same for every method.</summary>
public static class ModelTables
{
    private static readonly ImmutableArray<TableMeasure> Measures =
    [
        new("estimate", new("估计值", "Estimate"), MeasureKind.Number, 3), new("std_error", new("标准误", "Std. error"), MeasureKind.Number, 3),
        new("statistic", new("检验统计量", "Statistic"), MeasureKind.Number, 2), new("df", new("自由度", "df"), MeasureKind.Number, 1), new("p_value", new("p值", "p"), MeasureKind.PValue, 3),
        new("conf_low", new("下限", "Low"), MeasureKind.Number, 3), new("conf_high", new("上限", "High"), MeasureKind.Number, 3),
    ];

    // Columns whose cells name a variant.
    private static readonly ImmutableArray<string> VariantColumns = ["variant", "method", "reference"];

    /// <summary>One row per term, in the fit's order; a row rests on the people that the fit says. Where rows rest on parts of the respondents, their totals count as known: shares and bases add up.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="title">Title for people.</param>
    public static CandidateTable Coefficients(IModelFit fit, Label title) => new(
        "coefficients", title, [new("term", new("变量", "Term"))], Measures, [.. fit.Tidy().Select((row, i) => Row(row, fit.PeopleBehind(i)))], Subject.Respondents, Note(fit), fit.Provenance)
    {
        TotalsKnown = Enumerable.Range(0, fit.Tidy().Length).Any(i => fit.PeopleBehind(i) != fit.Rows),
    };

    /// <summary>
    /// A further table of a fit: its leading texts name the rows. A row rests on the people that a column of <see cref="MeasureKind.People"/> counts, or on all respondents of the fit, and on no more than the terms that it names.
    /// </summary>
    /// <param name="fit">The fit.</param>
    /// <param name="part">One of its parts.</param>
    /// <param name="title">Title for people; the part's own is put behind it.</param>
    public static CandidateTable Part(IModelFit fit, FitPart part, Label title)
    {
        long All(ImmutableArray<PartValue> row, int i, int column) => !part.People.IsEmpty ? part.People[i] : column < 0 ? fit.Rows : (long)(row[column].Number ?? 0);
        long People(ImmutableArray<PartValue> row, int i, int column) => row.Select(value => value.Text).OfType<string>().Aggregate(All(row, i, column), (people, text) => fit.PeopleOfTerms.Behind(text, people));
        int names = part.Columns.TakeWhile(column => column.Kind == MeasureKind.Text).Count(), people = part.Columns.ToList().FindIndex(column => column.Kind == MeasureKind.People);
        ImmutableArray<Dimension> dimensions = names == 0
            ? [new("row", new("行", "Row"))] : [.. part.Columns.Take(names).Select(column => new Dimension(column.Name, column.Label))];
        return new CandidateTable(
            part.Name, new($"{title.Zh}：{part.Title.Zh}", $"{title.En}: {part.Title.En}"), dimensions,
            [.. part.Columns.Skip(names).Select(column => new TableMeasure(column.Name, column.Label, column.Kind, column.Kind == MeasureKind.Share ? Math.Min(column.Decimals, 1) : column.Decimals))],
            [.. part.Rows.Select((row, i) => Row(part, row, names, i, People(row, i, people)))], Subject.Respondents, ShortNote(fit), fit.Provenance)
        {
            TotalsKnown = !part.People.IsEmpty || people >= 0,
        };
    }

    private static TableRow Row(TidyRow row, long people) => new([row.Term], [Label.Same(row.Term)], people,
        [Value.Of(row.Estimate), Value.Of(row.StdError), Value.Of(row.Statistic), Value.Of(row.Df), Value.Of(row.PValue), Value.Of(row.ConfLow), Value.Of(row.ConfHigh)]);

    private static TableRow Row(FitPart part, ImmutableArray<PartValue> row, int names, int index, long people)
    {
        ImmutableArray<string> key = names == 0 ? [(index + 1).ToString(CultureInfo.InvariantCulture)] : [.. row.Take(names).Select(value => value.Text ?? "")];
        return new TableRow(key, [.. key.Select(Label.Same)], people, [.. row.Zip(part.Columns, Cell).Skip(names)]);
    }

    private static Value Cell(PartValue value, PartColumn column) => value switch
    {
        { Text: { } text } => Value.Of(VariantColumns.Contains(column.Name) ? VariantWords.Of(text) : Label.Same(text)),
        { IsWhole: true, Number: { } whole } => Value.Exact((decimal)whole),
        _ => Value.Of(value.Number),
    };

    private static Label Note(IModelFit fit)
    {
        string level = (fit.Level * 100).ToString("0.##", CultureInfo.InvariantCulture);
        var (method, quality) = (VariantWords.Of(fit.Provenance.Method), Quality(fit));
        return new(
            $"{fit.Formula}；{method.Zh}；n = {fit.Rows}（另有{fit.RowsIncomplete}行因缺失未计入）{(fit.Communities > 0 ? $"，社区 {fit.Communities} 个" : "")}；{quality.Zh}{level}%置信区间。{string.Concat(fit.Cautions.Select(caution => caution.Zh))}",
            $"{fit.Formula}; {method.En}; n = {fit.Rows} ({Left(fit.RowsIncomplete)} left out as incomplete){(fit.Communities > 0 ? $", {fit.Communities} communities" : "")}; {quality.En}{level}% confidence intervals.{string.Concat(fit.Cautions.Select(caution => " " + caution.En))}");
    }

    private static string Left(long rows) => rows == 1 ? "1 row" : $"{rows} rows";

    private static Label ShortNote(IModelFit fit) => new($"n = {fit.Rows}；公式、方法与提醒见该模型的估计值表。", $"n = {fit.Rows}; formula, method and cautions stand under the model's table of estimates.");

    // R² and σ where the method has them.
    private static Label Quality(IModelFit fit)
    {
        var glance = fit.Glance().Where(entry => entry.Value is not null).ToDictionary(entry => entry.Name, entry => entry.Value!.Value);
        string[] said = [.. Shown("r_squared", "R²"), .. Shown("sigma", "σ")];
        return said.Length == 0 ? Label.Same("") : new(string.Join('，', said) + "；", string.Join(", ", said) + "; ");

        string[] Shown(string name, string sign) => glance.TryGetValue(name, out double value) ? [string.Create(CultureInfo.InvariantCulture, $"{sign} = {value:0.000}")] : [];
    }
}
