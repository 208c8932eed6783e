using CoProduction.Notebook.Running;
using CoProduction.Reports;

namespace CoProduction.Notebook.Script;

#pragma warning disable IDE1006, CA1707, CA1708 // both names are those of every C# notebook host
/// <summary>What a cell may call without a name before it: <c>display(value)</c> and <c>value.Display()</c>.</summary>
public static class Showing
{
    /// <summary>Shows a value below the cell, at once; in a host that shows nothing, on the console.</summary>
    /// <param name="value">An <see cref="IShown"/>, a <see cref="MimeBundle"/>, or anything else.</param>
    public static void display(object? value) => Display(value);

    /// <summary>Shows the value below the cell, at once.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The value, so that a chain goes on.</returns>
    public static T Display<T>(this T value)
    {
        if (CellScope.Current is { } scope) scope.Show(value);
        else Console.Out.WriteLine(Shown.Of(value, Language.En));
        return value;
    }
}
