using System.Globalization;

namespace CoProduction.Tests;

public sealed class SizeTests(ITestOutputHelper output)
{
    private static readonly Rule Files = new(
        $"No file is longer than {Sizes.LongestFile} lines", "a file that is never read to its end hides what it does", "split it by subject; a generated table ends in .g.cs");

    private static readonly Rule Functions = new(
        $"Under {Sizes.ShareOfLongFunctions:P0} of the functions are longer than {Sizes.LongFunction} lines", "the most admired libraries are those with the shortest functions", "name its steps; split logic, not loops");

    [Fact]
    public void No_file_is_too_long() => Files.Holds(Sizes.LongFiles(House.Sources("src", "tests", "benchmarks", "examples", "eng")));

    [Fact]
    public void Few_functions_are_long()
    {
        var sources = House.Sources("src");
        var functions = sources.SelectMany(Sizes.Functions).ToList();
        var lengths = functions.Select(function => function.Lines).ToList();
        var files = sources.Where(file => !file.IsGenerated).Select(file => file.Lines).ToList();
        output.WriteLine($"files: {files.Count}, median {Sizes.Quantile(files, 0.5)}, p90 {Sizes.Quantile(files, 0.9)}, max {files.Max()} lines");
        output.WriteLine($"functions: {lengths.Count}, median {Sizes.Quantile(lengths, 0.5)}, p90 {Sizes.Quantile(lengths, 0.9)}, max {lengths.Max()} lines");
        Functions.Holds(TooMany(functions));
    }

    [Fact]
    public void The_rule_sees_a_long_file_and_spares_a_generated_one()
    {
        string text = string.Concat(Enumerable.Repeat("// line\n", Sizes.LongestFile + 1));
        Assert.Equal(["a.cs: 501 lines"], Sizes.LongFiles([SourceFile.Of("a.cs", text)]));
        Assert.Empty(Sizes.LongFiles([SourceFile.Of("a.g.cs", text), SourceFile.Of("b.cs", text[8..])]));
    }

    [Fact]
    public void The_rule_sees_long_functions()
    {
        string body = string.Concat(Enumerable.Repeat("x++;\n", Sizes.LongFunction));
        var functions = Sizes.Functions(SourceFile.Of("a.cs", $"class A {{ void Long(int x)\n{{ {body} }}\n int Short() => 1; }}")).ToList();
        Assert.Equal([32, 1], functions.Select(function => function.Lines));
        Assert.Equal(["a.cs:1 Long: 32 lines"], TooMany(functions));
        Assert.Empty(TooMany([.. functions, .. Enumerable.Repeat(("b.cs:1 Short", 2), 40)]));
    }

    private static IEnumerable<string> TooMany(List<(string Where, int Lines)> functions)
    {
        var tooLong = functions.Where(function => function.Lines > Sizes.LongFunction).ToList();
        return tooLong.Count < Sizes.ShareOfLongFunctions * functions.Count || tooLong.Count == 0
            ? []
            : tooLong.Select(function => string.Create(CultureInfo.InvariantCulture, $"{function.Where}: {function.Lines} lines"));
    }
}
