using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Ingest;
using CoProduction.Store;
using CoProduction.Workbench;

namespace CoProduction.Benchmarks;

/// <summary>A .qdpx of 100 MB and a .qde of 100 MB: 2,000 interviews in Chinese with 100 coded passages each; read by the reader alone, and loaded into a store.</summary>
internal static class ProjectTable
{
    private const int Interviews = 2000, Passages = 100, Rounds = 2;
    private const double MostMegabytes = 512;

    /// <summary>Measures and writes <c>benchmarks/projects/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        string self = Environment.ProcessPath!, packed = Written(place, "interviews-25.qdpx", 25_000), bare = Written(place, "interviews-6.qde", 6_000);
        var series = Series.Alternate(Rounds, [.. from file in (string[])[packed, bare] from how in (string[])["read", "load"] select (Name(file, how), (Func<Measured>)(() => Measured.Run(self, "one-project", how, file)))]);
        var report = new Report("Qualitative projects of 100 MB", place.Date, $"eng/bench projects --date {place.Date}", compared: false);
        report.Line($"{Interviews} interviews, {Interviews * Passages} codings on {Interviews * Passages} passages. `read`: the three tables codes, interviews and codings, with texts, quotes and all checks, and nothing kept. `load`: into an empty store in the file's folder, DuckDB's memory included.").Line();
        report.Table(series).Line($"Rows: {series[0].Runs[0].Output.Trim()} each.").Line();
        bool met = true;
        foreach (var one in series.Where(one => one.Name.StartsWith("read", StringComparison.Ordinal))) met &= report.Demand(one.Peak < MostMegabytes, $"{one.Name}: {one.Peak:F0} MB (under {MostMegabytes})");
        met &= report.Demand(series.Select(one => one.Runs[0].Output).Distinct().Count() == 1, $"the same rows everywhere");
        report.Write(place.Own("projects", "RESULTS.md"));
        return met ? 0 : 1;
    }

    /// <summary>Reads or loads one file in this process; prints the number of rows.</summary>
    public static async Task<int> OneAsync(string how, string file)
    {
        string folder = Directory.CreateTempSubdirectory("copro-projects-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "study.yaml"), Study(Path.GetRelativePath(folder, file)));
            var plan = StudyFolder.Read(folder);
            long rows = how == "read" ? await ReadAsync(plan) : await LoadAsync(plan, Path.Combine(folder, "store"));
            Console.WriteLine(rows.ToString(CultureInfo.InvariantCulture));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<long> ReadAsync(StudyPlan plan)
    {
        long rows = 0;
        foreach (var source in plan.Sources)
            await foreach (var block in SourceReader.Open(source, plan.Folder, DataSchema.Table(source.Table), ParentKeys.None, []).Blocks) rows += block.Accepted.Rows;
        return rows;
    }

    private static async Task<long> LoadAsync(StudyPlan plan, string folder)
    {
        await using var store = await DuckDbStudyStore.OpenAsync(folder);
        return (await Loading.LoadAsync(plan, store, null, CancellationToken.None)).Accepted;
    }

    private static string Study(string file) => $$"""
        study: projects
        title: { zh: 大项目, en: A large project }
        sources:
          codes: { file: {{file}} }
          interviews: { file: {{file}}, constants: { role: resident, community: "-", source_kind: interview } }
          codings: { file: {{file}} }
        """;

    private static string Name(string file, string how) => string.Create(CultureInfo.InvariantCulture, $"{how} {Path.GetExtension(file)} of {new FileInfo(file).Length / 1e6:F0} MB");

    /// <summary>A project of interviews of so many characters, made once.</summary>
    private static string Written(Place place, string name, int characters)
    {
        string path = Path.Combine(place.Work, name);
        if (!File.Exists(path)) QualitativeFile.Write(Project(characters), path);
        return path;
    }

    private static QualitativeProject Project(int characters)
    {
        var random = new Random(20261129);
        ImmutableArray<QualitativeCode> codes = [.. Enumerable.Range(0, 200).Select(n => new QualitativeCode(Identity("code", n), $"代码 {n}", "", n % 10 == 0 ? null : Identity("code", n / 10 * 10)))];
        ImmutableArray<QualitativeCoder> coders = [.. Enumerable.Range(1, 3).Select(n => new QualitativeCoder(Identity("coder", n), $"coder-{n}"))];
        return new QualitativeProject("大项目", "", QualitativeDialect.Other) { Coders = coders, Codes = CodePaths.Of(codes), Sources = [.. Enumerable.Range(0, Interviews).Select(n => Source(n, characters, codes, coders, random))] };
    }

    private static QualitativeSource Source(int number, int characters, ImmutableArray<QualitativeCode> codes, ImmutableArray<QualitativeCoder> coders, Random random)
    {
        var guid = Identity("source", number);
        string content = string.Create(characters, random, (text, drawn) =>
        {
            for (int i = 0; i < text.Length; i++) text[i] = i % 60 == 59 ? '\n' : (char)('一' + (int)(3000 * Math.Pow(drawn.NextDouble(), 2)));
        });
        var selections = Enumerable.Range(0, Passages).Select(n => Selection(number * Passages + n, characters, codes, coders, random));
        return new QualitativeSource(guid, string.Create(CultureInfo.InvariantCulture, $"2018{number:D4}.docx"), QualitativeMedium.Text) { Texts = [new QualitativeText(guid, "") { Content = content, Selections = [.. selections] }] };
    }

    private static QualitativeSelection Selection(int number, int characters, ImmutableArray<QualitativeCode> codes, ImmutableArray<QualitativeCoder> coders, Random random)
    {
        int start = random.Next(characters - 200);
        return new QualitativeSelection(Identity("selection", number), "", new TextPlace(new TextSpan(start, start + random.Next(20, 200))))
        {
            Codings = [new QualitativeCoding(Identity("coding", number), codes[random.Next(codes.Length)].Guid) { Coder = coders[random.Next(coders.Length)].Guid }],
        };
    }

    private static Guid Identity(string kind, int number) => StableGuid.Of(kind, number.ToString(CultureInfo.InvariantCulture));
}
