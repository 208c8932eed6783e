namespace CoProduction.Ingest;

/// <summary>How the cases of a system file are packed.</summary>
internal enum SavCompression
{
    /// <summary>Eight bytes a value.</summary>
    None = 0,

    /// <summary>One byte for a small whole number.</summary>
    Bytecode = 1,

    /// <summary>The same, in zlib blocks.</summary>
    Zlib = 2,
}

/// <summary>The first 176 bytes of a system file. The format: GNU PSPP Developers Guide, System File Format.</summary>
/// <param name="Compression">How the cases are packed.</param>
/// <param name="Weight">Place of the weight among the variable records, from 1; 0 for none.</param>
/// <param name="Cases">Number of cases; -1 when the writer did not know.</param>
/// <param name="Bias">Number that is taken off a code to get its value.</param>
/// <param name="Label">The file's label, not decoded.</param>
internal sealed record SavHeader(SavCompression Compression, int Weight, long Cases, double Bias, byte[] Label)
{
    /// <summary>Reads the header and finds the byte order.</summary>
    /// <exception cref="StudyException">Not a system file, encrypted, in EBCDIC, or cut off.</exception>
    public static SavHeader Read(BinaryFile file, string shown)
    {
        if (file.Length == 0) throw IngestFaults.EmptyFile(shown);
        byte[] magic = file.Bytes(Math.Min(60, file.Length));
        bool zlib = Recognise(magic, shown);
        file.Skip(4);
        FindOrder(file, shown);
        file.Skip(4);
        int compression = file.Int32();
        if (compression is < 0 or > 2 || zlib != (compression == 2)) throw IngestFaults.DamagedStatistics(shown, file.Position, $"the compression is {compression}");
        int weight = file.Int32(), cases = file.Int32();
        double bias = file.Double();
        file.Skip(17);
        byte[] label = file.Bytes(64);
        file.Skip(3);
        return new SavHeader((SavCompression)compression, weight, Math.Max(-1, cases), bias, label);
    }

    private static bool Recognise(byte[] magic, string shown)
    {
        if (magic.AsSpan().StartsWith("$FL2"u8)) return false;
        if (magic.AsSpan().StartsWith("$FL3"u8)) return true;
        if (magic.Length >= 20 && magic.AsSpan(8, 12).SequenceEqual("ENCRYPTEDSAV"u8)) throw IngestFaults.EncryptedStatistics(shown);
        if (magic.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x5B, 0xC6, 0xD3, 0xF2])) throw IngestFaults.Ebcdic(shown);
        throw IngestFaults.NotASystemFile(shown);
    }

    /// <summary>The layout code is 2 or 3 in the file's own byte order.</summary>
    private static void FindOrder(BinaryFile file, string shown)
    {
        byte[] code = file.Bytes(4);
        file.IsBigEndian = code switch
        {
            [2 or 3, 0, 0, 0] => false,
            [0, 0, 0, 2 or 3] => true,
            _ => throw IngestFaults.DamagedStatistics(shown, file.Position, "the layout code is neither 2 nor 3"),
        };
    }
}
