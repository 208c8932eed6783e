using System.Text.RegularExpressions;

namespace CoProduction.Tests;

/// <summary>The page of a notebook: figures live where scripts run, drawings where they do not, one script for all of them, nothing asked of a network.</summary>
public sealed partial class NotebookPageTests : IDisposable
{
    private const string Notebook = """
        {"cells": [
          {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["var rows = Study.Of(Enumerable.Range(0, 60).Select(i => new { Score = 1 + i * 7 % 5, Hours = i * 3 % 11, Age = 20 + i }));\n", "rows.Fit(\"Score ~ Hours + Age\").Figure()"]},
          {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["rows.Fit(\"Score ~ Hours\").Figure()"]}
        ], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        """;

    private readonly Scratch _scratch = new();

    [Fact]
    public void FiguresAreLiveInABrowserAndDrawnWithoutScripts()
    {
        _scratch.Write("n.ipynb", Notebook);
        Copro.RunIn(_scratch.Folder, "notebook", "run", "n.ipynb", "--html", "--lang", "zh", "--quiet").Ended(0);
        string page = File.ReadAllText(_scratch["n.html"]);
        Assert.Equal(2, Figure().Count(page));
        Assert.Equal(1, Drawing().Count(page));
        string outsideScripts = Script().Replace(page, "");
        Assert.DoesNotMatch("(src|href)=[\"']?(https?:)?//", outsideScripts);
        var ids = Id().Matches(outsideScripts).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.All(Reference().Matches(outsideScripts).Select(match => match.Groups[1].Value), id => Assert.Contains(id, ids));
        RealFiles.Needs(Foreign.Has("chromium"), "chromium");
        Assert.Equal(2, Live().Count(Browser.Dom(_scratch["n.html"])));
    }

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();

    [GeneratedRegex("<figure class=\"chart\" id=\"[\\w-]+\">\n<div class=\"static\"><svg ")]
    private static partial Regex Figure();

    [GeneratedRegex(@"Plotly\.newPlot\(p,")]
    private static partial Regex Drawing();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("\\sid=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex(@"url\(#([^)]+)\)")]
    private static partial Regex Reference();

    [GeneratedRegex("class=\"chart live\"[^>]*>.*?class=\"main-svg\"", RegexOptions.Singleline)]
    private static partial Regex Live();
}
