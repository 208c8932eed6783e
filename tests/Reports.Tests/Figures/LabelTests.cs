using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Figures;

public class LabelTests
{
    public static TheoryData<double, Language> Widths => new(
        from width in new[] { 84.0, 90, 140, 174, 190, 300 } from language in new[] { Language.Zh, Language.En } select (width, language));

    [Theory, MemberData(nameof(Widths))]
    public void LabelsDoNotCollideAtSkewedShares(double width, Language language)
    {
        double[][] skewed = [[0.75, 0.12, 0.08, 0.05], [0.97, 0.01, 0.01, 0.005, 0.005], [0.01, 0.02, 0.03, 0.94], [1, 0, 0, 0, 0], [0.2, 0.2, 0.2, 0.2, 0.2]];
        foreach (double[] shares in skewed) AssertApart(Samples.SharesFigure(1, shares), new PrintOptions(width, Language: language));
    }

    [Fact]
    public void EveryShareOf75_12_8_5IsLabelledTwice()
    {
        var sheet = PrintFigure.Compose(Samples.Released(Samples.SharesFigure(1, [0.75, 0.12, 0.08, 0.05])), new PrintOptions(90));
        foreach (string label in new[] { "75.0%", "12.0%", "8.0%", "5.0%" }) Assert.Equal(2, sheet.Texts.Count(text => text.Text == label));
    }

    [Theory, MemberData(nameof(Widths))]
    public void LabelsDoNotCollideInTheLargestLayouts(double width, Language language)
    {
        AssertApart(Samples.SharesFigure(12), new PrintOptions(width, Language: language));
        AssertApart(Samples.LikertFigure(20), new PrintOptions(width, Language: language));
        AssertApart(Samples.CoefficientsFigure(), new PrintOptions(width, Language: language));
    }

    [Theory, InlineData(150), InlineData(200), InlineData(250), InlineData(400)]
    public void LabelsDoNotCollideAtAGivenHeight(double height)
    {
        AssertApart(Samples.SharesFigure(6), new PrintOptions(90, height));
        AssertApart(Samples.SharesFigure(6), new PrintOptions(180, height));
        AssertApart(Samples.LikertFigure(8), new PrintOptions(90, height));
        AssertApart(Samples.CoefficientsFigure(), new PrintOptions(90, height));
    }

    [Fact]
    public void StackLabelsNeverOverlapAndStayInTheLane()
    {
        var cases = from sizes in Gen.Choose(0, 100).NonEmptyListOf()
                    from widths in Gen.Choose(0, 40).ListOf(sizes.Count)
                    select (Sizes: sizes.ToArray(), Widths: widths.Select(width => (float)width).ToArray());
        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var edges = new float[sample.Sizes.Length + 1];
            for (int i = 0; i < sample.Sizes.Length; i++) edges[i + 1] = edges[i] + sample.Sizes[i];
            var labels = StackLabels.Place(edges, sample.Widths, 0, edges[^1]);
            return Apart(labels.Where(label => label.Inside), sample.Widths, edges) && Apart(labels.Where(label => !label.Inside), sample.Widths, edges);
        }).QuickCheckThrowOnFailure();
    }

    private static bool Apart(IEnumerable<StackLabel> labels, float[] widths, float[] edges)
    {
        var spans = labels.Select(label => (From: label.At - widths[label.Segment] / 2, To: label.At + widths[label.Segment] / 2)).OrderBy(span => span.From).ToList();
        return spans.All(span => span.From >= -0.01 && span.To <= edges[^1] + 0.01) && spans.Zip(spans.Skip(1)).All(pair => pair.First.To <= pair.Second.From + 0.01);
    }

    internal static void AssertApart(CandidateFigure figure, PrintOptions options)
    {
        var sheet = PrintFigure.Compose(Samples.Released(figure), options);
        var boxes = sheet.Texts.Select(text => (text.Text, text.Bounds)).ToList();
        var clashes = from i in Enumerable.Range(0, boxes.Count)
                      from j in Enumerable.Range(i + 1, boxes.Count - i - 1)
                      where boxes[i].Bounds.Overlaps(boxes[j].Bounds)
                      select $"'{boxes[i].Text}' {boxes[i].Bounds} × '{boxes[j].Text}' {boxes[j].Bounds}";
        var outside = boxes.Where(box => box.Bounds.Left < 0 || box.Bounds.Top < 0 || box.Bounds.Right > sheet.Width || box.Bounds.Bottom > sheet.Height).Select(box => $"'{box.Text}' leaves the sheet {box.Bounds}");
        Assert.Empty(clashes.Concat(outside));
    }
}
