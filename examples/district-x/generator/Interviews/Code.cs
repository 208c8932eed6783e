namespace CoProduction.DistrictX;

/// <summary>One code of the codebook with passages that show it.</summary>
/// <param name="Path">Code path, such as driver/local_support.</param>
/// <param name="Chinese">Label in Chinese.</param>
/// <param name="English">Label in English.</param>
/// <param name="Definition">What the code means.</param>
/// <param name="Exclude">What is coded elsewhere.</param>
/// <param name="Sentences">Sentences written for this demo; "居:" marks one that only residents say, "官:" one that only staff say.</param>
internal sealed record Code(string Path, string Chinese, string English, string Definition, string Exclude, IReadOnlyList<string> Sentences)
{
    private const string Residents = "居:", Staff = "官:";

    /// <summary>Path of the code above; empty for a stage.</summary>
    public string Parent => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    /// <summary>The codebook's example; null where no passage is coded.</summary>
    public string? Example => Sentences.Count > 0 ? Plain(Sentences[0]) : null;

    /// <summary>What people of a role say to this code.</summary>
    public IReadOnlyList<string> PassagesOf(string role)
    {
        string others = role is "resident" or "deputy" ? Staff : Residents;
        return [.. Sentences.Where(sentence => !sentence.StartsWith(others, StringComparison.Ordinal)).Select(Plain)];
    }

    private static string Plain(string sentence) => sentence[1] == ':' ? sentence[2..] : sentence;

    public string Stage => Path.Split('/')[0];

    /// <summary>Construct of the framework: the second part of the path, so that the four rights belong to empowerment.</summary>
    public string Construct => Parent.Length == 0 ? "" : Path.Split('/')[1];
}
