using ScottPlot;
using SkiaSharp;

namespace CoProduction.Reports;

/// <summary>Side of a text's anchor.</summary>
internal enum Anchor
{
    Left,
    Middle,
    Right,
}

/// <summary>A rectangle in points, y downwards.</summary>
internal readonly record struct Box(float Left, float Top, float Right, float Bottom)
{
    public float Width => Right - Left;

    public float Height => Bottom - Top;

    public float MiddleX => (Left + Right) / 2;

    public float MiddleY => (Top + Bottom) / 2;

    public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public SKRect ToSkia() => new(Left, Top, Right, Bottom);
}

/// <summary>One line of text on a sheet.</summary>
/// <param name="Text">The text.</param>
/// <param name="X">Anchor, points.</param>
/// <param name="Y">Vertical middle of the text's capitals, points.</param>
/// <param name="Size">Size, points.</param>
/// <param name="Bold">Bold weight.</param>
/// <param name="Anchor">Side of the anchor.</param>
/// <param name="Color">Colour.</param>
internal sealed record TextMark(string Text, float X, float Y, float Size, bool Bold, Anchor Anchor, string Color)
{
    // Capitals and digits of Noto Sans SC are 0.733 em high; Chinese characters reach from -0.09 to 0.85 em.
    private const float HalfCapital = 0.367f, Above = 0.85f, Below = 0.10f;

    public float Baseline => Y + HalfCapital * Size;

    public Box Bounds
    {
        get
        {
            float width = Typesetting.Width(Text, Size, Bold);
            float left = Anchor switch { Anchor.Left => X, Anchor.Middle => X - width / 2, _ => X - width };
            return new Box(left, Baseline - Above * Size, left + width, Baseline + Below * Size);
        }
    }
}

/// <summary>A composed figure: plots, lines and texts at exact places, in points (1/72 inch), y downwards. Composed first, checked, then drawn.</summary>
internal sealed class Sheet(float width, float height, string figure)
{
    private readonly List<Action<SKCanvas>> _marks = [];
    private readonly List<TextMark> _texts = [];

    public float Width { get; } = width;

    public float Height { get; } = height;

    public string Figure { get; } = figure;

    /// <summary>Every text of the figure.</summary>
    public IReadOnlyList<TextMark> Texts => _texts;

    public void Text(string text, float x, float y, float size, Anchor anchor = Anchor.Left, bool bold = false, string color = Palette.Ink)
    {
        if (text.Length > 0) _texts.Add(new TextMark(text, x, y, size, bold, anchor, color));
    }

    public void Line(float x1, float y1, float x2, float y2, string color, float width) => _marks.Add(canvas =>
    {
        using var paint = Stroke(color, width);
        canvas.DrawLine(x1, y1, x2, y2, paint);
    });

    public void Fill(Box box, string color) => _marks.Add(canvas =>
    {
        using var paint = new SKPaint { Color = SKColor.Parse(color), IsAntialias = true };
        canvas.DrawRect(box.ToSkia(), paint);
    });

    public void Outline(Box box, string color, float width) => _marks.Add(canvas =>
    {
        using var paint = Stroke(color, width);
        canvas.DrawRect(box.ToSkia(), paint);
    });

    /// <summary>A hatched box: what is withheld. Lines, not a shader, so that vector formats stay vectors.</summary>
    public void Hatch(Box box)
    {
        const float Step = 3;
        Outline(box, Palette.Withheld, 0.5f);
        for (float offset = Step; offset < box.Width + box.Height; offset += Step)
        {
            float fromX = Math.Min(offset, box.Width), fromY = Math.Max(0, offset - box.Width);
            float toX = Math.Max(0, offset - box.Height), toY = Math.Min(offset, box.Height);
            Line(box.Left + fromX, box.Top + fromY, box.Left + toX, box.Top + toY, Palette.Withheld, 0.4f);
        }
    }

    /// <summary>A ScottPlot plot whose data area fills a box. It draws shapes and grid; texts are the sheet's.</summary>
    public void Plot(Plot plot, Box box)
    {
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Layout.Frameless();
        _marks.Add(canvas => plot.Render(canvas, new PixelRect(box.Left, box.Right, box.Bottom, box.Top)));
    }

    /// <summary>Checks that the bundled font has every character.</summary>
    /// <exception cref="StudyException">A character has no glyph.</exception>
    public void Check()
    {
        foreach (var text in _texts) BundledFont.Check(text.Text, $"figure '{Figure}'");
    }

    public void Draw(SKCanvas canvas, Typefaces faces)
    {
        Check();
        foreach (var mark in _marks) mark(canvas);
        foreach (var text in _texts) Draw(canvas, faces, text);
    }

    private static void Draw(SKCanvas canvas, Typefaces faces, TextMark text)
    {
        using var font = faces.Font(text.Text, text.Size, text.Bold);
        using var paint = new SKPaint { Color = SKColor.Parse(text.Color), IsAntialias = true };
        canvas.DrawText(text.Text, text.Bounds.Left, text.Baseline, SKTextAlign.Left, font, paint);
    }

    private static SKPaint Stroke(string color, float width) =>
        new() { Color = SKColor.Parse(color), IsAntialias = true, IsStroke = true, StrokeWidth = width };
}
