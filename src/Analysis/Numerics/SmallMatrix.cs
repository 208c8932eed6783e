namespace CoProduction.Analysis;

/// <summary>Products of small dense matrices, row-major.</summary>
internal static class SmallMatrix
{
    /// <summary>The k × k identity.</summary>
    internal static double[] Identity(int k)
    {
        var identity = new double[k * k];
        for (int i = 0; i < k; i++) identity[i * k + i] = 1;
        return identity;
    }

    /// <summary>A B, with A n × m and B m × p.</summary>
    internal static double[] Times(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m)
    {
        int n = a.Length / m, p = b.Length / m;
        var product = new double[n * p];
        for (int i = 0; i < n; i++)
            for (int l = 0; l < m; l++) Add(product.AsSpan(i * p, p), a[i * m + l], b.Slice(l * p, p));
        return product;
    }

    /// <summary>A'B, with A m × n and B m × p.</summary>
    internal static double[] TransposedTimes(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m)
    {
        int n = a.Length / m, p = b.Length / m;
        var product = new double[n * p];
        for (int l = 0; l < m; l++)
            for (int i = 0; i < n; i++) Add(product.AsSpan(i * p, p), a[l * n + i], b.Slice(l * p, p));
        return product;
    }

    /// <summary>A B', with A n × m and B p × m.</summary>
    internal static double[] TimesTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m)
    {
        int n = a.Length / m, p = b.Length / m;
        var product = new double[n * p];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < p; j++) product[i * p + j] = Dot(a.Slice(i * m, m), b.Slice(j * m, m));
        return product;
    }

    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>x'A y, with A n × m.</summary>
    internal static double Bilinear(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += x[i] * Dot(a.Slice(i * y.Length, y.Length), y);
        return sum;
    }

    /// <summary>tr(A B) of two n × n matrices.</summary>
    internal static double TraceOfProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) sum += a[i * n + j] * b[j * n + i];
        return sum;
    }

    /// <summary>Adds a multiple of one row to another.</summary>
    internal static void Add(Span<double> into, double factor, ReadOnlySpan<double> row)
    {
        for (int j = 0; j < into.Length; j++) into[j] += factor * row[j];
    }
}
