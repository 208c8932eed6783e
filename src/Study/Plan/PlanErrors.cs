using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>The errors found so far in one study file.</summary>
internal sealed class PlanErrors(string file)
{
    private readonly List<(Mark At, Fault Fault)> _found = [];

    /// <summary>Name of the study file.</summary>
    public string File { get; } = file;

    public void Add(YamlNode at, PlanFault fault) =>
        _found.Add((at.Start, new Fault(fault.What, StudyFaults.At(File, at.Start), fault.Why, fault.Mend)));

    /// <summary>These errors, then others of the same file.</summary>
    public PlanErrors And(PlanErrors others)
    {
        _found.AddRange(others._found);
        return this;
    }

    /// <summary>Throws all errors, in the order of their places; does nothing when there are none.</summary>
    /// <exception cref="StudyFileException">There is at least one error.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count == 0) return;
        ImmutableArray<Fault> ordered = [.. _found.OrderBy(error => error.At.Line).ThenBy(error => error.At.Column).Select(error => error.Fault).Distinct()];
        throw new StudyFileException(File, ordered);
    }
}

/// <summary>A fault whose place is known to the caller.</summary>
internal readonly record struct PlanFault(string What, string Why, string Mend);
