using System.Globalization;
using CoProduction.Workbench;

namespace CoProduction.Cli;

/// <summary>What a load read, for the screen.</summary>
internal static class LoadText
{
    /// <summary>One line a source, then the first faults, then the sum: accepted + rejected = read.</summary>
    public static void Print(LoadReport load, string? rejections, Terminal terminal)
    {
        foreach (var receipt in load.Receipts)
            Terminal.Result($"{Columns.Pad(receipt.Loaded.Source, 24, left: false)} {Count(receipt.Loaded.Stamp.Accepted + receipt.Loaded.Stamp.Rejected)} = {Count(receipt.Loaded.Stamp.Accepted)} + {Count(receipt.Loaded.Stamp.Rejected)}  {receipt.Loaded.Stamp.File}");
        foreach (var found in load.Unmapped)
            Terminal.Result(terminal.In(new Label($"  {found.Crosswalk}：“{found.Category}”（{Count(found.Rows)} 行）没有对应类别。{found.Suggestion}", $"  {found.Crosswalk}: '{found.Category}' ({Count(found.Rows)} rows) has no class. {found.Suggestion}")));
        PrintFaults(load, rejections, terminal);
        Terminal.Result(terminal.In(new Label(
            $"读取 {Count(load.Accepted + load.Rejected)} 行 = 接受 {Count(load.Accepted)} + 拒绝 {Count(load.Rejected)}（{Count(load.Faults)} 处错误）",
            $"rows read {Count(load.Accepted + load.Rejected)} = accepted {Count(load.Accepted)} + rejected {Count(load.Rejected)} ({Count(load.Faults)} faults)")));
    }

    /// <summary>The first faults, and where all of them are.</summary>
    public static void PrintFaults(LoadReport load, string? rejections, Terminal terminal)
    {
        foreach (var fault in load.FirstRejections)
            Terminal.Result($"  {fault.File}:{fault.Row} {fault.Column} '{fault.Value}': {fault.Rule}. {fault.Mend}");
        if (load.Faults > load.FirstRejections.Length)
            Terminal.Result(terminal.In(new Label($"  …… 共 {Count(load.Faults)} 处", $"  … {Count(load.Faults)} in all")));
        if (rejections is not null) Terminal.Result(terminal.In(new Label($"全部错误见 {rejections}", $"every fault: {rejections}")));
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
