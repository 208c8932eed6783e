namespace CoProduction.Analysis;

/// <summary>Log-likelihood of all rows with its derivatives.</summary>
/// <param name="Value">Its value; -∞ where a row is impossible.</param>
/// <param name="Slope">P first derivatives.</param>
/// <param name="Information">P × P second derivatives, the sign turned.</param>
/// <param name="Size">Sum of the weights.</param>
internal sealed record LikelihoodSum(double Value, double[] Slope, double[] Information, double Size)
{
    internal static LikelihoodSum Of(ResponseCurve curve, IndexMap map, ChoiceSource source, double[] theta, bool expected = false)
    {
        var block = new LikelihoodBlock(curve, map, theta, expected);
        source.Each(block.Add);
        return block.Finish();
    }
}
