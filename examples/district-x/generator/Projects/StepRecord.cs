namespace CoProduction.DistrictX;

/// <summary>Draws the nine-step record of a project, sound or with one defect that the steps method must find.</summary>
internal static class StepRecord
{
    public const int Count = 9;

    /// <summary>Shares of defective records among projects that ran to the end.</summary>
    public const double MissingShare = 0.07, OutOfOrderShare = 0.05, UndatedShare = 0.04;

    /// <summary>Fewest and most days from each step to the next; the way from resolution to implementation is the bottleneck.</summary>
    private static readonly (int Low, int High)[] Days = [(5, 15), (5, 12), (3, 10), (5, 14), (1, 7), (20, 60), (5, 25), (10, 40)];

    /// <summary>Steps most often skipped: the hearing, then supervision.</summary>
    private static readonly int[] SkippedSteps = [5, 5, 5, 8, 8, 3, 1];

    /// <summary>Steps most often taken in the wrong order, with their successor.</summary>
    private static readonly int[] SwappedSteps = [4, 4, 5, 8];

    /// <summary>Days of the steps up to the last one taken and before the data date.</summary>
    public static List<DateOnly> Schedule(RandomStream random, int year, int last)
    {
        int pace = random.Chance(0.05) ? 3 : 1;
        List<DateOnly> days = [new DateOnly(year, 2, 1).AddDays(random.Between(0, 70))];
        while (days.Count < last)
        {
            var (low, high) = Days[days.Count - 1];
            days.Add(days[^1].AddDays(pace * random.Between(low, high)));
        }
        return [.. days.Where(day => day <= Programme.DataDate)];
    }

    /// <summary>The record of a schedule; only complete ones may carry a defect.</summary>
    public static Step[] Of(RandomStream random, IReadOnlyList<DateOnly> days)
    {
        List<Step> steps = [.. days.Select((day, i) => new Step(i + 1, day))];
        if (steps.Count == Count) Spoil(random, steps);
        return [.. steps];
    }

    private static void Spoil(RandomStream random, List<Step> steps)
    {
        switch (random.Weighted([MissingShare, OutOfOrderShare, UndatedShare, 1 - MissingShare - OutOfOrderShare - UndatedShare]))
        {
            case 0:
                steps.RemoveAt(random.Pick(SkippedSteps) - 1);
                break;
            case 1:
                int early = random.Pick(SwappedSteps) - 1;
                (steps[early], steps[early + 1]) = (steps[early] with { Date = steps[early + 1].Date }, steps[early + 1] with { Date = steps[early].Date });
                break;
            case 2:
                int undated = random.Between(1, Count) - 1;
                steps[undated] = steps[undated] with { Date = null };
                break;
            default:
                break;
        }
    }
}
