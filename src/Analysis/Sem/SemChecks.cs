namespace CoProduction.Analysis;

/// <summary>What a structural model cannot be asked for.</summary>
internal static class SemChecks
{
    internal static void Check(SemSpec spec, SemStatistics statistics)
    {
        if (!(spec.Level is > 0 and < 1)) throw new StudyException(LinearFaults.BadLevel(spec.Level));
        if (!statistics.Observed.SequenceEqual(spec.Model.Observed)) throw new StudyException(StructuralFaults.OtherVariables(spec.Model.Observed, statistics.Observed));
        foreach (string kind in spec.Equal)
            if (!ParameterLabels.Kinds.Contains(kind)) throw new StudyException(StructuralFaults.UnknownKind(kind, ParameterLabels.Kinds));
        if (spec.Estimator == SemEstimator.Mlm && statistics.ClusterField is not null) throw new StudyException(StructuralFaults.MlmClustered());
        if (statistics.WeightField is not null && spec.Estimator == SemEstimator.Mlm) throw new StudyException(StructuralFaults.WeightsRefused("MLM"));
        if (statistics.WeightField is not null && spec.Draws > 0) throw new StudyException(StructuralFaults.WeightsRefused("a bootstrap"));
        if (spec.Estimator == SemEstimator.Mlm && spec.Missing == SemMissing.Fiml) throw new StudyException(StructuralFaults.MlmMissing());
        if (spec.Draws > 0 && spec.Missing == SemMissing.Fiml) throw new StudyException(StructuralFaults.BootstrapMissing());
        if (spec.Missing == SemMissing.Fiml && spec.MeanStructure == false) throw new StudyException(StructuralFaults.MeansOfFiml());
        if ((spec.Equal.Length > 0 || spec.Freed.Length > 0) && statistics.Groups.Length < 2) throw new StudyException(StructuralFaults.OneGroup(statistics.Groups[0]));
        for (int g = 0; g < statistics.Groups.Length; g++)
            if (statistics.Moments[g].Rows <= statistics.Observed.Length) throw new StudyException(StructuralFaults.FewRows(statistics.Groups[g], statistics.Moments[g].Rows, statistics.Observed.Length));
    }
}
