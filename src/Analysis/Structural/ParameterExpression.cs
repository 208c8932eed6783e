namespace CoProduction.Analysis;

/// <summary>An expression over labels: numbers, labels, + - * / ^ and exp, log, sqrt, abs.</summary>
internal abstract record ParameterExpression
{
    /// <summary>The value, with labels looked up.</summary>
    internal abstract double Of(Func<string, double> label);

    /// <summary>The labels named, in order.</summary>
    internal abstract IEnumerable<LabelExpression> Labels { get; }

    internal static ParameterExpression Less(ParameterExpression left, ParameterExpression right) => new OperationExpression("-", left, right);
}

/// <summary>A number.</summary>
internal sealed record NumberLiteral(double Value) : ParameterExpression
{
    internal override double Of(Func<string, double> label) => Value;

    internal override IEnumerable<LabelExpression> Labels => [];
}

/// <summary>The value of a label.</summary>
internal sealed record LabelExpression(string Name, int Line, int Column) : ParameterExpression
{
    internal override double Of(Func<string, double> label) => label(Name);

    internal override IEnumerable<LabelExpression> Labels => [this];
}

/// <summary>An operation of two expressions.</summary>
internal sealed record OperationExpression(string Operator, ParameterExpression Left, ParameterExpression Right) : ParameterExpression
{
    internal override double Of(Func<string, double> label)
    {
        double left = Left.Of(label), right = Right.Of(label);
        return Operator switch { "+" => left + right, "-" => left - right, "*" => left * right, "/" => left / right, _ => Math.Pow(left, right) };
    }

    internal override IEnumerable<LabelExpression> Labels => Left.Labels.Concat(Right.Labels);
}

/// <summary>A function of an expression.</summary>
internal sealed record CallOfParameter(string Function, ParameterExpression Argument) : ParameterExpression
{
    internal static readonly string[] Known = ["exp", "log", "sqrt", "abs"];

    internal override double Of(Func<string, double> label)
    {
        double value = Argument.Of(label);
        return Function switch { "exp" => Math.Exp(value), "log" => Math.Log(value), "sqrt" => Math.Sqrt(value), _ => Math.Abs(value) };
    }

    internal override IEnumerable<LabelExpression> Labels => Argument.Labels;
}
