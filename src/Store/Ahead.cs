using System.Collections.Concurrent;

namespace CoProduction.Store;

/// <summary>Runs a sequence ahead of its consumer on a thread of its own: rows are read while those before them are reduced.</summary>
internal static class Ahead
{
    private const int Elements = 2;

    /// <summary>The same elements in the same order. What the sequence throws is thrown here; when the consumer leaves early the sequence is left too, before this returns.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> source)
    {
        using var queue = new BlockingCollection<T>(Elements);
        using var stop = new CancellationTokenSource();
        // A thread of its own: the pool begins with as many as there are processors, and the consumer holds one.
        var reading = Task.Factory.StartNew(() => Fill(queue, source, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var element in queue.GetConsumingEnumerable()) yield return element;
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny(reading);
        }
    }

    private static void Fill<T>(BlockingCollection<T> queue, IEnumerable<T> source, CancellationToken stop)
    {
        try
        {
            foreach (var element in source) queue.Add(element, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The consumer left early: nobody waits for the rest.
        }
        finally
        {
            queue.CompleteAdding();
        }
    }
}
