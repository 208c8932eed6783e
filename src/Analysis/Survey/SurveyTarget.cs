using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A linear statistic of the columns, or the ratio of two.</summary>
/// <param name="Term">Name of the row in the result.</param>
/// <param name="Above">p coefficients of the totals of the columns.</param>
/// <param name="Below">p coefficients below the line; null for a total.</param>
/// <param name="IsShare">True for the share of a category, whose interval is a proportion's.</param>
internal sealed record SurveyTarget(string Term, double[] Above, double[]? Below, bool IsShare)
{
    /// <summary>Place of the field whose categories the statistic counts, among those asked; null for a number.</summary>
    internal int? Category { get; init; }

    /// <summary>The targets of a question, in the order asked.</summary>
    internal static ImmutableArray<SurveyTarget> Of(SurveyStatement statement, DesignPlan plan)
    {
        var forms = plan.Formula.AtomsOfTerms.Select(term => Forms(plan, term[0])).ToArray();
        double[] one = Unit(plan, plan.Labels.Length - 1);
        if (statement.Question == SurveyQuestion.Ratio)
        {
            if (forms.Any(form => form.Length != 1)) throw new StudyException(SurveyFaults.RatioOfCategories(statement.Text));
            var (above, below) = (forms[0][0], forms.Length > 1 ? forms[1][0] : forms[0][0]);
            return [new SurveyTarget($"{above.Name}/{below.Name}", above.Form, below.Form, false)];
        }
        bool total = statement.Question == SurveyQuestion.Totals;
        return [.. forms.SelectMany((form, field) => form.Select(part => new SurveyTarget(part.Name, part.Form, total ? null : one, !total && form.Length > 1) { Category = form.Length > 1 ? field : null }))];
    }

    internal double Estimate(double[] totals) => Below is null ? Dot(Above, totals) : Dot(Above, totals) / Dot(Below, totals);

    /// <summary>What a part of the sample adds to the linearised statistic.</summary>
    /// <param name="part">p totals of the part.</param>
    /// <param name="estimate">The statistic.</param>
    /// <param name="base">The total below the line; 1 for a total.</param>
    internal double Influence(ReadOnlySpan<double> part, double estimate, double @base) =>
        Below is null ? Dot(Above, part) : (Dot(Above, part) - estimate * Dot(Below, part)) / @base;

    internal double Base(double[] totals) => Below is null ? 1 : Dot(Below, totals);

    internal static double Dot(double[] form, ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int j = 0; j < form.Length; j++) if (form[j] != 0) sum += form[j] * values[j];
        return sum;
    }

    // A number is its own column; the reference level of a category is what the other levels leave of the constant.
    private static (string Name, double[] Form)[] Forms(DesignPlan plan, int atom)
    {
        int[] columns = [.. Enumerable.Range(0, plan.Columns.Length).Where(column => plan.Columns[column].Parts is [var only] && only.Atom == atom)];
        if (plan.Atoms[atom].Category is not { } category)
            return columns.Length == 1 ? [(plan.Atoms[atom].Name, Unit(plan, columns[0]))] : throw new StudyException(SurveyFaults.NotOneColumn(plan.Atoms[atom].Name));
        var marked = columns.Where(column => plan.Columns[column].Parts[0].Values.IsDefault).ToDictionary(column => plan.Columns[column].Parts[0].Index);
        if (marked.Count < category.Levels.Length - 1) throw new StudyException(SurveyFaults.NotOneColumn(plan.Atoms[atom].Name));
        double[] reference = Unit(plan, plan.Labels.Length - 1);
        foreach (int column in marked.Values) reference[column] = -1;
        return [.. category.Levels.Select((level, index) => (category.Column + level, marked.TryGetValue(index, out int column) ? Unit(plan, column) : reference))];
    }

    private static double[] Unit(DesignPlan plan, int column)
    {
        double[] unit = new double[plan.Labels.Length];
        unit[column] = 1;
        return unit;
    }
}
