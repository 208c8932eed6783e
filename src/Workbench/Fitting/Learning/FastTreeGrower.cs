using System.Reflection;
using CoProduction.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace CoProduction.Workbench;

/// <summary>Grows boosted trees with Microsoft.ML's FastTree and takes them out as plain values. Its assemblies load when a tree is grown, not before. One thread: the same trees for the same rows and seed.</summary>
internal static class FastTreeGrower
{
    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    /// <summary>Name and version of the learner.</summary>
    internal static string Name => $"Microsoft.ML FastTree {typeof(FastTreeRegressionTrainer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";

    /// <inheritdoc cref="TreeGrower"/>
    internal static TreeForest Grow(double[] rows, double[] outcome, int features, TreesSpec spec)
    {
        var model = Trained(rows, outcome, features, spec);
        var ensemble = model.Model.TrainedTreeEnsemble;
        return new TreeForest([.. ensemble.Trees.Zip(ensemble.TreeWeights, Plain)], ensemble.Bias);
    }

    /// <summary>The learner's own model, whose predictions the plain one must equal.</summary>
    internal static RegressionPredictionTransformer<FastTreeRegressionModelParameters> Trained(double[] rows, double[] outcome, int features, TreesSpec spec)
    {
        var context = new MLContext(Seed(spec));
        var trainer = context.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options
        {
            NumberOfTrees = spec.Count,
            NumberOfLeaves = spec.Leaves,
            MinimumExampleCountPerLeaf = spec.RowsOfLeaf,
            LearningRate = spec.Rate,
            NumberOfThreads = 1,
            Seed = Seed(spec),
            FeatureSelectionSeed = Seed(spec),
        });
        return trainer.Fit(View(context, rows, outcome, features));
    }

    internal static IDataView View(MLContext context, double[] rows, double[] outcome, int features)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        return context.Data.LoadFromEnumerable(outcome.Select((value, at) => new Row { Features = [.. rows.AsSpan(at * features, features).ToArray().Select(one => (float)one)], Label = (float)value }), schema);
    }

    private static int Seed(TreesSpec spec) => (int)((spec.Seed ?? 20220931) % int.MaxValue);

    // FastTree numbers leaves as ~leaf, as we do.
    private static BoostedTree Plain(RegressionTree tree, double weight) => new(
        [.. tree.NumericalSplitFeatureIndexes], [.. tree.NumericalSplitThresholds], [.. tree.LeftChild], [.. tree.RightChild], [.. tree.LeafValues], weight);
}
