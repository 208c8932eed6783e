using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Numbers for the options of a list.</summary>
internal static partial class FormOptions
{
    /// <summary>Names that are whole numbers are the codes; otherwise an option's code is its place in the list, the first being 1. Options such as «don't know» get their reason.</summary>
    public static ImmutableArray<FormOption> Coded(IReadOnlyList<(string Name, Wordings Label)> options)
    {
        int?[] numbers = [.. options.Select(option => NumberOf(option.Name))];
        bool numbered = numbers.Count(number => number is not null) * 2 > options.Count;
        int next = numbered ? Math.Max(0, numbers.Max() ?? 0) : 0;
        var reasons = Reasons([.. options.Select(option => option.Label)]);
        return [.. options.Select((option, place) => new FormOption(option.Name, option.Label, !numbered ? place + 1 : numbers[place] ?? ++next) { Reason = reasons[place] })];
    }

    /// <summary>«Don't know» is a reason only beside two other answers, and never where knowing is what is asked: 知道 and 不知道 are both answers.</summary>
    private static MissingReason[] Reasons(Wordings[] labels)
    {
        MissingReason[] reasons = [.. labels.Select(ReasonOf)];
        for (int i = 0; i < labels.Length; i++)
            if (reasons[i] == MissingReason.DontKnow && labels.Where((_, other) => other != i).Any(other => SharesStem(labels[i], other))) reasons[i] = MissingReason.Present;
        return reasons.Count(reason => reason == MissingReason.Present) < 2 ? new MissingReason[labels.Length] : reasons;
    }

    private static bool SharesStem(Wordings unknown, Wordings other) => _stems.Any(stem => Says(unknown, stem) && Says(other, stem));

    private static bool Says(Wordings label, string stem) => label.All.Any(text => text.Text.Contains(stem, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] _stems = ["知道", "清楚", "了解", "好说", "know", "sure"];

    /// <summary>Lowest and highest code of a list whose names are numbers; nulls for a list of names.</summary>
    public static (int? Minimum, int? Maximum) Scale(ImmutableArray<FormOption> options)
    {
        int[] codes = [.. options.Where(option => option.Reason == MissingReason.Present && NumberOf(option.Name) is not null).Select(option => option.Code)];
        return codes.Length > 1 && codes.Length == options.Count(option => option.Reason == MissingReason.Present) ? (codes.Min(), codes.Max()) : (null, null);
    }

    /// <summary>Why choosing an option of this label is no answer.</summary>
    private static MissingReason ReasonOf(Wordings label)
    {
        foreach (var (_, text) in label.All)
        {
            if (text.Length > 40) continue;
            if (NotKnown().IsMatch(text)) return MissingReason.DontKnow;
            if (NotSaid().IsMatch(text)) return MissingReason.Refused;
            if (NotApplicable().IsMatch(text)) return MissingReason.NotAsked;
        }
        return MissingReason.Present;
    }

    /// <summary>A short whole number; null for other texts.</summary>
    public static int? NumberOf(string name) =>
        name.Length is > 0 and < 7 && int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    [GeneratedRegex(@"^\W*(?:i )?(?:don.?t know|do not know|dk|unsure|not sure|weiß (?:ich )?nicht|不知道|不清楚|说不清楚?|不了解情况|不好说)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotKnown();

    [GeneratedRegex(@"^\W*(?:refused?(?: to answer)?|prefer not to (?:say|answer)|no answer|keine angabe|拒答|拒绝回答|不愿回答|不愿透露|不想回答)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotSaid();

    [GeneratedRegex(@"^\W*(?:n/?a|not applicable|不适用)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotApplicable();
}
