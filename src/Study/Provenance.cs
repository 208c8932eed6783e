using System.Collections.Immutable;

namespace CoProduction;

/// <summary>Where a result comes from: enough to compute it again and to cite it.</summary>
/// <param name="Method">Method and formula variant by name, such as <c>OLS by QR of merged community roots; CR1, G-1 df</c>.</param>
/// <param name="Sources">The sources read, with their content hashes, in order of id.</param>
/// <param name="Rows">Rows (respondents, entries, steps …) the result rests on.</param>
/// <param name="Communities">Communities the result rests on; 0 where communities play no part.</param>
/// <param name="Seed">Seed of the random generator; null where nothing is random.</param>
/// <param name="Options">Options that change the numbers, as (name, value), in a fixed order.</param>
public sealed record Provenance(
    string Method,
    ImmutableArray<SourceStamp> Sources,
    long Rows,
    int Communities,
    ulong? Seed,
    ImmutableArray<(string Name, string Value)> Options)
{
    /// <summary>Provenance of a computation on values that came from no loaded source.</summary>
    public static Provenance Of(string method, long rows, int communities = 0, params (string Name, string Value)[] options) =>
        new(method, [], rows, communities, null, [.. options]);
}

/// <summary>Identity of a loaded source.</summary>
/// <param name="Source">Id of the source in the study file.</param>
/// <param name="File">File name as the study file gives it.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Accepted">Rows accepted.</param>
/// <param name="Rejected">Rows rejected; accepted + rejected = rows read.</param>
public sealed record SourceStamp(string Source, string File, string Sha256, long Accepted, long Rejected);
