using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Guesses from the label of a code why an answer is absent: statistics programs know that a value is missing, not why.</summary>
internal static class MissingWords
{
    private static readonly ImmutableArray<(MissingReason Reason, ImmutableArray<string> Words)> Table =
    [
        (MissingReason.DontKnow, ["不知道", "不清楚", "说不清", "說不清", "不了解", "不瞭解", "难以回答", "難以回答", "无法判断", "無法判斷", "don't know", "dont know", "do not know", "does not know", "doesn't know", "not sure", "unsure", "weiß nicht", "weiss nicht", "ne sait pas", "no sabe"]),
        (MissingReason.Refused, ["拒答", "拒绝", "拒絕", "不愿", "不願", "refus", "declin", "prefer not", "won't say", "no contesta", "verweigert"]),
        (MissingReason.NotAsked, ["不适用", "不適用", "跳过", "跳過", "跳答", "未问", "未問", "无需回答", "無需回答", "not asked", "inapplicable", "inap.", "not applicable", "does not apply", "doesn't apply", "skip", "legitimate skip", "n/a", "filter", "nicht zutreffend", "trifft nicht zu", "no aplica"]),
        (MissingReason.Lost, ["遗失", "遺失", "丢失", "丟失", "lost", "illegible", "unreadable"]),
    ];

    private static readonly ImmutableArray<(MissingReason Reason, string Word)> Whole =
    [
        (MissingReason.DontKnow, "dk"), (MissingReason.DontKnow, "d/k"), (MissingReason.Refused, "ref"), (MissingReason.Refused, "rf"), (MissingReason.NotAsked, "na"), (MissingReason.NotAsked, "inap"), (MissingReason.NotAsked, "iap"),
    ];

    /// <summary>The reason; <see cref="MissingReason.Blank"/> when the label tells none.</summary>
    public static MissingReason ReasonOf(string label)
    {
        string key = CellText.Key(label);
        foreach (var (reason, word) in Whole)
            if (key == word) return reason;
        foreach (var (reason, words) in Table)
            if (words.Any(word => key.Contains(word, StringComparison.Ordinal))) return reason;
        return MissingReason.Blank;
    }
}
