using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Cuts a model written as equations at line ends and semicolons outside quoted names.</summary>
internal static class EquationText
{
    internal static ImmutableArray<string> Split(string text)
    {
        var pieces = ImmutableArray.CreateBuilder<string>();
        bool quoted = false;
        int start = 0;
        for (int at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] == '`') quoted = !quoted;
            if (at < text.Length && (quoted || text[at] is not (';' or '\n' or '\r'))) continue;
            if (text[start..at].Trim() is { Length: > 0 } piece) pieces.Add(piece);
            start = at + 1;
        }
        return pieces.Count >= 2 ? pieces.ToImmutable() : throw new StudyException(MediationFaults.NotAModel(text));
    }
}
