using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The rows that can be completed, coded for regressions: a column of ones, then each variable standardised by its observed values (a complete category of more than two levels as dummies). n × <see cref="Stride"/>, row-major.</summary>
internal sealed class ImputationTable
{
    /// <summary>Complete categories with more levels predict nothing.</summary>
    private const int MostLevels = 30;

    private readonly List<double[]> _columns = [];
    private readonly List<string> _labels = ["(Intercept)"];
    private readonly List<ImputedVariable> _targets = [];
    private readonly List<Label> _cautions = [];

    private ImputationTable(Frame rows) => Rows = rows;

    /// <summary>The rows, their missing values still missing.</summary>
    internal Frame Rows { get; }

    internal int Count => Rows.Rows;

    internal IReadOnlyList<string> Labels => _labels;

    internal int Columns => _labels.Count;

    /// <summary>Columns rounded up to whole vectors of four.</summary>
    internal int Stride => (Columns + 3) & ~3;

    internal IReadOnlyList<ImputedVariable> Targets => _targets;

    internal IReadOnlyList<Label> Cautions => _cautions;

    /// <summary>Community of each row, counted from 0; empty without communities.</summary>
    internal int[] GroupOf { get; private set; } = [];

    internal int Groups { get; private set; }

    /// <summary>Codes the rows that have all needed fields.</summary>
    /// <exception cref="StudyException">A variable cannot be imputed; says what to do instead.</exception>
    internal static ImputationTable Of(ImputationSpec spec, Frame frame)
    {
        var table = new ImputationTable(KeptRows.Of(frame, spec.Needed));
        if (table.Count == 0) throw new StudyException(ImputationFaults.NoRows(spec.Needed));
        if (spec.UsedEffect != CommunityEffect.None) table.Gather(spec.Within!);
        foreach (var column in table.Rows.Columns.Where(column => column.Name != spec.Within)) table.Add(column, spec);
        foreach (string name in spec.Kinds.Keys)
            if (!table.Rows.Has(name)) throw new StudyException(ImputationFaults.UnknownKind(name, table.Rows.Names));
        return table;
    }

    /// <summary>The standardised table; missing values are 0, the mean.</summary>
    internal double[] Matrix()
    {
        var z = new double[Count * Stride];
        for (int r = 0; r < Count; r++)
        {
            z[r * Stride] = 1;
            for (int c = 1; c < Columns; c++) z[r * Stride + c] = _columns[c - 1][r];
        }
        return z;
    }

    private void Gather(string within)
    {
        var column = Rows[within];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        GroupOf = [.. Enumerable.Range(0, Count).Select(r => known.TryGetValue(column.Text(r), out int group) ? group : known[column.Text(r)] = known.Count)];
        Groups = known.Count;
        if (Groups < 3) throw new StudyException(ImputationFaults.FewCommunities(within, Groups));
    }

    private void Add(Column column, ImputationSpec spec)
    {
        var coded = CodedColumn.Of(column);
        if (coded is null || (coded.Missing.Length == 0 && coded.Levels.Length > MostLevels))
        {
            _cautions.Add(ImputationFaults.NotAPredictor(column.Name));
            if (coded is null && Enumerable.Range(0, Count).Any(column.IsMissing)) throw new StudyException(ImputationFaults.NoKind(column.Name));
            return;
        }
        if (coded.Missing.Length > 0) AddTarget(column.Name, coded, spec);
        else if (coded.Levels.Length > 2) AddDummies(column.Name, coded);
        else AddColumn(column.Name, coded);
    }

    private void AddTarget(string name, CodedColumn coded, ImputationSpec spec)
    {
        if (coded.Observed.Length == 0) throw new StudyException(ImputationFaults.AllMissing(name));
        double[] values = [.. coded.Observed.Select(r => coded.Raw[r]).Distinct().Order()];
        if (values.Length == 1) throw new StudyException(ImputationFaults.ConstantTarget(name));
        var kind = KindOf(name, coded, values, spec);
        if (kind == ImputationKind.Pmm && coded.Observed.Length < spec.Donors) throw new StudyException(ImputationFaults.FewerThanDonors(name, coded.Observed.Length, spec.Donors));
        var standards = kind == ImputationKind.Multinomial ? AddDummies(name, coded) : [AddColumn(name, coded)];
        _targets.Add(new ImputedVariable(name, kind, _columns.Count - standards.Length + 1, coded.Raw, coded.Missing, coded.Observed, kind is ImputationKind.Pmm or ImputationKind.Normal ? [] : [.. values], coded.Levels, standards));
    }

    private static ImputationKind KindOf(string name, CodedColumn coded, double[] values, ImputationSpec spec)
    {
        if (!spec.Kinds.TryGetValue(name, out var kind)) kind = DefaultKind(coded.Levels.Length, spec.UsedEffect);
        if (kind == ImputationKind.Normal && coded.Levels.Length > 0) throw new StudyException(ImputationFaults.NormalCategory(name));
        if (kind == ImputationKind.Logit && values.Length != 2) throw new StudyException(ImputationFaults.NotTwoValues(name, values.Length));
        if (kind == ImputationKind.Multinomial && coded.Levels.IsEmpty) throw new StudyException(ImputationFaults.NumberWithoutOrder(name));
        if (kind is ImputationKind.Pmm or ImputationKind.Normal) return kind;
        if (values.Length > ValueModel.MostValues) throw new StudyException(ImputationFaults.ManyValues(name, values.Length, ValueModel.MostValues, kind));
        return spec.UsedEffect == CommunityEffect.Fixed ? throw new StudyException(ImputationFaults.FixedCategories(name, kind)) : kind;
    }

    private static ImputationKind DefaultKind(int levels, CommunityEffect effect) => levels switch
    {
        0 => ImputationKind.Pmm,
        2 => effect == CommunityEffect.Fixed ? ImputationKind.Pmm : ImputationKind.Logit,
        _ => ImputationKind.Multinomial,
    };

    private (double Centre, double Scale) AddColumn(string name, CodedColumn coded)
    {
        var standard = Standard(coded);
        var values = new double[Count];
        foreach (int r in coded.Observed) values[r] = (coded.Raw[r] - standard.Centre) / standard.Scale;
        _columns.Add(values);
        _labels.Add(name);
        return standard;
    }

    // One for each level but the first.
    private ImmutableArray<(double Centre, double Scale)> AddDummies(string name, CodedColumn coded) =>
        [.. Enumerable.Range(1, coded.Levels.Length - 1).Select(level => AddColumn(name + coded.Levels[level], coded with { Raw = [.. coded.Raw.Select(code => code == level ? 1.0 : 0)] }))];

    private static (double Centre, double Scale) Standard(CodedColumn coded)
    {
        double mean = coded.Observed.Sum(r => coded.Raw[r]) / coded.Observed.Length, squares = coded.Observed.Sum(r => (coded.Raw[r] - mean) * (coded.Raw[r] - mean));
        return (mean, squares > 0 ? Math.Sqrt(squares / coded.Observed.Length) : 1);
    }
}
