using System.Diagnostics;

namespace CoProduction.Workbench;

/// <summary>Rows of long work, told to people: nothing before two seconds have passed, then once a second.</summary>
/// <param name="tell">Given the rows so far.</param>
public sealed class PacedRows(Action<long> tell) : IProgress<long>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2), Pace = TimeSpan.FromSeconds(1);
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private TimeSpan _last;

    /// <inheritdoc/>
    public void Report(long value)
    {
        if (_since.Elapsed < Patience || _since.Elapsed - _last < Pace) return;
        _last = _since.Elapsed;
        tell(value);
    }
}
