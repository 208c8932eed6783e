using CoProduction.Reports;

namespace CoProduction.Workbench;

/// <summary>Showing things where there is only a console: scripts (<c>dotnet run analysis.cs</c>).</summary>
public static class Printing
{
    /// <summary>Prints the plain form to the console, in the reader's language (<see cref="ReaderLanguage"/>).</summary>
    /// <param name="shown">What to show.</param>
    public static void Print(this IShown shown) => Console.Out.Write(shown.Show(ReaderLanguage.Current).ToString().TrimEnd() + "\n\n");
}
