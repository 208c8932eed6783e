using CoProduction.Store;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Tests;

/// <summary>The demo, loaded once, with its board, and with the board of the same data under a minimum that withholds much.</summary>
public sealed class LoadedBoard : IAsyncLifetime
{
    private readonly Scratch _scratch = new();

    /// <summary>Communities have 25 respondents a survey: at this minimum none of them may be shown, and many groups may not.</summary>
    public const int Strict = 40;

    /// <summary>The study.</summary>
    internal StudyPlan Plan { get; private set; } = null!;

    /// <summary>Its board.</summary>
    internal StudyBoard Board { get; private set; } = null!;

    /// <summary>The board under <see cref="Strict"/>.</summary>
    internal StudyBoard StrictBoard { get; private set; } = null!;

    /// <summary>What the report of the same data shows.</summary>
    internal ReleasedStudy Report { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string from = Path.Combine(RealFiles.Root, "examples", "district-x");
        foreach (string file in Directory.EnumerateFiles(from)) File.Copy(file, _scratch[Path.GetFileName(file)]);
        Plan = StudyFolder.Read(_scratch.Folder);
        await using var store = await StudyStores.OpenAsync(Plan);
        var load = await Loading.LoadAsync(Plan, store, null, CancellationToken.None);
        Report = await Running.ReleaseAsync(Plan, store, load, null, CancellationToken.None);
        Board = await StudyBoard.OpenAsync(Plan, null, CancellationToken.None);
        StrictBoard = await StudyBoard.OpenAsync(Plan with { Models = [], Privacy = new PrivacyPlan(Strict, 1) }, null, CancellationToken.None);
    }

    /// <summary>The store of the demo.</summary>
    internal Task<IStudyStore> StoreAsync() => StudyStores.OpenAsync(Plan);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Tests that read the demo's board; it is opened once for them all.</summary>
[CollectionDefinition(nameof(BoardTests))]
public sealed class BoardTests : ICollectionFixture<LoadedBoard>;
