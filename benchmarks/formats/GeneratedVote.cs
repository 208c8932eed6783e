namespace CoProduction.Benchmarks;

/// <summary>A synthetic vote the size of a large city's: 160 projects and 90,000 ballots of five projects at most, with age, sex and way of voting.</summary>
internal static class GeneratedVote
{
    private const int Projects = 160;
    private const int Ballots = 90_000;
    private const ulong Seed = 20220101;

    /// <summary>The file, made once.</summary>
    public static string Of(Place place) => place.Generated("vote.pb", Write);

    private static void Write(TextWriter writer)
    {
        var draws = new Draws(Seed);
        writer.Write($"META\nkey;value\nunit;Synthetic\ninstance;2022\nnum_projects;{Projects}\nnum_votes;{Ballots}\nbudget;6000000\nvote_type;approval\nmax_length;5\ncurrency;PLN\nPROJECTS\nproject_id;cost;name;selected\n");
        for (int project = 0; project < Projects; project++) writer.Write($"L{project};{10_000 + draws.Below(500_000)};Project {project};{(project < 20 ? 1 : 0)}\n");
        writer.Write("VOTES\nvoter_id;vote;age;sex;voting_method\n");
        for (int ballot = 0; ballot < Ballots; ballot++)
        {
            var chosen = Enumerable.Range(0, 1 + draws.Below(5)).Select(_ => $"L{draws.Below(Projects)}").Distinct();
            writer.Write($"{ballot};{string.Join(',', chosen)};{16 + draws.Below(80)};{"FM"[draws.Below(2)]};{(draws.Below(2) == 0 ? "paper" : "internet")}\n");
        }
    }
}
