namespace CoProduction.Analysis;

/// <summary>
/// A circulation of whole numbers with bounds on its arcs. Its matrix is totally unimodular, so an arc takes one value in every circulation within the bounds
/// exactly when no residual cycle runs through it (Ford and Fulkerson 1962, ch. II).
/// </summary>
internal sealed class Circulation(int nodes)
{
    private readonly List<Arc> _arcs = [];
    private readonly List<int>[] _at = [.. Enumerable.Range(0, nodes).Select(_ => new List<int>())];

    /// <summary>Adds an arc with its present flow and bounds; returns its number.</summary>
    public int Add(int from, int to, long flow, long low, long high)
    {
        _arcs.Add(new Arc(from, to, flow > low, flow < high));
        _at[from].Add(_arcs.Count - 1);
        _at[to].Add(_arcs.Count - 1);
        return _arcs.Count - 1;
    }

    /// <summary>True when no other value of the arc is possible.</summary>
    public bool IsFixed(int arc)
    {
        var (from, to, canFall, canRise) = _arcs[arc];
        return !(canRise && Reaches(to, from, arc)) && !(canFall && Reaches(from, to, arc));
    }

    private bool Reaches(int start, int goal, int without)
    {
        var seen = new bool[_at.Length];
        var open = new Queue<int>([start]);
        seen[start] = true;
        while (open.TryDequeue(out int node))
        {
            if (node == goal) return true;
            foreach (int next in _at[node].Where(arc => arc != without).Select(arc => Next(_arcs[arc], node)).Where(next => next >= 0 && !seen[next]))
            {
                seen[next] = true;
                open.Enqueue(next);
            }
        }
        return false;
    }

    /// <summary>The node that a unit of flow can be moved to from a node along an arc; -1 when it cannot.</summary>
    private static int Next(Arc arc, int node) =>
        arc.From == node && arc.CanRise ? arc.To : arc.To == node && arc.CanFall ? arc.From : -1;

    private readonly record struct Arc(int From, int To, bool CanFall, bool CanRise);
}
