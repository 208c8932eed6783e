using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using CoProduction.Reports;
using Microsoft.DotNet.Interactive.Formatting;

namespace CoProduction.Notebook.Running;

/// <summary>Forms of any value: its own where it has them, plain text of a plain value, a table of rows, and for the rest what the Formatting package makes of it.</summary>
internal static class Shown
{
    private const int MostRows = 100;

    /// <summary>The forms of a value; null for nothing to show.</summary>
    public static MimeBundle? Of(object? value, Language language) => value switch
    {
        null => null,
        MimeBundle bundle => bundle,
        IShown shown => shown.Show(language),
        string text => MimeBundle.Of(text),
        Enum named => MimeBundle.Of(named.ToString()),
        IFormattable plain when value.GetType() is { IsPrimitive: true } or { Namespace: "System", IsValueType: true, IsGenericType: false } => MimeBundle.Of(plain.ToString(null, CultureInfo.InvariantCulture)),
        bool or char => MimeBundle.Of(value.ToString()!),
        StudyException wrong => MimeBundle.Of(wrong.Fault.ToString()),
        Exception wrong => MimeBundle.Of($"{wrong.GetType().Name}: {wrong.Message}"),
        IEnumerable rows when Columns(rows) is { Length: > 0 } columns => Table(rows, columns, language),
        _ => Plain(value).With(MimeBundle.Html, Unstyled(value.ToDisplayString(HtmlFormatter.MimeType))),
    };

    private static MimeBundle Plain(object value) => MimeBundle.Of(value.ToDisplayString(PlainTextFormatter.MimeType).TrimEnd());

    // The package appends a style sheet that would restyle every table of the page.
    private static string Unstyled(string html) => html.IndexOf("<style>", StringComparison.Ordinal) is var at and >= 0 ? html[..at] : html;

    // Rows are objects of one type with properties, as a query gives them; not texts, numbers, pairs or tuples.
    private static PropertyInfo[] Columns(IEnumerable rows)
    {
        var element = rows.GetType().GetInterfaces().Append(rows.GetType()).FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
        return element is null || element == typeof(object) || element == typeof(string) || element.IsPrimitive || element.Namespace is "System" or "System.Collections.Generic" || typeof(IEnumerable).IsAssignableFrom(element) || typeof(IShown).IsAssignableFrom(element) ? []
            : [.. element.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)];
    }

    private static MimeBundle Table(IEnumerable rows, PropertyInfo[] columns, Language language)
    {
        var cells = rows.Cast<object?>().Take(MostRows + 1).Select(row => columns.Select(column => Text(row is null ? null : column.GetValue(row))).ToArray()).ToList();
        string notice = cells.Count <= MostRows ? "" : new Label($"仅显示前 {MostRows} 行", $"first {MostRows} rows").In(language);
        var shown = cells.Take(MostRows).ToList();
        string head = string.Concat(columns.Select(column => $"<th>{Escaped(column.Name)}</th>")), body = string.Concat(shown.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{Escaped(cell)}</td>"))}</tr>"));
        string plain = string.Join('\n', shown.Select(row => string.Join('\t', row)).Prepend(string.Join('\t', columns.Select(column => column.Name))).Concat(notice.Length > 0 ? [notice] : []));
        return MimeBundle.Of(plain).With(MimeBundle.Html, $"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{(notice.Length > 0 ? $"<p>{notice}</p>" : "")}");
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
