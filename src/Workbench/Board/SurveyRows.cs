using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Respondents of one survey in little room: scores, weights, design, places and groups as numbers and shared texts, answers a byte each.</summary>
internal sealed class SurveyRows
{
    /// <summary>Fields by which answers may be broken down.</summary>
    public static ImmutableArray<string> GroupFields { get; } = ["age_group", "gender", "tenure", "housing"];

    private readonly Dictionary<string, double[]> _scores;
    private readonly Dictionary<string, ItemColumn> _items;
    private readonly Dictionary<string, LevelColumn> _levels;

    private SurveyRows(SourcePlan source, Label label, ImmutableArray<Question> questions, Collected collected)
    {
        (Source, Label, Questions, Scales) = (source, label, questions, Surveys.Scales(questions));
        (Count, Weights, Units, Strata) = (collected.Rows, [.. collected.Weights], [.. collected.Units], [.. collected.Strata]);
        (Communities, Areas) = ([.. collected.Communities], [.. collected.Areas]);
        _scores = collected.Scores.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
        _items = collected.Items;
        _levels = collected.Answered.ToDictionary(field => field, field => LevelColumn.Of(collected.Levels[field]), StringComparer.Ordinal);
        Groups = [.. GroupFields.Where(_levels.ContainsKey)];
    }

    public SourcePlan Source { get; }

    /// <summary>Label of the survey.</summary>
    public Label Label { get; }

    public ImmutableArray<Question> Questions { get; }

    public ImmutableArray<ScaleSpec> Scales { get; }

    /// <summary>Number of respondents, N.</summary>
    public int Count { get; }

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

    /// <summary>Scores of a scale, N, NaN where missing.</summary>
    public double[] Scores(string scale) => _scores[scale];

    /// <summary>Writes the answers to an item, N, NaN where missing.</summary>
    public void Answers(string item, double[] into) => _items[item].Write(into);

    /// <summary>Levels of a group field; the level is empty where it is not stated.</summary>
    public LevelColumn Levels(string field) => _levels[field];

    /// <summary>The rows of a survey's blocks; null without a row.</summary>
    public static SurveyRows? Of(SourcePlan source, Label label, ImmutableArray<Question> questions, IEnumerable<Frame> blocks, Geography places)
    {
        var collected = new Collected(source.Design ?? new SurveyDesign(null, null, null), Surveys.Scales(questions), places);
        foreach (var block in blocks) collected.Add(block);
        return collected.Rows == 0 ? null : new SurveyRows(source, label, questions, collected);
    }

    /// <summary>What is collected of a survey, block by block.</summary>
    private sealed class Collected(SurveyDesign design, ImmutableArray<ScaleSpec> scales, Geography places)
    {
        private readonly Dictionary<(string, string), int> _units = [];
        private readonly Dictionary<string, int> _strata = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

        public int Rows { get; private set; }

        public List<double> Weights { get; } = [];

        public List<int> Units { get; } = [];

        public List<int> Strata { get; } = [];

        public List<string> Communities { get; } = [];

        public List<string> Areas { get; } = [];

        public Dictionary<string, List<double>> Scores { get; } = scales.ToDictionary(scale => scale.Name, _ => new List<double>(), StringComparer.Ordinal);

        public Dictionary<string, ItemColumn> Items { get; } = scales.SelectMany(scale => scale.Items).Select(item => item.Name).Distinct().ToDictionary(item => item, _ => new ItemColumn(), StringComparer.Ordinal);

        public Dictionary<string, List<string>> Levels { get; } = GroupFields.ToDictionary(field => field, _ => new List<string>(), StringComparer.Ordinal);

        public SortedSet<string> Answered { get; } = new(StringComparer.Ordinal);

        public void Add(Frame block)
        {
            var scored = ScaleScores.Add(block, scales);
            foreach (var (scale, scores) in Scores) scores.AddRange(Doubles(scored[scale]));
            foreach (var (item, answers) in Items) answers.Add(Doubles(block[item]));
            Weights.AddRange(design.Weight is { } weight ? Doubles(block[weight]) : Enumerable.Repeat(1.0, block.Rows));
            foreach (string field in GroupFields.Where(block.Has)) AddLevels(field, block[field]);
            for (int row = 0; row < block.Rows; row++) AddPlace(block, row);
            Rows += block.Rows;
        }

        private void AddLevels(string field, Column column)
        {
            for (int row = 0; row < column.Count; row++)
            {
                Levels[field].Add(Once(column.Text(row)));
                if (!column.IsMissing(row)) Answered.Add(field);
            }
        }

        private void AddPlace(Frame block, int row)
        {
            string community = Once(block["community"].Text(row));
            Communities.Add(community);
            Areas.Add(places[community] is { } known ? places.AreaOfSubdistrict(known.Subdistrict) : Geography.Whole);
            string stratum = design.Strata is { } s ? Once(block[s].Text(row)) : "", unit = design.Cluster is { } c ? Once(block[c].Text(row)) : (Rows + row).ToString(CultureInfo.InvariantCulture);
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_strata, stratum, out bool told);
            if (!told) number = _strata.Count - 1;
            ref int at = ref CollectionsMarshal.GetValueRefOrAddDefault(_units, (stratum, unit), out bool met);
            if (!met)
            {
                at = Strata.Count;
                Strata.Add(number);
            }
            Units.Add(at);
        }

        private string Once(string text) => _texts.TryGetValue(text, out string? kept) ? kept : _texts[text] = text;
    }

    private static double[] Doubles(Column column)
    {
        var values = new double[column.Count];
        for (int row = 0; row < values.Length; row++)
            values[row] = column.IsMissing(row) ? double.NaN : column is NumberColumn number ? number.Values[row] : column is IntegerColumn integer ? integer.Values[row] : double.NaN;
        return values;
    }
}

/// <summary>Answers to an item: a byte each while they are whole numbers of a scale, as they are once one is not.</summary>
internal sealed class ItemColumn
{
    private const sbyte Missing = sbyte.MinValue;
    private readonly List<sbyte> _whole = [];
    private List<double>? _any;

    /// <summary>More answers, NaN where missing.</summary>
    public void Add(double[] answers)
    {
        if (_any is null && !answers.All(IsSmall))
        {
            var before = new double[_whole.Count];
            Write(before);
            _any = [.. before];
        }
        if (_any is not null) _any.AddRange(answers);
        else foreach (double answer in answers) _whole.Add(double.IsNaN(answer) ? Missing : (sbyte)answer);
    }

    /// <summary>Writes all answers, NaN where missing.</summary>
    public void Write(Span<double> into)
    {
        if (_any is not null) CollectionsMarshal.AsSpan(_any).CopyTo(into);
        else for (int row = 0; row < _whole.Count; row++) into[row] = _whole[row] == Missing ? double.NaN : _whole[row];
    }

    private static bool IsSmall(double answer) => double.IsNaN(answer) || answer == Math.Floor(answer) && answer is > sbyte.MinValue and <= sbyte.MaxValue;
}

/// <summary>A group field of N respondents.</summary>
/// <param name="Names">The levels in ordinal order, each once.</param>
/// <param name="Codes">Level of each respondent, N, numbered from 0.</param>
internal sealed record LevelColumn(ImmutableArray<string> Names, int[] Codes)
{
    /// <summary>The levels of texts.</summary>
    public static LevelColumn Of(List<string> texts)
    {
        // Asked as a sequence: of a list, Distinct makes a table as long as the list.
        ImmutableArray<string> names = [.. texts.Where(_ => true).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var at = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        return new LevelColumn(names, [.. texts.Select(text => at[text])]);
    }
}
