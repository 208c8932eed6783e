using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Tests;

/// <summary>A cube reviewed once: whatever is selected from it and subtracted, nothing is had about few people. The attacker here shares no code with the audit.</summary>
public sealed class CubeTests
{
    private const int Minimum = 5;
    private static readonly PrivacyPlan Policy = new(Minimum, 1);

    /// <summary>A small world: sub-districts of communities, people of age groups in each.</summary>
    private sealed record World(int[,] People, int Subdistricts)
    {
        public int Communities => People.GetLength(0);

        public static World Random(Random random)
        {
            int subdistricts = random.Next(1, 4), communities = subdistricts * random.Next(1, 5), levels = random.Next(2, 4);
            var people = new int[communities, levels];
            for (int c = 0; c < communities; c++)
                for (int l = 0; l < levels; l++) people[c, l] = random.Next(3) switch { 0 => random.Next(0, 4), 1 => random.Next(0, 12), _ => random.Next(4, 30) };
            return new World(people, subdistricts);
        }

        public int SubdistrictOf(int community) => community % Subdistricts;

        public IEnumerable<int> CommunitiesOf(string area) => Enumerable.Range(0, Communities).Where(c => area == "*" || area == $"c{c}" || area == $"s{SubdistrictOf(c)}");

        public int Count(string area, int? level) => CommunitiesOf(area).Sum(c => Enumerable.Range(0, People.GetLength(1)).Where(l => level is null || l == level).Sum(l => People[c, l]));

        public CandidateCube Cube()
        {
            ImmutableArray<CubeArea> areas = [new("*", ""), .. Enumerable.Range(0, Subdistricts).Select(s => new CubeArea($"s{s}", "*")), .. Enumerable.Range(0, Communities).Select(c => new CubeArea($"c{c}", $"s{SubdistrictOf(c)}"))];
            return new CandidateCube("world", areas, [new("area", Label.Same("area")), new("level", Label.Same("level"))], [new("n", Label.Same("n"), MeasureKind.People, 0)],
                [.. areas.Select(area => new CubeSlice(area.Id, "all", "", [Row(area.Id, null)], [Count(area.Id, null)])), .. areas.Select(area => new CubeSlice(area.Id, "age", "all", [.. Levels.Select(level => Row(area.Id, level))], [.. Levels.Select(level => (long)Count(area.Id, level))]))],
                Label.Same(""), Provenance.Of("test", Count("*", null)));
        }

        public IEnumerable<int> Levels => Enumerable.Range(0, People.GetLength(1));

        private TableRow Row(string area, int? level) => new([area, level?.ToString(CultureInfo.InvariantCulture) ?? "*"], [Label.Same(area), Label.Same("")], Count(area, level), [Value.Exact(Count(area, level))]);

        /// <summary>Which atoms (community, level) with people a selection speaks of.</summary>
        public double[] Atoms(string area, int? level) => [.. from c in Enumerable.Range(0, Communities) from l in Levels select CommunitiesOf(area).Contains(c) && (level is null || l == level) ? 1.0 : 0.0];

        public long PeopleOf(double[] atoms) => Enumerable.Range(0, atoms.Length).Sum(i => atoms[i] == 0 ? 0 : People[i / People.GetLength(1), i % People.GetLength(1)]);
    }

    private static IEnumerable<(string Area, int? Level)> Selections(World world, IEnumerable<(string Area, string Breakdown)> shown) =>
        shown.SelectMany(slice => slice.Breakdown == "all" ? [(slice.Area, (int?)null)] : world.Levels.Select(level => (slice.Area, (int?)level)));

