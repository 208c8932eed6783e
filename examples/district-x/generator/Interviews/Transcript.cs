namespace CoProduction.DistrictX;

/// <summary>A synthetic transcript: an opening by role, passages that each show one code, a closing.</summary>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Text">The whole text.</param>
/// <param name="Passages">Where each passage lies.</param>
internal sealed record Transcript(Speaker Speaker, string Text, IReadOnlyList<Passage> Passages)
{
    private const string Label = "【合成】";

    public static Transcript Draw(RandomStream random, Speaker speaker)
    {
        string text = Label + Opening(speaker.Role);
        List<Passage> passages = [];
        foreach (var code in DrawCodes(random, speaker.Role))
        {
            string sentence = random.Pick(code.PassagesOf(speaker.Role));
            int start = CodePoints.Count(text);
            text += sentence;
            passages.Add(new Passage(code, start, sentence));
            if (random.Chance(0.3)) text += random.Pick(Fillers);
        }
        return new Transcript(speaker, text + Closing, passages);
    }

    private const string Closing = "大概就是这些。";

    private static string[] Fillers { get; } = ["嗯。", "怎么说呢。", "这个你们也可以去看看。", "别的院子我不清楚。"];

    private static string Opening(string role) => role switch
    {
        "resident" => "我在这个院子住了很多年。",
        "deputy" => "我当居民议员有两届了。",
        "committee" => "我在社区做了几年，这块工作是我在管。",
        "subdistrict" => "我们科负责把区里的要求落到社区。",
        "district" => "这项工作由我们单位牵头。",
        _ => "我们机构在这边做社区服务。",
    };

    /// <summary>Six to nine codes; officials speak more of process, residents more of drivers and outcomes.</summary>
    private static IEnumerable<Code> DrawCodes(RandomStream random, string role)
    {
        List<Code> left = [.. Codebook.Codes.Where(code => code.PassagesOf(role).Count > 0)];
        for (int count = random.Between(6, 9); count > 0; count--)
        {
            int i = random.Weighted([.. left.Select(code => Interest(role, code.Stage))]);
            yield return left[i];
            left.RemoveAt(i);
        }
    }

    private static double Interest(string role, string stage) => (role, stage) switch
    {
        ("resident" or "deputy", "driver" or "outcome") => 1.5,
        ("subdistrict" or "district", "process") => 2.0,
        ("committee" or "social_organisation", "side_effect") => 1.8,
        _ => 1.0,
    };
}

/// <summary>A passage that shows a code.</summary>
/// <param name="Code">The code its writer had in mind.</param>
/// <param name="Start">First code point in the transcript.</param>
/// <param name="Quote">The passage.</param>
internal sealed record Passage(Code Code, int Start, string Quote);
