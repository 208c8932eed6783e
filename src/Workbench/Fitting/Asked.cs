namespace CoProduction.Workbench;

/// <summary>Tells the faults of what was asked (a formula, a name, a combination: exit code 2) from those of a file's values (exit code 3).</summary>
internal static class Asked
{
    private sealed class ValueException(StudyException found) : StudyException(found.Fault, found);

    /// <exception cref="UsageException">The work failed with a fault of what was asked.</exception>
    public static T Of<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StudyException fault) when (IsAsked(fault))
        {
            throw new UsageException(fault.Fault);
        }
    }

    /// <inheritdoc cref="Of{T}"/>
    public static async Task<T> OfAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (StudyException fault) when (IsAsked(fault))
        {
            throw new UsageException(fault.Fault);
        }
    }

    /// <summary>Work on a file's values: its faults stay the file's, unless they are already marked as asked.</summary>
    public static T OfFile<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StudyException fault) when (IsAsked(fault))
        {
            throw new ValueException(fault);
        }
    }

    private static bool IsAsked(StudyException fault) => fault is not (UsageException or ValueException or Ingest.NotNumericException or Ingest.NotUtf8Exception);
}
