using System.Collections.Immutable;

namespace CoProduction.Store;

/// <summary>A statement and the values of its parameters, in order.</summary>
/// <param name="Text">The statement, with a question mark per parameter.</param>
/// <param name="Values">Values of the parameters.</param>
internal sealed record SqlText(string Text, ImmutableArray<string> Values);
