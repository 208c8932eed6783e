using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>
/// Refuses a column of numbers that a few texts (<c>inf</c>, <c>12%</c>, <c>1,234</c>, an unnamed missing code) turn into a category: every number would be a level of its own, and the fit would say nothing of it.
/// </summary>
internal static class StrayTexts
{
    private const int Shown = 3;

    /// <param name="variables">The variables of a model, typed by their content.</param>
    /// <param name="factors">Those that the formula itself makes categories.</param>
    /// <exception cref="StudyException">More levels of a category are numbers than texts, and there are texts.</exception>
    internal static void Refuse(IEnumerable<Variable> variables, ImmutableArray<string> factors)
    {
        foreach (var variable in variables.Where(variable => !factors.Contains(variable.Name)))
        {
            var texts = Of(variable);
            if (texts.Length > 0 && variable.Levels.Length > 2 * texts.Length) throw new StudyException(Mixed(variable, texts));
        }
    }

    /// <summary>The levels that are no finite numbers.</summary>
    internal static ImmutableArray<string> Of(Variable variable) =>
        [.. variable.Levels.Where(level => !(double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)))];

    /// <summary>Some of the texts in words.</summary>
    internal static string Listed(ImmutableArray<string> texts) =>
        string.Join(", ", texts.Take(Shown).Select(text => $"'{text}'")) + (texts.Length > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {texts.Length - Shown} more") : "");

    private static Fault Mixed(Variable variable, ImmutableArray<string> texts) => new(
        string.Create(CultureInfo.InvariantCulture, $"'{variable.Name}' holds {variable.Levels.Length - texts.Length} different numbers and the text {Listed(texts)}"), "",
        "a text among numbers would make a category of them, each number a level of its own", $"Correct the cell, name the text as missing (--missing {texts[0]}), or write factor({variable.Name}) if the column is a category");
}
