using System.Collections.Immutable;
using CoProduction.Workbench;

namespace CoProduction.Cli;

/// <summary>The settings of methods for a help text: those that several methods share stand once.</summary>
internal static class SettingsHelp
{
    /// <summary>A line for the methods, then a line a setting.</summary>
    public static string Of(ImmutableArray<(string Owner, ImmutableArray<FitSetting> Settings)> owners)
    {
        List<string> lines = [], groups = [];
        Dictionary<string, string> ownersOf = [], linesOf = [];
        foreach (var (owner, settings) in owners)
            foreach (var setting in settings) Append(ownersOf, lines, LineOf(setting), owner, ", ");
        foreach (string line in lines) Append(linesOf, groups, ownersOf[line], line, "\n");
        return string.Join('\n', groups.Select(group => $"  {group}\n{linesOf[group]}"));
    }

    // Groups in the order of their first mention; of texts alone, since this is made at every start.
    private static void Append(Dictionary<string, string> texts, List<string> order, string key, string text, string between)
    {
        if (texts.TryGetValue(key, out string? before)) texts[key] = before + between + text;
        else
        {
            order.Add(key);
            texts[key] = text;
        }
    }

    private static string LineOf(FitSetting setting) => $"    {setting.Name}{(setting.Allowed.IsEmpty ? "" : $"={string.Join('|', setting.Allowed)}")}: {setting.Meaning}";
}
