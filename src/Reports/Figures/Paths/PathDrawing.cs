using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>A variable at its place.</summary>
/// <param name="Node">The variable.</param>
/// <param name="Box">Bounds of its oval or box.</param>
/// <param name="Lines">Lines of its label, the explained variance after them.</param>
internal sealed record PlacedNode(PathNode Node, Box Box, ImmutableArray<string> Lines)
{
    public Spot Middle => new(Box.MiddleX, Box.MiddleY);

    /// <summary>True where a spot lies within the oval or box, or so near to its edge.</summary>
    public bool Holds(Spot spot, float air = 0)
    {
        float x = Math.Abs(spot.X - Box.MiddleX) / (Box.Width / 2 + air), y = Math.Abs(spot.Y - Box.MiddleY) / (Box.Height / 2 + air);
        return Node.IsLatent ? x * x + y * y <= 1 : x <= 1 && y <= 1;
    }
}

/// <summary>An arrow at its place.</summary>
/// <param name="Arrow">The arrow.</param>
/// <param name="Pieces">Its line, broken where the label stands.</param>
/// <param name="Heads">Triangles of its heads: tip, then the two other corners.</param>
/// <param name="Text">Its weights.</param>
/// <param name="Label">Bounds of the text.</param>
internal sealed record PlacedArrow(PathArrow Arrow, ImmutableArray<ImmutableArray<Spot>> Pieces, ImmutableArray<ImmutableArray<Spot>> Heads, string Text, Box Label);

/// <summary>A path diagram with everything at its place, in points; drawn the same for print and for the screen.</summary>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Nodes">The variables.</param>
/// <param name="Arrows">The arrows.</param>
internal sealed record PathDrawing(float Width, float Height, ImmutableArray<PlacedNode> Nodes, ImmutableArray<PlacedArrow> Arrows);
