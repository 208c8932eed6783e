[assembly: AssemblyFixture(typeof(CoProduction.Tests.LastOfAll))]

namespace CoProduction.Tests;

/// <summary>
/// Removes the temporary files when the last test of an assembly has ended, and not when its process ends: xunit gives a process ten seconds for that and fails it then, and a slow disk needs longer.
/// </summary>
internal sealed class LastOfAll : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => TemporaryFiles.Leave();
}
