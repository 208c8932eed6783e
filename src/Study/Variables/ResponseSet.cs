using System.Collections.Immutable;

namespace CoProduction;

/// <summary>A question with several answers, held in several columns of a data file.</summary>
/// <param name="Name">Name of the set, with the <c>$</c> that such names begin with.</param>
/// <param name="Label">Label in the file's language; empty for none.</param>
/// <param name="Variables">Names of its columns.</param>
/// <param name="Counted">The value that means «chosen» where each column stands for one answer; null where each column holds the code of an answer.</param>
public sealed record ResponseSet(string Name, string Label, ImmutableArray<string> Variables, string? Counted);
