using System.Collections.Concurrent;

namespace CoProduction.Ingest;

/// <summary>Runs sequences ahead of their consumer, each on a thread of its own, by a few elements.</summary>
internal static class Prefetched
{
    private const int Ahead = 3;

    /// <summary>The elements of all sequences in turn: the first of each, the second of each, and so on, whichever thread is faster. What a sequence throws is thrown here.</summary>
    public static IEnumerable<T> Of<T>(params Func<CancellationToken, IEnumerable<T>>[] sources)
    {
        using var stop = new CancellationTokenSource();
        var lanes = Array.ConvertAll(sources, source => new Lane<T>(source, stop.Token));
        try
        {
            for (var open = new List<Lane<T>>(lanes); open.Count > 0; open.RemoveAll(lane => lane.Ended))
                foreach (var lane in open)
                    if (lane.TryTake(out var element)) yield return element;
        }
        finally
        {
            stop.Cancel();
            foreach (var lane in lanes) lane.Dispose();
        }
    }

    private sealed class Lane<T> : IDisposable
    {
        private readonly BlockingCollection<T> _queue = new(Ahead);
        private readonly Task _task;

        // A thread of its own: the pool starts with as many as there are processors, and a lane that waits for one holds up all.
        public Lane(Func<CancellationToken, IEnumerable<T>> source, CancellationToken stop) =>
            _task = Task.Factory.StartNew(() => Fill(source, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        public bool Ended { get; private set; }

        public bool TryTake(out T element)
        {
            if (_queue.TryTake(out element!, Timeout.Infinite)) return true;
            _task.GetAwaiter().GetResult();
            Ended = true;
            return false;
        }

        public void Dispose()
        {
            Task.WaitAny(_task);
            _queue.Dispose();
        }

        private void Fill(Func<CancellationToken, IEnumerable<T>> source, CancellationToken stop)
        {
            try
            {
                foreach (var element in source(stop)) _queue.Add(element, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The consumer left early: nobody waits for the rest.
            }
            finally
            {
                _queue.CompleteAdding();
            }
        }
    }
}
