using System.Diagnostics;
using System.Globalization;

namespace CoProduction.Benchmarks;

/// <summary>One run of a program, from its start to its end.</summary>
/// <param name="Seconds">Wall-clock time.</param>
/// <param name="PeakMegabytes">Largest resident set, by the kernel's account; not a number where GNU time is absent.</param>
/// <param name="Output">What it printed.</param>
internal sealed record Measured(double Seconds, double PeakMegabytes, string Output)
{
    private const string Time = "/usr/bin/time";

    /// <summary>Runs a program and waits for it.</summary>
    /// <exception cref="InvalidOperationException">It failed; carries what it said.</exception>
    public static Measured Run(string program, params string[] arguments) => RunIn(Environment.CurrentDirectory, program, arguments);

    /// <summary>Runs a program in a folder and waits for it.</summary>
    /// <exception cref="InvalidOperationException">It failed; carries what it said.</exception>
    public static Measured RunIn(string folder, string program, params string[] arguments)
    {
        string account = Path.GetTempFileName();
        bool timed = File.Exists(Time);
        var start = timed ? new ProcessStartInfo(Time, ["-o", account, "-f", "%M", program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var complaint = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = clock.Elapsed.TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {complaint.Result}");
        return new Measured(seconds, timed ? Peak(account) : double.NaN, output);
    }

    private static double Peak(string account)
    {
        double peak = double.Parse(File.ReadAllLines(account)[^1], CultureInfo.InvariantCulture) / 1024;
        File.Delete(account);
        return peak;
    }
}

/// <summary>Repeated runs of one program.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Runs">The runs, in order.</param>
internal sealed record Series(string Name, IReadOnlyList<Measured> Runs)
{
    /// <summary>Median wall-clock time, s.</summary>
    public double Median => Runs.Select(run => run.Seconds).Order().ElementAt(Runs.Count / 2);

    /// <summary>Shortest wall-clock time, s.</summary>
    public double Best => Runs.Min(run => run.Seconds);

    /// <summary>Largest resident set of any run, MB.</summary>
    public double Peak => Runs.Max(run => run.PeakMegabytes);

    /// <summary>Runs programs in turn, so that a busy minute of the machine falls on all of them; one unmeasured round first.</summary>
    public static IReadOnlyList<Series> Alternate(int rounds, params (string Name, Func<Measured> Run)[] programs)
    {
        foreach (var (_, run) in programs) run();
        var runs = programs.Select(_ => new List<Measured>()).ToList();
        for (int round = 0; round < rounds; round++)
            for (int i = 0; i < programs.Length; i++) runs[i].Add(programs[i].Run());
        return [.. programs.Select((program, i) => new Series(program.Name, runs[i]))];
    }
}
