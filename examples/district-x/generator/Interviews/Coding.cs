namespace CoProduction.DistrictX;

/// <summary>One coded span.</summary>
/// <param name="Speaker">Whose words.</param>
/// <param name="Code">Code path.</param>
/// <param name="Coder">Coder.</param>
/// <param name="Start">First code point.</param>
/// <param name="Quote">The span itself.</param>
internal sealed record Coding(Speaker Speaker, string Code, string Coder, int Start, string Quote)
{
    public const string FirstCoder = "coder-1", SecondCoder = "coder-2";

    /// <summary>One code past the last code point: spans are half-open.</summary>
    public int End => Start + CodePoints.Count(Quote);

    /// <summary>Codes that coders take for each other.</summary>
    private static readonly Dictionary<string, string> Neighbours = Pairs(
        ("driver/policy_mandate", "driver/local_support"), ("driver/interest_relevance", "driver/participation_willingness"),
        ("driver/deliberation_capability", "driver/self_efficacy"), ("process/mobilisation", "process/channels"), ("process/coordination", "side_effect/coordination_cost"),
        ("process/platform", "process/empowerment"), ("outcome/effective_supply", "outcome/satisfaction"), ("outcome/belonging", "outcome/social_capital"),
        ("outcome/transparency", "process/empowerment/supervising"), ("outcome/responsiveness", "side_effect/slow_execution"));

    /// <summary>Both coders' spans of a transcript: the first sees almost every passage, the second agrees with four in five.</summary>
    public static IEnumerable<Coding> Draw(RandomStream random, Transcript transcript)
    {
        foreach (var passage in transcript.Passages)
        {
            if (random.Chance(0.96)) yield return new Coding(transcript.Speaker, passage.Code.Path, FirstCoder, passage.Start, passage.Quote);
            if (Second(random, passage) is (string code, string quote)) yield return new Coding(transcript.Speaker, code, SecondCoder, passage.Start, quote);
        }
    }

    private static (string Code, string Quote)? Second(RandomStream random, Passage passage)
    {
        string code = passage.Code.Path;
        int comma = passage.Quote.IndexOf('，', StringComparison.Ordinal);
        return random.Weighted([0.78, 0.10, 0.08, 0.04]) switch
        {
            0 => (code, passage.Quote),
            1 => (code, comma < 0 ? passage.Quote : passage.Quote[..comma]),
            2 => (Neighbours.GetValueOrDefault(code, code), passage.Quote),
            _ => null,
        };
    }

    private static Dictionary<string, string> Pairs(params ReadOnlySpan<(string One, string Other)> pairs)
    {
        Dictionary<string, string> neighbours = [];
        foreach (var (one, other) in pairs)
        {
            neighbours.Add(one, other);
            neighbours.Add(other, one);
        }
        return neighbours;
    }
}
