using System.Collections.Immutable;

namespace CoProduction.Store;

/// <summary>Watches which key fields, such as a survey's instrument, have one value in all rows: they need no comparison within the source.</summary>
internal sealed class ConstantKeys(ImmutableArray<string> key)
{
    private readonly Dictionary<string, string?> _values = [];

    /// <summary>The fields with one value, in the key's order.</summary>
    public ImmutableArray<KeyConstant> Found =>
        [.. key.Where(name => _values.GetValueOrDefault(name) is not null).Select(name => new KeyConstant(name, _values[name]!))];

    /// <summary>Takes the rows of a frame into account.</summary>
    public void See(Frame frame)
    {
        if (frame.Rows == 0) return;
        foreach (string field in key)
            if (frame[field] is TextColumn text) _values[field] = Constant(text, _values.TryGetValue(field, out string? before) ? before : text.Values[0]);
            else _values[field] = null;
    }

    private static string? Constant(TextColumn text, string? value)
    {
        if (value is null || !text.Reasons.IsDefaultOrEmpty) return null;
        foreach (string other in text.Values)
            if (!string.Equals(other, value, StringComparison.Ordinal)) return null;
        return value;
    }
}
