namespace CoProduction;

/// <summary>Why a value is absent. Every kind has another remedy, so they are never merged.</summary>
public enum MissingReason : byte
{
    /// <summary>The value is there.</summary>
    Present = 0,

    /// <summary>The cell is empty and nobody said why.</summary>
    Blank = 1,

    /// <summary>The question was not put to this respondent.</summary>
    NotAsked = 2,

    /// <summary>The respondent refused to answer.</summary>
    Refused = 3,

    /// <summary>The respondent does not know.</summary>
    DontKnow = 4,

    /// <summary>The answer existed and was lost.</summary>
    Lost = 5,
}
