namespace CoProduction.Workbench;

/// <summary>Records what a load changed: the sources that were read, and the rules that the study is judged by when they are others than before.</summary>
public static class LoadAudit
{
    /// <summary>Records a load.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="load">What was loaded.</param>
    /// <exception cref="IOException">The record cannot be written.</exception>
    public static void Keep(StudyPlan plan, LoadReport load)
    {
        Directory.CreateDirectory(StudyFolder.Kept(plan));
        var audit = AuditLog.Of(plan);
        foreach (var loaded in load.Receipts.Where(receipt => !receipt.Skipped).Select(receipt => receipt.Loaded))
            audit.Append(AuditEvent.Loaded, Environment.UserName, FormattableString.Invariant($"{loaded.Source} {loaded.Stamp.File} sha256 {loaded.Stamp.Sha256} accepted {loaded.Stamp.Accepted} rejected {loaded.Stamp.Rejected}"));
        string rules = Rules(plan);
        if (audit.Read().Entries.LastOrDefault(entry => entry.Event == AuditEvent.RulesChanged)?.What != rules) audit.Append(AuditEvent.RulesChanged, Environment.UserName, rules);
    }

    /// <summary>The rules in words, so that a changed limit stands in the log, and the release that holds their texts.</summary>
    private static string Rules(StudyPlan plan)
    {
        var rules = DataSchema.Rules(plan.Place);
        return $"release {Release.Version}, place '{plan.Place}': {string.Join("; ", RuleWords.Of(plan.Rules.IsEmpty ? rules : rules.Only(plan.Rules)))}";
    }
}
