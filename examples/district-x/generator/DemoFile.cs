namespace CoProduction.DistrictX;

/// <summary>One file of the demo study.</summary>
/// <param name="Path">Path relative to the study's folder, with forward slashes.</param>
/// <param name="Bytes">The whole content; the same for the same seed on every machine.</param>
public sealed record DemoFile(string Path, ReadOnlyMemory<byte> Bytes);
