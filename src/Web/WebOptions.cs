using System.Collections.Immutable;

namespace CoProduction.Web;

/// <summary>How a study is served.</summary>
/// <param name="Urls">Addresses to listen at.</param>
public sealed record WebOptions(ImmutableArray<string> Urls)
{
    /// <summary>Address when none is asked for.</summary>
    public const string StandardUrl = "http://127.0.0.1:5080";

    /// <summary>The standard address.</summary>
    public static WebOptions Standard { get; } = new([StandardUrl]);
}
