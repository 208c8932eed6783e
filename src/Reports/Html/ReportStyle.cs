namespace CoProduction.Reports;

/// <summary>CSS and the language switch of a report. Colours reach WCAG AA (4.5:1) in light and dark.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{--ink:#1a1a1a;--paper:#fff;--quiet:#555;--line:#ccc;--link:#005a9c;--soft:#f4f4f4;--warn:#fff3cd;--warnink:#5c4400;--bad:#a3180b;--good:#14642c;--open:#6b4e00;color-scheme:light dark}
        @media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#16181b;--quiet:#b0b0b0;--line:#555;--link:#8ec5ff;--soft:#22262b;--warn:#4a3a00;--warnink:#ffe9a8;--bad:#ff9c8f;--good:#8fdca4;--open:#f0cf7a}}
        *{box-sizing:border-box}html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 'Noto Sans SC',system-ui,'PingFang SC','Microsoft YaHei','Source Han Sans SC',sans-serif;overflow-wrap:break-word}
        main{max-width:62rem;margin:0 auto;padding:1rem}html:not([data-lang]) main+main{border-top:4px double var(--line)}
        h1{font-size:1.7rem;line-height:1.25;margin:1rem 0 .4rem}h2{font-size:1.3rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line)}h3{font-size:1.05rem;margin:1.4rem 0 .3rem}
        a{color:var(--link)}summary{cursor:pointer;padding:.15rem 0;color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .switch{position:sticky;top:0;z-index:2;display:none;justify-content:flex-end;gap:.5rem;padding:.4rem 1rem;background:var(--paper);border-bottom:1px solid var(--line)}
        .switch button{font:inherit;padding:.2rem .9rem;border:1px solid var(--line);border-radius:1rem;background:var(--soft);color:var(--ink);cursor:pointer;min-height:2.2rem}
        .switch button[aria-pressed=true]{background:var(--link);color:var(--paper);border-color:var(--link)}
        html[data-lang] .switch{display:flex}html[data-lang=zh] main.en,html[data-lang=en] main.zh{display:none}
        .synthetic{background:var(--warn);color:var(--warnink);border:1px solid currentColor;padding:.5rem .8rem;font-weight:600;margin:.5rem 0}
        .date{color:var(--quiet);margin:.2rem 0}.finding{border-left:4px solid var(--link);padding-left:.8rem;margin:.5rem 0}
        .contents{background:var(--soft);padding:.4rem 1rem;margin:1rem 0}.contents h2{border:0;margin:.3rem 0;font-size:1.05rem}.contents ol{margin:.2rem 0;padding-left:1.5rem}
        .contents li{padding:.12rem 0}section{scroll-margin-top:3.2rem}.tally{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;margin:.3rem 0}.v{white-space:nowrap}
        .v.breach{color:var(--bad)}.v.pass{color:var(--good)}.v.undetermined{color:var(--open)}.method{font-size:.9rem}
        section[id^=provenance] td:nth-child(3){word-break:break-all;min-width:12em}
        @media (max-width:600px){main{padding:.6rem}h1{font-size:1.4rem}body{font-size:15px}th,td{padding:.2rem .4rem}figure.table{font-size:.9rem}}
        @media print{:root{--ink:#000;--paper:#fff;--quiet:#444;--link:#000;--soft:#fff;--line:#999;--warn:#fff;--warnink:#000;--bad:#000;--good:#000;--open:#000}.switch,html[data-lang] .switch{display:none}
        main{max-width:none;padding:0}h2,h3{break-after:avoid}.scroll{overflow:visible}tr{break-inside:avoid}a{text-decoration:none}body{font-size:10pt}}
        """;

    // The hash or ?lang= chooses; else the browser's language.
    public const string Switch = """
        (function(){
        var root=document.documentElement,asked=/[?&]lang=(zh|en)/.exec(location.search),hash=/-(zh|en)$/.exec(location.hash);
        function show(l){root.dataset.lang=l;root.lang=l==='zh'?'zh-CN':'en';document.querySelectorAll('.switch button').forEach(function(b){b.setAttribute('aria-pressed',String(b.dataset.to===l))});
        if(window.drawFigures)window.drawFigures()}
        document.querySelectorAll('.switch button').forEach(function(b){b.addEventListener('click',function(){show(b.dataset.to)})});
        show(asked?asked[1]:hash?hash[1]:/^zh/i.test(navigator.language||'')?'zh':'en')})();
        """;
}
