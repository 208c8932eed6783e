using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Sums of one verdict: certain numerator N and denominator D, and the range of N - tD over everything that is missing.</summary>
internal sealed class RuleSums(decimal threshold, int listed)
{
    private readonly EvidenceList _above = new(listed), _below = new(listed), _unknown = new(listed);
    private int _rows, _counted;
    private decimal _lowExcess, _highExcess, _lowBelow;
    private bool _unbounded;

    public decimal Numerator { get; private set; }

    public decimal Denominator { get; private set; }

    public void Add(RulePlace place, decimal? amount, EvidenceRow row)
    {
        _rows++;
        if (place == RulePlace.Neither) return;
        if (place != RulePlace.Above || amount is null) _counted++;
        if (place is RulePlace.Below or RulePlace.Both or RulePlace.Above && amount is not null) AddKnown(place, amount.Value, row);
        else AddUnknown(place, amount, row);
        if (amount is { } known) AddRange(place, known);
        else _unbounded = true;
    }

    /// <summary>The verdict that stands however the missing values fall, and why.</summary>
    public (Verdict Verdict, Label Reason) Decide(Comparator comparator)
    {
        if (_rows == 0) return (Verdict.Undetermined, new("没有记录", "there is no row"));
        if (_unbounded) return (Verdict.Undetermined, new("有记录缺金额", "a row that counts has no amount"));
        if (_lowBelow <= 0) return (Verdict.Undetermined, _unknown.Count == 0
            ? new("分母为零或缺失", "the denominator is zero or absent") : Missing("分母可能为零", "the denominator could be zero"));
        bool kept = comparator == Comparator.AtMost ? _highExcess <= 0 : _lowExcess >= 0;
        bool broken = comparator == Comparator.AtMost ? _lowExcess > 0 : _highExcess < 0;
        if (kept) return (Verdict.Pass, Decided(comparator, true));
        return broken ? (Verdict.Breach, Decided(comparator, false)) : (Verdict.Undetermined, Missing("缺失字段可能改变结论", "missing fields could turn the verdict"));
    }

    public RuleEvidence Evidence() => new(_above.Rows, _below.Rows, _unknown.Rows) { InNumerator = _above.Count, InDenominator = _below.Count, Open = _unknown.Count, Rows = _counted };

    private void AddKnown(RulePlace place, decimal amount, EvidenceRow row)
    {
        if (place != RulePlace.Below)
        {
            Numerator += amount;
            _above.Add(row);
        }
        if (place == RulePlace.Above) return;
        Denominator += amount;
        _below.Add(row);
    }

    private void AddUnknown(RulePlace place, decimal? amount, EvidenceRow row)
    {
        _unknown.Add(row);
        if (amount is null || (place & ~(RulePlace.Below | RulePlace.Both)) != 0) return;
        Denominator += amount.Value;
        _below.Add(row);
    }

    private void AddRange(RulePlace place, decimal amount)
    {
        decimal low = decimal.MaxValue, high = decimal.MinValue, below = decimal.MaxValue;
        foreach (var (above, under) in Options(place))
        {
            decimal excess = amount * (above - threshold * under);
            (low, high, below) = (Math.Min(low, excess), Math.Max(high, excess), Math.Min(below, amount * under));
        }
        (_lowExcess, _highExcess, _lowBelow) = (_lowExcess + low, _highExcess + high, _lowBelow + below);
    }

    private static IEnumerable<(int Above, int Below)> Options(RulePlace place)
    {
        if (place.HasFlag(RulePlace.Neither)) yield return (0, 0);
        if (place.HasFlag(RulePlace.Below)) yield return (0, 1);
        if (place.HasFlag(RulePlace.Both)) yield return (1, 1);
        if (place.HasFlag(RulePlace.Above)) yield return (1, 0);
    }

    private Label Decided(Comparator comparator, bool kept)
    {
        string share = Percent(Numerator / Denominator), limit = Percent(threshold);
        string sign = (comparator, kept) switch
        {
            (Comparator.AtMost, true) => "≤",
            (Comparator.AtMost, false) => ">",
            (_, true) => "≥",
            _ => "<",
        };
        return _unknown.Count == 0
            ? new($"{share} {sign} {limit}", $"{share} {sign} {limit}")
            : new($"{share} {sign} {limit}，{_unknown.Count}条缺失字段的记录不影响结论", $"{share} {sign} {limit}; {_unknown.Count} row(s) with missing fields cannot change it");
    }

    private Label Missing(string zh, string en) => new($"{zh}（{_unknown.Count}条记录）", $"{en} ({_unknown.Count} row(s))");

    private static string Percent(decimal ratio) => (ratio * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}

/// <summary>The first rows of some, and the number of all.</summary>
internal sealed class EvidenceList(int most)
{
    private readonly ImmutableArray<EvidenceRow>.Builder _rows = ImmutableArray.CreateBuilder<EvidenceRow>(0);

    /// <summary>Number of all.</summary>
    public int Count { get; private set; }

    /// <summary>The first of them.</summary>
    public ImmutableArray<EvidenceRow> Rows => _rows.ToImmutable();

    /// <summary>One more.</summary>
    public void Add(EvidenceRow row)
    {
        if (++Count <= most) _rows.Add(row);
    }
}
