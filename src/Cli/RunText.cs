using CoProduction.Workbench;

namespace CoProduction.Cli;

/// <summary>What a run found, in about a dozen lines.</summary>
internal static class RunText
{
    /// <summary>Findings, rejections if any, and where the report is.</summary>
    public static void Print(RunReport run, Terminal terminal)
    {
        if (run.Record.Synthetic) Terminal.Result(terminal.In(new Label("合成数据：下列数字均为演示而生成", "Synthetic data: every number below was made up for demonstration")));
        foreach (var finding in run.Record.Findings) Terminal.Result("- " + terminal.In(finding));
        if (run.Load.Rejected > 0) LoadText.Print(run.Load, run.Rejections, terminal);
        if (run.Unchanged) Terminal.Result(terminal.In(new Label("未有变化，沿用上次结果", "Nothing changed since the last run; its outputs stand")));
        Terminal.Result(terminal.In(new Label($"报告：{run.Report}", $"Report: {run.Report}")));
    }
}
