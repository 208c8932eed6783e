using System.Collections.Immutable;

namespace CoProduction;

/// <summary>
/// Gives codes their paths: the names from the root, parted by <c>/</c>. A slash within a name is written <c>／</c> (full width), blanks at the ends of names are dropped.
/// Where siblings share a name, the one of the smallest GUID keeps it and the others get <c>~</c> and the first eight digits of their GUID (all of it, should eight not do):
/// a path changes neither with the order of the file nor when other codes are added, unless one of the same name and a smaller GUID comes.
/// </summary>
public static class CodePaths
{
    /// <summary>Longest path, in characters.</summary>
    public const int Longest = 4000;

    /// <summary>Most characters of all paths together.</summary>
    public const int Most = 20_000_000;

    /// <summary>The codes with their paths, in the order given.</summary>
    /// <param name="codes">Every parent before its children. Their paths are not looked at.</param>
    /// <exception cref="StudyException">A path, or all together, are longer than any code book needs.</exception>
    public static ImmutableArray<QualitativeCode> Of(IEnumerable<QualitativeCode> codes)
    {
        QualitativeCode[] all = [.. codes];
        var plain = all.GroupBy(code => (code.Parent, Segment(code))).ToDictionary(group => group.Key, group => (Smallest: group.Min(code => code.Guid), Short: group.Select(Eight).Distinct().Count() == group.Count()));
        var paths = new Dictionary<Guid, string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var named = ImmutableArray.CreateBuilder<QualitativeCode>(all.Length);
        long total = 0;
        foreach (var code in all)
        {
            var (smallest, isShort) = plain[(code.Parent, Segment(code))];
            string own = code.Guid == smallest ? Segment(code) : $"{Segment(code)}~{(isShort ? Eight(code) : code.Guid.ToString("N"))}";
            string path = code.Parent is { } parent && paths.TryGetValue(parent, out string? above) ? $"{above}/{own}" : own;
            if (!taken.Add(path)) taken.Add(path = $"{path}~{code.Guid:N}");
            if (path.Length > Longest || (total += path.Length) > Most) throw StudyFaults.LongCodePaths(code.Name);
            paths.TryAdd(code.Guid, path);
            named.Add(code with { Path = path });
        }
        return named.MoveToImmutable();
    }

    private static string Eight(QualitativeCode code) => code.Guid.ToString("N")[..8];

    private static string Segment(QualitativeCode code) => code.Name.Trim() is { Length: > 0 } name ? name.Replace('/', '／') : code.Guid.ToString("N");
}
