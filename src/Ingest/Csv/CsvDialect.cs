namespace CoProduction.Ingest;

/// <summary>How a delimited file is cut: found from its first line.</summary>
/// <param name="Delimiter">Comma, semicolon or tab.</param>
/// <param name="Skip">Bytes of a leading <c>sep=;</c> line, which spreadsheets write and read.</param>
internal readonly record struct CsvDialect(byte Delimiter, int Skip)
{
    /// <summary>The dialect of a file that begins with these bytes; a tie goes to the comma.</summary>
    public static CsvDialect Of(ReadOnlySpan<byte> beginning)
    {
        int end = beginning.IndexOfAny((byte)'\n', (byte)'\r');
        var line = end < 0 ? beginning : beginning[..end];
        if (line.Length == 5 && line.StartsWith("sep="u8)) return new CsvDialect(line[4], line.Length);
        byte best = (byte)',';
        foreach (byte candidate in ";\t"u8)
            if (Outside(line, candidate) > Outside(line, best)) best = candidate;
        return new CsvDialect(best, 0);
    }

    private static int Outside(ReadOnlySpan<byte> line, byte delimiter)
    {
        bool quoted = false;
        int count = 0;
        foreach (byte value in line)
        {
            if (value == '"') quoted = !quoted;
            else if (value == delimiter && !quoted) count++;
        }
        return count;
    }
}
