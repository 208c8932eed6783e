namespace CoProduction.Reports;

/// <summary>A point in points, y downwards.</summary>
internal readonly record struct Spot(float X, float Y)
{
    public static Spot operator +(Spot a, Spot b) => new(a.X + b.X, a.Y + b.Y);

    public static Spot operator -(Spot a, Spot b) => new(a.X - b.X, a.Y - b.Y);

    public static Spot operator *(Spot a, float by) => new(a.X * by, a.Y * by);

    public float Length => MathF.Sqrt(X * X + Y * Y);

    public Spot Towards(Spot other, float share) => this + (other - this) * share;
}
