using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests.Figures;

public class PathTests
{
    [Theory, InlineData(80, Language.En), InlineData(84, Language.Zh), InlineData(90, Language.En), InlineData(140, Language.Zh), InlineData(190, Language.En), InlineData(300, Language.Zh)]
    public void Labels_of_diagrams_and_curves_stand_apart(double width, Language language)
    {
        foreach (var figure in new[] { ModelSamples.PathsFigure(), ModelSamples.PathsFigure(measurement: true), ModelSamples.PathsFigure(groups: 2), ModelSamples.ProbabilitiesFigure() })
            LabelTests.AssertApart(figure, new PrintOptions(width, Language: language));
    }

    [Fact]
    public void Causes_stand_before_effects_and_weights_bear_their_stars()
    {
        var drawing = PathLayout.Of(Samples.Released(ModelSamples.PathsFigure()), 460, Language.En);
        float X(string key) => drawing.Nodes.Single(node => node.Node.Key == key).Box.MiddleX;
        Assert.True(X("trust") < X("depth") && X("depth") < X("satisfaction"));
        Assert.Equal(X("trust"), X("age"), 0.01);
        Assert.Equal(["0.21***", "0.25**", "−0.06*", "0.33***", "0.34***", "0.05", "0.22***"], drawing.Arrows.Select(arrow => arrow.Text));
        Assert.Equal([5], drawing.Arrows.Select((arrow, i) => (arrow, i)).Where(one => !one.arrow.Arrow.Holds).Select(one => one.i));
        Assert.Contains("R² 0.43", drawing.Nodes.Single(node => node.Node.Key == "satisfaction").Lines);
        Assert.False(drawing.Nodes.Single(node => node.Node.Key == "age").Node.IsLatent);
        Assert.DoesNotContain(drawing.Nodes, node => node.Node.Key == "sat1");
    }

    [Fact]
    public void The_measurement_part_has_the_items_and_the_covariances_that_no_path_stands_for()
    {
        var drawing = PathLayout.Of(Samples.Released(ModelSamples.PathsFigure(measurement: true)), 460, Language.Zh);
        Assert.Equal(8, drawing.Arrows.Count(arrow => !arrow.Arrow.IsCovariance));
        Assert.Equal(["tru2", "dep2"], drawing.Arrows.Where(arrow => arrow.Arrow.IsCovariance).SelectMany(arrow => new[] { drawing.Nodes[arrow.Arrow.From].Node.Key, drawing.Nodes[arrow.Arrow.To].Node.Key }));
        Assert.DoesNotContain(drawing.Nodes, node => node.Node.Key == "age");
    }

    [Fact]
    public void Weights_of_groups_stand_side_by_side_and_the_note_names_the_groups()
    {
        var figure = Samples.Released(ModelSamples.PathsFigure(groups: 2));
        Assert.Contains(PathLayout.Of(figure, 460, Language.En).Arrows, arrow => arrow.Text == "0.21*** / 0.24***");
        Assert.Contains("owner, renter", PathsNote.Of(figure).En);
    }

    [Fact]
    public void Arrows_that_go_in_circles_are_drawn()
    {
        var drawing = PathLayout.Of(Samples.Released(ModelSamples.Diagram(("a", "b", "effect"), ("b", "c", "effect"), ("c", "a", "effect"))), 460, Language.En);
        Assert.Equal(3, drawing.Arrows.Length);
        Assert.True(drawing.Nodes[0].Box.MiddleX < drawing.Nodes[1].Box.MiddleX && drawing.Nodes[1].Box.MiddleX < drawing.Nodes[2].Box.MiddleX);
    }

    [Fact]
    public void A_part_without_arrows_is_a_fault_that_names_the_other()
    {
        var only = ModelSamples.PathsFigure() is var figure ? figure with { Data = figure.Data with { Rows = [.. figure.Data.Rows.Where(row => row.Key[2] == "loading")] } } : null!;
        Assert.Contains("measurement:", Assert.Throws<StudyException>(() => PathLayout.Of(Samples.Released(only), 460, Language.En)).Fault.Mend);
    }

    [Fact]
    public void Withheld_weights_are_said()
    {
        var figure = ModelSamples.PathsFigure();
        var withheld = Samples.Released(figure with { Data = Samples.Withheld(figure.Data, row => row.Key[0] == "trust") });
        Assert.Contains(PathLayout.Of(withheld, 460, Language.Zh).Arrows, arrow => arrow.Text == "未公布");
    }

    [Fact]
    public void Any_diagram_of_few_constructs_is_laid_out_on_the_sheet_without_overlap()
    {
        var arrows = from pairs in Gen.Zip(Gen.Choose(0, 6), Gen.Choose(0, 6)).NonEmptyListOf() select pairs.Where(pair => pair.Item1 != pair.Item2).Distinct().Take(12).ToArray();
        Prop.ForAll(arrows.Where(pairs => pairs.Length > 0).ToArbitrary(), pairs =>
        {
            var drawing = PathLayout.Of(Samples.Released(ModelSamples.Diagram([.. pairs.Select(pair => ("v" + pair.Item1, "v" + pair.Item2, "effect"))])), 1000, Language.En);
            var boxes = drawing.Nodes.Select(node => node.Box).ToList();
            bool inside = boxes.All(box => box.Left >= 0 && box.Top >= 0 && box.Right <= drawing.Width && box.Bottom <= drawing.Height);
            return inside && boxes.SelectMany((box, i) => boxes.Skip(i + 1).Select(other => (box, other))).All(pair => !pair.box.Overlaps(pair.other));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Things_along_a_line_keep_order_and_distance()
    {
        var cases = from wishes in Gen.Choose(0, 100).NonEmptyListOf() select wishes.Select(wish => (float)wish).ToArray();
        Prop.ForAll(cases.ToArbitrary(), wishes =>
        {
            float[] at = Spacing.Apart(wishes, [.. wishes.Select(_ => 8f)], 2);
            return at.Zip(at.Skip(1)).All(pair => pair.Second - pair.First >= 10 - 0.01f) && Math.Abs(at.Sum() - wishes.Sum()) < 0.01f * wishes.Length * 100;
        }).QuickCheckThrowOnFailure();
    }
}
