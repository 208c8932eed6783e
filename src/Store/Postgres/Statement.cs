using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Store;

/// <summary>A statement for PostgreSQL and the values of its parameters.</summary>
/// <param name="Text">The statement, with $1, $2 … for the parameters.</param>
/// <param name="Values">Values of the parameters, in order.</param>
internal sealed record Statement(string Text, ImmutableArray<object> Values);

/// <summary>Collects the parameters of a statement while it is written.</summary>
internal sealed class Parameters
{
    private readonly List<object> _values = [];

    /// <summary>The values so far.</summary>
    public ImmutableArray<object> Values => [.. _values];

    /// <summary>Number of the parameter that carries a value; the same value twice is two parameters.</summary>
    public int Add(object value)
    {
        _values.Add(value);
        return _values.Count;
    }
}
