using System.Runtime;

namespace CoProduction.Notebook.Running;

/// <summary>How a cell's thread ended.</summary>
internal enum CellEnd
{
    /// <summary>By itself.</summary>
    Done,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>It was told to stop and goes on: code outside .NET, which cannot be stopped. The thread is left behind; the process should end.</summary>
    Stuck,
}

/// <summary>Runs a cell on a thread of its own, which can be stopped at any instruction while the process, and what earlier cells made, lives on.</summary>
internal static class CellThread
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2), Beat = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs the work.</summary>
    /// <param name="work">The cell.</param>
    /// <param name="stop">Stops it.</param>
    public static CellEnd Run(Action work, CancellationToken stop)
    {
        System.Runtime.ExceptionServices.ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() => thrown = Caught(work, stop)) { IsBackground = true, Name = "cell" };
        thread.Start();
        while (!thread.Join(Beat))
            if (stop.IsCancellationRequested && !Stopped(thread)) return CellEnd.Stuck;
        if (thrown is null) return CellEnd.Done;
        if (!stop.IsCancellationRequested) thrown.Throw();
        return CellEnd.Stopped;
    }

    // ControlledExecution is the runtime's way to stop code that does not cooperate, made for hosts like this one; what a stopped cell leaves half-done is the cell's own.
    private static System.Runtime.ExceptionServices.ExceptionDispatchInfo? Caught(Action work, CancellationToken stop)
    {
        try
        {
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(work, stop);
#pragma warning restore SYSLIB0046
            return null;
        }
        catch (Exception error)
        {
            return System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(error);
        }
    }

    // A thread that sleeps or waits is woken as well.
    private static bool Stopped(Thread thread)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Beat)
        {
            thread.Interrupt();
            if (thread.Join(Beat)) return true;
        }
        return false;
    }
}
