namespace CoProduction;

/// <summary>Suggestions for an unknown name: the allowed values and the nearest match.</summary>
public static class Nearest
{
    private const int Listed = 12;

    /// <summary>A mend sentence such as «Did you mean 'trust'? Allowed: trust, efficacy.».</summary>
    /// <param name="unknown">The name that was not found.</param>
    /// <param name="allowed">Every name that would have been accepted, in the order to list them.</param>
    public static string Suggest(string unknown, IEnumerable<string> allowed)
    {
        var names = allowed.ToList();
        string? near = names.MinBy(name => Distance(unknown, name));
        string hint = near is not null && Distance(unknown, near) <= Math.Max(2, unknown.Length / 3) ? $"Did you mean '{near}'? " : "";
        string more = names.Count > Listed ? $", … ({names.Count} in all)" : "";
        return $"{hint}Allowed: {string.Join(", ", names.Take(Listed))}{more}.";
    }

    /// <summary>Levenshtein distance in characters, case ignored.</summary>
    public static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++) previous = NextRow(a[i - 1], b, previous, i);
        return previous[^1];
    }

    private static int[] NextRow(char letter, string b, int[] previous, int row)
    {
        var next = new int[b.Length + 1];
        next[0] = row;
        for (int j = 1; j <= b.Length; j++)
        {
            int cost = char.ToUpperInvariant(letter) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
            next[j] = Math.Min(Math.Min(next[j - 1], previous[j]) + 1, previous[j - 1] + cost);
        }
        return next;
    }
}
