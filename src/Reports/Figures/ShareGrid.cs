using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>Shares of parts within wholes, read from a figure's data: classes within years, answers within items.</summary>
/// <param name="Parts">The parts with their labels.</param>
/// <param name="Wholes">The wholes with their labels.</param>
/// <param name="Shares">Share of each (whole, part), 0..1; wholes × parts.</param>
internal sealed record ShareGrid(
    ImmutableArray<(string Key, Label Label)> Parts, ImmutableArray<(string Key, Label Label)> Wholes, ImmutableArray<ImmutableArray<Drawn>> Shares)
{
    private const double Slack = 1e-9;

    /// <summary>Reads the grid from the channels of a figure.</summary>
    /// <exception cref="StudyException">A channel is wrong, a cell stands twice, or a value is no share.</exception>
    public static ShareGrid Of(ReleasedFigure figure, string partChannel, string wholeChannel, string shareChannel)
    {
        int part = figure.Dimension(partChannel), whole = figure.Dimension(wholeChannel), share = figure.Measure(shareChannel);
        var rows = figure.DetailRows();
        var cells = new Dictionary<(string, string), Drawn>();
        foreach (var row in rows)
            if (!cells.TryAdd((row.Key[whole], row.Key[part]), Share(figure, row, share))) throw ReportsFaults.RepeatedCell(figure.Id, string.Join(", ", row.Key));
        ImmutableArray<(string Key, Label Label)> parts = [.. rows.Levels(part)], wholes = [.. rows.Levels(whole)];
        return new(parts, wholes, [.. wholes.Select(w => parts.Select(p => cells.GetValueOrDefault((w.Key, p.Key))).ToImmutableArray())]);
    }

    /// <summary>The grid with wholes and parts in another order.</summary>
    public ShareGrid Ordered(IEnumerable<int> parts, IEnumerable<int> wholes)
    {
        int[] p = [.. parts], w = [.. wholes];
        return new([.. p.Select(i => Parts[i])], [.. w.Select(i => Wholes[i])], [.. w.Select(i => p.Select(j => Shares[i][j]).ToImmutableArray())]);
    }

    /// <summary>True when a value of the grid is withheld.</summary>
    public bool AnyWithheld => Shares.Any(whole => whole.Any(share => share.Withheld));

    private static Drawn Share(ReleasedFigure figure, TableRow row, int share)
    {
        var drawn = Drawn.Of(row.Values[share]);
        return drawn.Number is { } value && !(value >= -Slack && value <= 1 + Slack)
            ? throw ReportsFaults.NotAShare(figure.Id, string.Join(", ", row.Key), value)
            : drawn;
    }
}
