namespace CoProduction.Workbench.Board;

/// <summary>What a step of opening a board has read is many times what it leaves, and of no use to the next: given back, a server's memory is that of its largest step and not that of all.</summary>
internal sealed class Leftovers
{
    private const long WorthGivingBack = 32 << 20;
    private long _before = GC.GetTotalAllocatedBytes();

    /// <summary>Gives memory back to the system where much was used since the last time.</summary>
    public void GiveBack()
    {
        if (GC.GetTotalAllocatedBytes() - _before > WorthGivingBack) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _before = GC.GetTotalAllocatedBytes();
    }
}
