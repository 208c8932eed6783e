namespace CoProduction.Analysis;

/// <summary>How codings are counted.</summary>
/// <param name="Coders">When a code counts as present with a speaker.</param>
public sealed record CodesSpec(CoderRule Coders = CoderRule.AnyCoder)
{
    /// <summary>What to read of the codings.</summary>
    public static FrameSpec Codings { get; } = new("codings", ["coding", "interview", "speaker", "role", "community", "code", "coder"], []);

    /// <summary>What to read of the code book.</summary>
    public static FrameSpec Codes { get; } = new("codes", ["code", "label_zh", "label_en", "stage"], []);

    /// <summary>What to read of the interviews.</summary>
    public static FrameSpec Interviews { get; } = new("interviews", ["interview", "speaker", "role", "community"], []);
}

/// <summary>When a code is present with a speaker.</summary>
public enum CoderRule
{
    /// <summary>Any coder coded it there.</summary>
    AnyCoder,

    /// <summary>Every coder who coded that interview coded it there.</summary>
    EveryCoder,
}

/// <summary>Who speaks: never the interview number alone, which is a date and may stand for several people.</summary>
/// <param name="Interview">Interview number.</param>
/// <param name="Name">Pseudonym of the speaker.</param>
/// <param name="Role">Role of the speaker.</param>
/// <param name="Community">Community; <c>-</c> at district level.</param>
public readonly record struct Speaker(string Interview, string Name, string Role, string Community);
