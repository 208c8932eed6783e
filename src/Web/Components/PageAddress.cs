using CoProduction.Workbench.Board;

namespace CoProduction.Web.Components;

/// <summary>Addresses of pages and downloads.</summary>
internal static class PageAddress
{
    /// <summary>Path of a page of the board.</summary>
    public static string Of(string topic) => topic == "overview" ? "/" : $"/{topic}";

    /// <summary>Filters as a query string with its question mark; empty when there is none.</summary>
    public static string Text(BoardFilters filters) =>
        filters.Values.IsEmpty ? "" : "?" + string.Join('&', filters.Values.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

    /// <summary>Download of a panel in a format.</summary>
    public static string Download(Panel panel, string format, BoardFilters filters) => $"/download/{Uri.EscapeDataString(panel.Id)}.{format}{Text(filters)}";
}
