using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>What a reader of answers left out, in the words of the log.</summary>
internal sealed class AnswerNotices
{
    private readonly List<string> _personal = [];
    private readonly List<string> _unknown = [];
    private readonly List<string> _reworded = [];

    /// <summary>A column that names, reaches or locates people.</summary>
    public void Personal(string header) => _personal.Add(Short(header));

    /// <summary>A column that the questionnaire does not have.</summary>
    public void Unknown(string header) => _unknown.Add(Short(header));

    /// <summary>An item whose wording is another in the questionnaire.</summary>
    public void Reworded(string item) => _reworded.Add(item);

    /// <summary>All of them.</summary>
    /// <param name="absent">Items of the questionnaire without a column.</param>
    public ImmutableArray<Label> All(IReadOnlyCollection<string> absent) =>
    [
        .. One(_personal, "个人信息列未读入", "Columns that name, reach or locate people are not read"),
        .. One(_unknown, "问卷中没有的列", "Columns that the questionnaire does not have"),
        .. One(_reworded, "题干与问卷不同，请核对版本", "Items worded otherwise in the questionnaire: check its version"),
        .. One(absent, "问卷中有而文件中没有的题目", "Items of the questionnaire that the file does not have"),
    ];

    private static IEnumerable<Label> One(IReadOnlyCollection<string> names, string zh, string en)
    {
        if (names.Count == 0) yield break;
        var (shown, rest) = (names.Take(40).ToArray(), names.Count - 40);
        yield return new($"{zh}：{string.Join('、', shown)}{(rest > 0 ? $"，另有{rest}个" : "")}", $"{en}: {string.Join(", ", shown)}{(rest > 0 ? $" and {rest} more" : "")}");
    }

    private static string Short(string header) => header.Length <= 30 ? header : header[..30] + "…";
}
