namespace CoProduction.Analysis;

/// <summary>Integrals of smooth functions by Gauss and Legendre's rule of eight points on equal panels.</summary>
internal static class GaussPanels
{
    private static readonly int[] Sides = [-1, 1];

    // Positive nodes and weights; DLMF 3.5(v).
    private static readonly double[] Nodes = [0.1834346424956498049394761, 0.5255324099163289858177390, 0.7966664774136267395915539, 0.9602898564975362316835609];
    private static readonly double[] Weights = [0.3626837833783619829651504, 0.3137066458778872873379622, 0.2223810344533744705443560, 0.1012285362903762591525314];

    /// <summary>∫ f from low to high; negative where high is below low.</summary>
    internal static double Integral(Func<double, double> f, double low, double high, int panels)
    {
        double width = (high - low) / panels, sum = 0;
        for (int panel = 0; panel < panels; panel++)
            for (int node = 0; node < Nodes.Length; node++)
                foreach (int side in Sides) sum += Weights[node] * f(low + width * (panel + (1 + side * Nodes[node]) / 2));
        return sum * width / 2;
    }
}
