using CoProduction.Workbench.Board;

namespace CoProduction.Web.Serving;

/// <summary>The board of the newest whole version; requests keep the one they began with.</summary>
internal sealed class CurrentBoard(StudyPlan plan) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private StudyBoard? _board;

    /// <summary>The board to answer a request from.</summary>
    public async Task<StudyBoard> GetAsync(CancellationToken cancellationToken)
    {
        if (_board is { } current) return current;
        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _board ??= await StudyBoard.OpenAsync(plan, null, cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _opening.Dispose();
}
