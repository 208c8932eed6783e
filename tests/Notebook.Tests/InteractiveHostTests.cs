using CoProduction.Reports;
using CoProduction.Workbench;
using Microsoft.DotNet.Interactive.Formatting;

namespace CoProduction.Tests;

/// <summary>.NET Interactive's own formatter, which knows our types by the name of their attribute alone.</summary>
public sealed class InteractiveHostTests
{
    private sealed record Answer(int Satisfaction, double Trust, string Community);

    private static Study Study => Study.Of(Enumerable.Range(0, 60).Select(i => new Answer(1 + i * 7 % 5, 1 + i * 3 % 7 / 2.0, $"c{i % 8}")));

    private static Fitted Fit => Study.Fit("Satisfaction ~ Trust");

    public static TheoryData<string> Kinds => ["study", "records", "fit", "table", "figure", "section"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatWeShowIsShownInOurForm(string kind)
    {
        var shown = Shown(kind);
        var own = shown.Show(ReaderLanguage.Current);
        string html = own.Forms.GetValueOrDefault(MimeBundle.Html) ?? ScreenFigure.Still(own.Forms[MimeBundle.Svg]);
        Assert.StartsWith("<", html, StringComparison.Ordinal);
        Assert.Equal(html, shown.ToDisplayString(MimeBundle.Html));
        Assert.Equal(own.ToString(), shown.ToDisplayString(MimeBundle.Plain));
        Assert.Equal(MimeBundle.Html, Formatter.GetPreferredMimeTypesFor(shown.GetType()).First());
    }

    private static IShown Shown(string kind) => kind switch
    {
        "study" => Study,
        "records" => Study.Records(),
        "fit" => Fit,
        "table" => Fit.Table(),
        "figure" => Fit.Figure(),
        _ => Study.Describe(),
    };
}
