namespace CoProduction.Analysis;

/// <summary>
/// Bases of shares for the disclosure review. The shares of a line add up to one, so a withheld share must not stand alone in its line: in each line the second smallest base is lowered to the smallest,
/// and both are withheld or shown together.
/// </summary>
internal static class GuardedPeople
{
    /// <summary>The bases, lowered until no line would lose one share alone.</summary>
    /// <param name="people">Base of each share.</param>
    /// <param name="lines">Indices of the shares that add up to one.</param>
    internal static long[] Of(long[] people, IReadOnlyList<int[]> lines)
    {
        long[] guarded = [.. people];
        for (bool lowered = true; lowered;)
        {
            lowered = false;
            foreach (int[] line in lines.Where(line => line.Length > 1)) lowered |= Lower(guarded, line);
        }
        return guarded;
    }

    // A category without people is shown as it is, and protects nobody.
    private static bool Lower(long[] people, int[] line)
    {
        int[] ordered = [.. line.Where(i => people[i] > 0).OrderBy(i => people[i])];
        if (ordered.Length < 2 || people[ordered[1]] == people[ordered[0]]) return false;
        people[ordered[1]] = people[ordered[0]];
        return true;
    }
}
