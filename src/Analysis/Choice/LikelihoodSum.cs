namespace CoProduction.Analysis;

/// <summary>Log-likelihood of all rows with its derivatives.</summary>
/// <param name="Value">Its value; -∞ where a row is impossible.</param>
/// <param name="Slope">P first derivatives.</param>
/// <param name="Information">P × P second derivatives, the sign turned.</param>
internal sealed record LikelihoodSum(double Value, double[] Slope, double[] Information)
{
    internal static LikelihoodSum Of(ResponseCurve curve, IndexMap map, ChoiceSource source, double[] theta, bool expected = false)
    {
        int p = map.Parameters;
        double value = 0, rest = 0;
        double[] slope = new double[p], information = new double[p * p], u = new double[map.Count];
        var derivatives = new RowDerivatives(map.Count);
        source.Each((row, offset, outcome, weight) =>
        {
            if (double.IsNegativeInfinity(value)) return;
            map.Indices(row, offset, theta, u);
            double log = curve.Likelihood(u, outcome, derivatives, expected);
            if (!double.IsFinite(log))
            {
                value = double.NegativeInfinity;
                return;
            }
            // Kahan's compensation: the last digits tell a step up from a step down.
            double term = weight * log - rest, sum = value + term;
            (rest, value) = (sum - value - term, sum);
            map.AddSlope(row, derivatives.First, derivatives.Slope, weight, slope);
            map.AddCurvature(row, derivatives.First, derivatives.Count, derivatives.Curvature, weight, information);
        });
        for (int i = 0; i < p; i++)
            for (int j = 0; j < i; j++) information[j * p + i] = information[i * p + j];
        return new LikelihoodSum(value, slope, information);
    }
}
