using CoProduction.Workbench;

namespace CoProduction.Tests;

/// <summary>The audit log: lines are added, whole, in order, and a line changed or taken away shows.</summary>
public sealed class AuditLogTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private string File => _scratch[AuditLog.FileName];

    [Fact]
    public void WhatIsAppendedIsReadBackInOrder()
    {
        var log = Log();
        log.Append(AuditEvent.SignedIn, "李", "password");
        log.Append(AuditEvent.Exported, "", "/download/a.csv?subdistrict=\"街道\"\n");
        var reading = Log().Read();
        Assert.Empty(reading.Broken);
        Assert.Equal([(AuditEvent.SignedIn, "李", "password"), (AuditEvent.Exported, "", "/download/a.csv?subdistrict=\"街道\"\n")], reading.Entries.Select(entry => (entry.Event, entry.Who, entry.What)));
        Assert.Equal(2, System.IO.File.ReadAllLines(File).Length);
    }

    [Fact]
    public void ALogThatIsNotThereIsEmpty() => Assert.Empty(Log().Read().Entries);

    [Theory]
    [InlineData("changed", 3)]
    [InlineData("taken away", 2)]
    [InlineData("put in", 3)]
    [InlineData("torn", 4)]
    public void ALineThatWasTouchedShows(string how, int line)
    {
        var log = Log();
        for (int i = 0; i < 4; i++) log.Append(AuditEvent.Exported, "li", $"table {i}");
        var lines = System.IO.File.ReadAllLines(File).ToList();
        if (how == "changed") lines[1] = lines[1].Replace("table 1", "table 9", StringComparison.Ordinal);
        else if (how == "taken away") lines.RemoveAt(1);
        else if (how == "put in") lines.Insert(2, lines[1]);
        else lines[3] = lines[3][..20];
        System.IO.File.WriteAllText(File, string.Join('\n', lines) + "\n");
        Assert.Contains(line, Log().Read().Broken);
        log.Append(AuditEvent.SignedOut, "li", "");
        Assert.Equal(AuditEvent.SignedOut, Log().Read().Entries[^1].Event);
    }

    [Fact]
    public async Task WritersTakeTurns()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (int i = 0; i < 25; i++) Log().Append(AuditEvent.Exported, $"{writer}", $"{i}");
        })));
        var reading = Log().Read();
        Assert.Empty(reading.Broken);
        Assert.Equal(200, reading.Entries.Length);
        Assert.All(reading.Entries.GroupBy(entry => entry.Who), of => Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{i}"), of.Select(entry => entry.What)));
    }

    [Fact]
    public async Task ARunRecordsWhatItLoadedAndTheRulesOnce()
    {
        using var study = new SmallStudy();
        await study.RunAsync();
        var first = AuditLog.Of(study.Plan).Read().Entries;
        Assert.Equal(6, first.Count(entry => entry.Event == AuditEvent.Loaded));
        Assert.Single(first, entry => entry.Event == AuditEvent.RulesChanged);
        await study.RunAsync();
        Assert.Equal(first.Length, AuditLog.Of(study.Plan).Read().Entries.Length);
        study.Write(SmallStudy.Fund2019, SmallStudy.Fund(2019, "A", "B", "C"));
        study.Write("study.yaml", System.IO.File.ReadAllText(study["study.yaml"]) + "rules: [ committee-cap ]\n");
        await study.RunAsync();
        var added = AuditLog.Of(study.Plan).Read().Entries[first.Length..];
        Assert.Contains(added, entry => entry.Event == AuditEvent.Loaded && entry.What.StartsWith("fund-2019 ", StringComparison.Ordinal));
        string rules = Assert.Single(added, entry => entry.Event == AuditEvent.RulesChanged).What;
        var cap = DataSchema.Rules("district-x").Shares.Single(rule => rule.Id == "committee-cap");
        Assert.Contains(FormattableString.Invariant($"committee-cap ({cap.Title.Zh} / {cap.Title.En}: ≤ {cap.Threshold * 100:0.0##}%, version {cap.Version})"), rules, StringComparison.Ordinal);
        Assert.DoesNotContain(" → ", rules, StringComparison.Ordinal);
        Assert.Contains(" → ", Assert.Single(first, entry => entry.Event == AuditEvent.RulesChanged).What, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private AuditLog Log() => new(_scratch.Folder, TimeProvider.System);
}
