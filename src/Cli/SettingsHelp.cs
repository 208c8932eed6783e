using System.Collections.Immutable;
using CoProduction.Workbench;

namespace CoProduction.Cli;

/// <summary>The settings of methods for a help text: those that several methods share stand once.</summary>
internal static class SettingsHelp
{
    /// <summary>A line for the methods, then a line a setting.</summary>
    public static string Of(ImmutableArray<(string Owner, ImmutableArray<FitSetting> Settings)> owners)
    {
        var lines = owners.SelectMany(owner => owner.Settings.Select(setting => (owner.Owner, Line: LineOf(setting))))
            .GroupBy(pair => pair.Line).Select(line => (Owners: string.Join(", ", line.Select(pair => pair.Owner)), Line: line.Key));
        return string.Join('\n', lines.GroupBy(line => line.Owners).Select(group => $"  {group.Key}\n{string.Join('\n', group.Select(line => line.Line))}"));
    }

    private static string LineOf(FitSetting setting) => $"    {setting.Name}{(setting.Allowed.IsEmpty ? "" : $"={string.Join('|', setting.Allowed)}")}: {setting.Meaning}";
}
