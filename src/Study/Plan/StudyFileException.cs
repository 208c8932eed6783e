using System.Collections.Immutable;

namespace CoProduction;

/// <summary>Thrown when a study file is wrong; carries every error of the file, each with its line and column.</summary>
public sealed class StudyFileException : StudyException
{
    /// <summary>An exception for all faults of one study file.</summary>
    /// <param name="file">Name of the study file.</param>
    /// <param name="faults">The faults in the order of their places; at least one.</param>
    public StudyFileException(string file, ImmutableArray<Fault> faults) : base(Together(file, faults)) => Faults = faults;

    /// <summary>All faults in the order of their places.</summary>
    public ImmutableArray<Fault> Faults { get; }

    private static Fault Together(string file, ImmutableArray<Fault> faults) => faults is [var only]
        ? only
        : new Fault($"{file} has {faults.Length} errors:\n{string.Join('\n', faults)}", "", "", "");
}
