namespace CoProduction.Workbench;

/// <summary>A step of long work, for progress on stderr.</summary>
/// <param name="Index">Number of the step, from 1.</param>
/// <param name="Of">Number of steps.</param>
/// <param name="What">What is being done.</param>
public sealed record WorkStep(int Index, int Of, Label What);