    [Fact]
    public void No_two_selections_differ_by_few_people_and_no_combination_of_selections_gives_few_people()
    {
        var random = new Random(20220931);
        int withheld = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            var world = World.Random(random);
            var cube = Disclosure.Review(world.Cube(), Policy);
            withheld += cube.All.Count() - cube.Shown.Count();
            AssertSafe(world, [.. Selections(world, cube.Shown)], Minimum);
        }
        Assert.True(withheld > 1000, $"only {withheld} slices were withheld: the search has nothing to attack");
    }

    [Fact]
    public void Readers_of_narrower_views_together_know_no_more_than_the_widest()
    {
        var random = new Random(7);
        for (int trial = 0; trial < 200; trial++)
        {
            var world = World.Random(random);
            var wide = Disclosure.Review(world.Cube(), Policy);
            var open = wide.Narrow(Policy with { MinimumCell = 2 * Minimum }, (area, breakdown) => !area.StartsWith('c') && (area == "*" || breakdown == "all"));
            AssertSafe(world, [.. Selections(world, open.Shown)], 2 * Minimum);
            Assert.Subset(wide.Shown.ToHashSet(), open.Shown.ToHashSet());
            Assert.DoesNotContain(open.Shown, slice => slice.Area.StartsWith('c'));
            var officers = Enumerable.Range(0, world.Communities).Select(c => wide.Widen(open, area => area == $"c{c}")).ToArray();
            Assert.All(officers, (officer, c) => Assert.Equal(wide.Shown.Where(slice => slice.Area == $"c{c}").Concat(open.Shown).ToHashSet(), officer.Shown.ToHashSet()));
            AssertSafe(world, [.. Selections(world, officers.SelectMany(officer => officer.Shown).Concat(open.Shown).Distinct())], Minimum);
        }
    }

    [Fact]
    public void A_withheld_slice_stands_in_a_table_without_its_values_and_its_base()
    {
        var people = new int[3, 2] { { 20, 30 }, { 1, 2 }, { 25, 6 } };
        var cube = Disclosure.Review(new World(people, 1).Cube(), Policy);
        var table = cube.Table("t", Label.Same("t"), ["area"], ["n"], [("c0", "all"), ("c1", "all"), ("c2", "all")]);
        Assert.Equal(2, table.Withheld);
        Assert.All(table.Rows.Where(row => row.Key[0] != "c0"), row => Assert.Equal((0, ValueState.Suppressed), (row.Base, row.Values[0].State)));
        Assert.Equal(50, table.Rows.Single(row => row.Key[0] == "c0").Values[0].Number);
    }

    [Fact]
    public void Small_numbers_that_their_sum_would_fix_take_another_with_them()
    {
        var people = new int[4, 1] { { 4 }, { 4 }, { 40 }, { 50 } };
        var cube = Disclosure.Review(new World(people, 1).Cube(), Policy);
        Assert.False(cube.Shows("c2", "all"), "4 + 4 = 8 of two numbers below 5 gives both away");
        Assert.True(cube.Shows("c3", "all"));
    }

    [Theory]
    [InlineData("c0", "at least 5 people a cell;", "每格至少5人；")]
    [InlineData("s0", "at least 10 people a cell;", "每格至少10人；")]
    [InlineData("s0 c0", "at least 10 people a cell, at least 5 in the reader's own areas;", "每格至少10人，读者本辖区每格至少5人；")]
    public void The_note_of_a_reader_with_an_area_of_his_own_says_by_which_minimum_each_area_is_shown(string areas, string en, string zh)
    {
        var cube = Disclosure.Review(new World(new int[3, 1] { { 40 }, { 50 }, { 60 } }, 1).Cube(), Policy);
        var open = cube.Narrow(Policy with { MinimumCell = 2 * Minimum }, (area, _) => !area.StartsWith('c'));
        var table = cube.Widen(open, area => area == "c0").Table("t", Label.Same("t"), ["area"], ["n"], areas.Split(' ').Select(area => (area, "all")));
        Assert.Contains(en, table.ReviewNote.En, StringComparison.Ordinal);
        Assert.Contains(zh, table.ReviewNote.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_of_another_cube_is_refused()
    {
        var cube = Disclosure.Review(new World(new int[1, 1] { { 9 } }, 1).Cube(), Policy);
        var other = Disclosure.Review(new World(new int[1, 1] { { 9 } }, 1).Cube(), Policy);
        Assert.Throws<ArgumentException>(() => cube.Widen(other, _ => true));
        Assert.Throws<StudyException>(() => Disclosure.Review(new World(new int[1, 1] { { 9 } }, 1).Cube(), new PrivacyPlan(0, 1)));
    }

    private static void AssertSafe(World world, (string Area, int? Level)[] selections, int minimum)
    {
        var vectors = selections.Select(selection => world.Atoms(selection.Area, selection.Level)).ToArray();
        foreach (var a in vectors)
            foreach (var b in vectors)
            {
                double[] difference = [.. a.Zip(b, (x, y) => x - y)];
                if (difference.Any(x => x < 0)) continue;
                long people = world.PeopleOf(difference);
                Assert.True(people == 0 || people >= minimum, $"two selections differ by {people} people");
            }
        AssertNotSpanned(world, vectors, minimum);
    }

    /// <summary>No cell of few people, and no two of them together, is a linear combination of what is shown.</summary>
    private static void AssertNotSpanned(World world, double[][] shown, int minimum)
    {
        var basis = Basis(shown);
        string[] areas = ["*", .. Enumerable.Range(0, world.Subdistricts).Select(s => $"s{s}"), .. Enumerable.Range(0, world.Communities).Select(c => $"c{c}")];
        var small = areas.SelectMany(area => world.Levels.Select(level => (int?)level).Append(null).Select(level => world.Atoms(area, level))).Where(cell => world.PeopleOf(cell) is > 0 and var n && n < minimum).ToArray();
        foreach (var cell in small) Assert.False(InSpan(basis, cell), "a cell of few people is a combination of what is shown");
        foreach (var one in small)
            foreach (var two in small)
                if (!ReferenceEquals(one, two) && one.Zip(two).All(pair => pair.First * pair.Second == 0) && world.PeopleOf([.. one.Zip(two, (x, y) => x + y)]) < minimum)
                    Assert.False(InSpan(basis, [.. one.Zip(two, (x, y) => x + y)]), "two small cells together are a combination of what is shown");
    }

    private static List<double[]> Basis(double[][] vectors)
    {
        var basis = new List<double[]>();
        foreach (var vector in vectors) if (Rest(basis, vector) is { } rest) basis.Add(rest);
        return basis;
    }

    private static bool InSpan(List<double[]> basis, double[] vector) => Rest(basis, vector) is null;

    /// <summary>What is left of a vector after the orthogonal basis is taken out; null for nothing.</summary>
    private static double[]? Rest(List<double[]> basis, double[] vector)
    {
        double[] rest = [.. vector];
        for (int pass = 0; pass < 2; pass++)
            foreach (var of in basis)
            {
                double along = of.Zip(rest, (x, y) => x * y).Sum();
                for (int i = 0; i < rest.Length; i++) rest[i] -= along * of[i];
            }
        double length = Math.Sqrt(rest.Sum(x => x * x));
        return length < 1e-9 ? null : [.. rest.Select(x => x / length)];
    }
}
