namespace CoProduction.Analysis;

/// <summary>Columns of further tables, in few words.</summary>
internal static class PartColumns
{
    internal static PartColumn Text(string name, string zh, string en) => new(name, new(zh, en), MeasureKind.Text);

    internal static PartColumn Number(string name, string zh, string en, int decimals = 3) => new(name, new(zh, en), MeasureKind.Number, decimals);

    internal static PartColumn Number(string name, int decimals = 3) => new(name, Label.Same(name), MeasureKind.Number, decimals);

    internal static PartColumn Share(string name, string zh, string en) => new(name, new(zh, en), MeasureKind.Share, 1);

    internal static PartColumn People(string name, string zh, string en) => new(name, new(zh, en), MeasureKind.People, 0);

    internal static PartColumn Count(string name, string zh, string en) => new(name, new(zh, en), MeasureKind.Count, 0);

    internal static PartColumn P(string name = "p_value", string zh = "p值", string en = "p") => new(name, new(zh, en), MeasureKind.PValue, 3);
}
