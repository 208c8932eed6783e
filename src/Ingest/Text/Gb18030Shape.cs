using System.Text;

namespace CoProduction.Ingest;

/// <summary>Tells Chinese text in GB18030 from other bytes that happen to be valid there.</summary>
internal static class Gb18030Shape
{
    /// <summary>True when every byte is valid and most characters lie where Chinese text does: both bytes from A1 on. Accented western letters are followed by ASCII instead.</summary>
    public static bool Fits(Stream file)
    {
        if (!StrictDecoding.Fits(file, Encoding.GetEncoding("gb18030"), out _)) return false;
        file.Position = 0;
        var (chinese, other) = Pairs(file);
        return chinese > other;
    }

    private static (long Chinese, long Other) Pairs(Stream file)
    {
        using var buffered = new BufferedStream(file, 1 << 16);
        long chinese = 0, other = 0;
        for (int lead; (lead = buffered.ReadByte()) >= 0;)
        {
            if (lead < 0x80) continue;
            if (buffered.ReadByte() >= 0xA1) chinese++;
            else other++;
        }
        return (chinese, other);
    }
}
