namespace CoProduction.Notebook.Html;

/// <summary>The look of a notebook's page: on a screen by day and night, on a phone, on paper.</summary>
internal static class NotebookStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --faint: #5b6570; --line: #d8dde3; --shade: #f5f7f9; --word: #7a3ea1; --text: #1f6f43; --figure: #8a4b08; --wrong: #a4262c; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --paper: #14181c; --faint: #98a2ad; --line: #343b43; --shade: #1c2127; --word: #c9a3e6; --text: #8fd0a8; --figure: #e3b27a; --wrong: #ff9a9a; } }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 "Noto Sans SC", system-ui, "Microsoft YaHei", sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13.5px/1.5 ui-monospace, "DejaVu Sans Mono", Consolas, "Noto Sans SC", monospace; }
        code { font: .86em/1.5 ui-monospace, "DejaVu Sans Mono", Consolas, "Noto Sans SC", monospace; overflow-wrap: anywhere; }
        section { margin: 1.2rem 0; }
        .legend { margin: 0; color: var(--faint); font-size: .78rem; }
        .source { background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: .7rem .9rem; }
        .stdout, .stderr, .error, .shown { margin-top: .6rem; padding-left: .9rem; overflow-x: auto; }
        .stderr { color: var(--faint); }
        .error { color: var(--wrong); border-left: 3px solid var(--wrong); }
        pre .k { color: var(--word); } pre .s { color: var(--text); } pre .n { color: var(--figure); } pre .c { color: var(--faint); font-style: italic; }
        table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
        th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
        img, svg:not(.main-svg) { max-width: 100%; height: auto; }
        .shown caption span { max-width: calc(100vw - 4rem); } .shown figure.chart { margin: 0; } .chart figcaption { display: none; } .chart.live figcaption { display: block; }
        blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--faint); }
        @media print { .chart.live figcaption { display: none; } .source { border-color: #bbb; } section { break-inside: avoid; } }
        """;
}
