using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Reads an expression over labels, with R's precedence: ^ binds closest and to the right, then the sign, then * and /, then + and -.</summary>
internal static class ExpressionReader
{
    internal static ParameterExpression Read(TokenCursor cursor)
    {
        var left = Product(cursor);
        while (cursor.Now.Is("+") || cursor.Now.Is("-"))
        {
            string found = cursor.Now.Text;
            cursor.Skip();
            left = new OperationExpression(found, left, Product(cursor));
        }
        return left;
    }

    private static ParameterExpression Product(TokenCursor cursor)
    {
        var left = Signed(cursor);
        while (cursor.Now.Is("*") || cursor.Now.Is("/"))
        {
            string found = cursor.Now.Text;
            cursor.Skip();
            left = new OperationExpression(found, left, Signed(cursor));
        }
        return left;
    }

    private static ParameterExpression Signed(TokenCursor cursor) => cursor.Take("-") ? new OperationExpression("-", new NumberLiteral(0), Signed(cursor)) : cursor.Take("+") ? Signed(cursor) : Power(cursor);

    private static ParameterExpression Power(TokenCursor cursor)
    {
        var left = Atom(cursor);
        return cursor.Take("^") ? new OperationExpression("^", left, Signed(cursor)) : left;
    }

    private static ParameterExpression Atom(TokenCursor cursor)
    {
        var found = cursor.Now;
        if (cursor.Take("(")) return Closed(cursor);
        if (found.Kind == ModelTokenKind.Number && double.TryParse(found.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            cursor.Skip();
            return new NumberLiteral(value);
        }
        if (found.Kind != ModelTokenKind.Name) throw cursor.Wrong("a label, a number or (");
        cursor.Skip();
        if (!cursor.Now.Is("(")) return new LabelExpression(found.Text, found.Line, found.Column);
        if (!CallOfParameter.Known.Contains(found.Text)) throw new StudyException(StructuralFaults.Unexpected(found.Line, found.Column, found.Text, "a label, or one of the functions exp, log, sqrt, abs"));
        cursor.Skip();
        return new CallOfParameter(found.Text, Closed(cursor));
    }

    private static ParameterExpression Closed(TokenCursor cursor)
    {
        var inside = Read(cursor);
        cursor.Expect(")");
        return inside;
    }
}
