using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Benchmarks;

/// <summary>By how much an estimate misses the truth over studies, and how often its interval holds it.</summary>
internal sealed class MissedBy
{
    /// <summary>Bounds of the demanded share of intervals.</summary>
    public const double Least = 0.93, Most = 0.97;

    /// <summary>Monte Carlo errors that a bias may have.</summary>
    public const double MostErrors = 2;

    private double _sum, _squares;
    private int _held, _studies;

    /// <summary>Mean of the misses.</summary>
    public double Bias => _sum / _studies;

    /// <summary>Bias in Monte Carlo errors of the mean.</summary>
    public double Errors => Bias / Math.Sqrt((_squares / _studies - Bias * Bias) / (_studies - 1));

    /// <summary>Share of the intervals that hold the truth.</summary>
    public double Share => (double)_held / _studies;

    /// <summary>True when the share is within the demand.</summary>
    public bool Covers => Share is >= Least and <= Most;

    /// <summary>True when bias and share are within the demand.</summary>
    public bool Met => Math.Abs(Errors) <= MostErrors && Covers;

    /// <summary>Two cells of a table: bias and share, in bold when outside.</summary>
    public string Cells => $"{Shown(Errors, "F1", Math.Abs(Errors) <= MostErrors)} | {Shown(Share, "F3", Covers)}";

    /// <summary>Counts the fit of one study.</summary>
    public void Add(TidyRow row, double truth)
    {
        double miss = row.Estimate!.Value - truth;
        (_sum, _squares, _studies) = (_sum + miss, _squares + miss * miss, _studies + 1);
        if (row.ConfLow <= truth && truth <= row.ConfHigh) _held++;
    }

    private static string Shown(double value, string format, bool within) => value.ToString(format, CultureInfo.InvariantCulture) is var text && within ? text : $"**{text}**";
}
