namespace CoProduction.Cli;

/// <summary>Columns on a terminal, where a Chinese character is two columns wide.</summary>
internal static class Columns
{
    /// <summary>Terminal columns that a text takes.</summary>
    public static int Width(string text) => text.Sum(letter => IsWide(letter) ? 2 : 1);

    /// <summary>The text filled up with blanks.</summary>
    public static string Pad(string text, int width, bool left)
    {
        string blanks = new(' ', Math.Max(0, width - Width(text)));
        return left ? blanks + text : text + blanks;
    }

    private static bool IsWide(char letter) => letter is (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF')
        or (>= '\uFE30' and <= '\uFE4F') or (>= '\uFF00' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6');
}
