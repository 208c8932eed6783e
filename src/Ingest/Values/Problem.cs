namespace CoProduction.Ingest;

/// <summary>Why a cell's text is no value of its field.</summary>
/// <param name="Rule">Why it cannot be.</param>
/// <param name="Mend">What to change.</param>
internal sealed record Problem(string Rule, string Mend);
