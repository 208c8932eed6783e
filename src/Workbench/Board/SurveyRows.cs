using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Respondents of one survey as numbers: scores, weights, design, places and groups.</summary>
internal sealed class SurveyRows
{
    /// <summary>Fields by which answers may be broken down.</summary>
    public static ImmutableArray<string> GroupFields { get; } = ["age_group", "gender", "tenure", "housing"];

    private readonly Frame _rows;

    public SurveyRows(SourcePlan source, ImmutableArray<Question> questions, Frame rows, Geography places)
    {
        (Source, Questions, Scales) = (source, questions, Surveys.Scales(questions));
        _rows = ScaleScores.Add(rows, Scales);
        var design = source.Design ?? new SurveyDesign(null, null, null);
        Weights = design.Weight is { } weight ? Doubles(weight) : [.. Enumerable.Repeat(1.0, rows.Rows)];
        (Units, Strata) = Design(rows, design);
        Communities = [.. Enumerable.Range(0, rows.Rows).Select(row => rows["community"].Text(row))];
        Areas = [.. Communities.Select(id => places[id] is { } community ? Geography.OfSubdistrict(community.Subdistrict) : Geography.Whole)];
        Groups = [.. GroupFields.Where(field => rows.Has(field) && Enumerable.Range(0, rows.Rows).Any(row => !rows[field].IsMissing(row)))];
    }

    public SourcePlan Source { get; }

    public ImmutableArray<Question> Questions { get; }

    public ImmutableArray<ScaleSpec> Scales { get; }

    /// <summary>Number of respondents, N.</summary>
    public int Count => _rows.Rows;

    /// <summary>N weights, NaN where missing.</summary>
    public double[] Weights { get; }

    /// <summary>Primary sampling unit of each respondent, numbered from 0.</summary>
    public int[] Units { get; }

    /// <summary>Stratum of each unit, numbered from 0.</summary>
    public int[] Strata { get; }

    public ImmutableArray<string> Communities { get; }

    /// <summary>Area of each respondent's sub-district; the whole where it is not known.</summary>
    public ImmutableArray<string> Areas { get; }

    /// <summary>The group fields that somebody answered.</summary>
    public ImmutableArray<string> Groups { get; }

    /// <summary>Values of an item or score, N, NaN where missing.</summary>
    public double[] Doubles(string name)
    {
        var column = _rows[name];
        return column switch
        {
            NumberColumn number => [.. Enumerable.Range(0, Count).Select(row => number.IsMissing(row) ? double.NaN : number.Values[row])],
            IntegerColumn integer => [.. Enumerable.Range(0, Count).Select(row => integer.IsMissing(row) ? double.NaN : integer.Values[row])],
            _ => [.. Enumerable.Repeat(double.NaN, Count)],
        };
    }

    /// <summary>Level of a group field, N; empty where it is not stated.</summary>
    public string[] Levels(string field) => [.. Enumerable.Range(0, Count).Select(row => _rows[field].Text(row))];

    private static (int[] Units, int[] Strata) Design(Frame rows, SurveyDesign design)
    {
        var numbers = new Dictionary<(string, string), int>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var (units, strata) = (new int[rows.Rows], new List<int>());
        for (int row = 0; row < rows.Rows; row++)
        {
            string stratum = design.Strata is { } s ? rows[s].Text(row) : "", unit = design.Cluster is { } c ? rows[c].Text(row) : row.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!names.TryGetValue(stratum, out int at)) names[stratum] = at = names.Count;
            if (!numbers.TryGetValue((stratum, unit), out int number))
            {
                numbers[(stratum, unit)] = number = strata.Count;
                strata.Add(at);
            }
            units[row] = number;
        }
        return (units, [.. strata]);
    }
}
