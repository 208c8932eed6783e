using CoProduction.Web.Telemetry;
using CoProduction.Workbench.Board;

namespace CoProduction.Web.Serving;

/// <summary>
/// The board of the newest whole version. At most once a second a request has the store asked for a newer one; it is opened aside, and takes the other's place in
/// one step. Meanwhile, and when it cannot be opened, the former is shown.
/// </summary>
internal sealed partial class CurrentBoard(StudyPlan plan, WebOptions options, Measures measures, ILogger<CurrentBoard> log) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private volatile StudyBoard? _board;
    private long _asked;

    /// <summary>True when the last look at the store succeeded.</summary>
    public bool IsReady { get; private set; }

    /// <summary>The board to answer a request from.</summary>
    /// <exception cref="StudyException">There is none yet, and the store cannot be read.</exception>
    public async Task<StudyBoard> GetAsync(CancellationToken cancellationToken)
    {
        if (_board is not { } current) return await FirstAsync(cancellationToken);
        if (IsDue()) _ = Task.Run(() => RefreshAsync(current), CancellationToken.None);
        return current;
    }

    /// <summary>Looks at the store now, and takes over what is new.</summary>
    public async Task RefreshAsync(StudyBoard current)
    {
        if (!await _opening.WaitAsync(0)) return;
        try
        {
            if (await StudyBoard.VersionAsync(plan, CancellationToken.None) != current.Version)
            {
                _board = await StudyBoard.OpenAsync(plan, null, CancellationToken.None);
                measures.Switched();
                Switched(log, _board.Version);
            }
            IsReady = true;
        }
        catch (Exception error)
        {
            IsReady = false;
            Kept(log, error.GetType().Name);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _opening.Dispose();

    private async Task<StudyBoard> FirstAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            _board ??= await StudyBoard.OpenAsync(plan, null, CancellationToken.None);
            IsReady = true;
            return _board;
        }
        finally
        {
            _opening.Release();
        }
    }

    private bool IsDue()
    {
        long now = options.Clock.GetTimestamp(), asked = Interlocked.Read(ref _asked);
        return options.Clock.GetElapsedTime(asked, now) >= options.Watch && Interlocked.CompareExchange(ref _asked, now, asked) == asked;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Showing data version {Version}")]
    private static partial void Switched(ILogger log, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store cannot be read just now ({Kind}); the former version is shown")]
    private static partial void Kept(ILogger log, string kind);
}
