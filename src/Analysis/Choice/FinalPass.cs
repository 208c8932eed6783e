using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The last pass over the rows, or over a ledger of them, once the parameters are known: scores by unit, marginal effects, and what the variables look like.</summary>
internal sealed class FinalPass
{
    private readonly ChoiceReduction _rows;

    private FinalPass(ChoiceReduction rows, ChoiceEstimate estimate)
    {
        _rows = rows;
        var spec = rows.Spec;
        if (spec.ErrorsUsed != ChoiceErrors.Classical) Scores = new ScoreSums(rows, estimate);
        if (spec.Margins) Margins = new MarginSums(rows.Plan, estimate);
        if (spec.At is not null || !spec.Predicted.IsEmpty) Profile = new VariableProfile(rows.Plan.Design);
    }

    internal ScoreSums? Scores { get; }

    internal MarginSums? Margins { get; }

    internal VariableProfile? Profile { get; }

    /// <summary>The units of the sample and the place of each among them; null where no unit is asked for.</summary>
    internal (SampleUnits Units, int[] Place)? Sample { get; private set; }

    internal static FinalPass Of(ChoiceReduction rows, ChoiceEstimate estimate, IEnumerable<Frame> blocks)
    {
        var pass = new FinalPass(rows, estimate);
        if (rows.Ledger is { } ledger) pass.Read(ledger);
        else if (pass.Scores is not null || pass.Margins is not null || pass.Profile is not null) pass.Read(blocks);
        return pass;
    }

    private void Read(RowLedger ledger)
    {
        Scores!.Add(ledger, (RowPatterns)_rows.Source);
        Sample = ledger.Sample;
    }

    private void Read(IEnumerable<Frame> blocks)
    {
        var reader = new ChoiceReader(_rows.Plan, _rows.Keys, units: Scores is { ByRow: false });
        Frame? last = null;
        foreach (var (block, run) in reader.Runs(blocks))
        {
            if (!ReferenceEquals(block, last)) Margins?.Begin(block);
            last = block;
            Scores?.Add(run);
            Margins?.Add(reader.Design, run, reader.Start, reader.Unused);
            Profile?.Add(block, reader.Design, run, reader.Start, reader.Unused);
        }
        Sample = reader.Units?.Finish();
    }
}
