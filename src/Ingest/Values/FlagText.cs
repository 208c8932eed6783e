namespace CoProduction.Ingest;

/// <summary>True and false as files write them.</summary>
internal static class FlagText
{
    /// <summary>1, 0, or null when the text is neither.</summary>
    public static long? Read(string text) => CellText.Key(text) switch
    {
        "1" or "true" or "yes" or "y" or "是" or "有" => 1,
        "0" or "false" or "no" or "n" or "否" or "无" or "無" => 0,
        _ => null,
    };
}
