using System.Collections.Immutable;
using CoProduction.Reports;

namespace CoProduction.Workbench;

/// <summary>Marks a type that .NET Interactive shows by <see cref="InteractiveFormatting"/>: that host looks for an attribute of this name, so no reference to its packages is needed (dotnet/interactive, <c>docs/formatting.md</c>).</summary>
/// <param name="formatterSourceType">Type with a method <c>CreateTypeFormatters</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; } = [MimeBundle.Html];
}

/// <summary>The formatters of what a study shows, for .NET Interactive.</summary>
internal sealed class InteractiveFormatting
{
    public static IEnumerable<object> CreateTypeFormatters() => [new InteractiveFormatter(MimeBundle.Html), new InteractiveFormatter(MimeBundle.Plain), new InteractiveFormatter(MimeBundle.Markdown)];
}

/// <summary>Writes what is shown in one MIME type; found by the names of its members.</summary>
/// <param name="mimeType">The MIME type.</param>
internal sealed class InteractiveFormatter(string mimeType)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not IShown shown) return false;
        var bundle = shown.Show(ReaderLanguage.Current);
        writer.Write(MimeType == MimeBundle.Html ? Shown.Html(bundle) : bundle.Forms.GetValueOrDefault(MimeType, bundle.ToString()));
        return true;
    }
}

/// <summary>The language that notebooks and scripts are read in.</summary>
public static class ReaderLanguage
{
    /// <summary>Name of the environment variable that sets it: <c>zh</c> or <c>en</c>.</summary>
    public const string Variable = "COPRO_LANG";

    /// <summary>The language: of <see cref="Variable"/>, Chinese unless it is <c>en</c>.</summary>
    public static Language Current => string.Equals(Environment.GetEnvironmentVariable(Variable), "en", StringComparison.OrdinalIgnoreCase) ? Language.En : Language.Zh;

    /// <summary>Sets the language for this process and those it starts: what a host was asked for.</summary>
    /// <param name="language">The language.</param>
    internal static void Choose(Language language) => Environment.SetEnvironmentVariable(Variable, language == Language.En ? "en" : "zh");
}
