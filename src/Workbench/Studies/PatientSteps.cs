using System.Diagnostics;

namespace CoProduction.Workbench;

/// <summary>Steps as lines on the error stream, once the work has taken two seconds.</summary>
internal sealed class PatientSteps : IProgress<WorkStep>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly long _start = Stopwatch.GetTimestamp();

    public void Report(WorkStep value)
    {
        if (Stopwatch.GetElapsedTime(_start) >= Patience) Console.Error.WriteLine($"[{value.Index}/{value.Of}] {value.What.En}");
    }
}
