namespace CoProduction.DistrictX;

/// <summary>The ledger as three files of three offices: a workbook, a plain CSV, and a CSV in 万元 with full-width digits.</summary>
internal static class LedgerFiles
{
    public const string WorkbookPath = "fund-2015-2017.xlsx", PlainPath = "fund-2018-2020.csv", CofinancingPath = "fund-cofinancing-2018-2020.csv";
    public const string Sheet = "台账", TenThousandHeader = "金额（万元）";
    public const int LastWorkbookYear = 2017;

    public static IEnumerable<DemoFile> Write(Ledger ledger)
    {
        var early = ledger.Entries.Where(entry => entry.When.Year <= LastWorkbookYear);
        var late = ledger.Entries.Where(entry => entry.When.Year > LastWorkbookYear).ToLookup(entry => entry.Source == LedgerDraft.Fiscal);
        return [Workbook(early), Plain(late[true]), Cofinancing(late[false])];
    }

    private static DemoFile Workbook(IEnumerable<LedgerEntry> entries)
    {
        var book = new Workbook(Sheet).Row();
        foreach (string header in (string[])["流水号", "社区", "年度", "阶段", "金额", "类别", "资金池", "资金来源", "项目编号", "日期"]) book.Label(header);
        foreach (var entry in entries) WorkbookRow(book, entry);
        return book.ToFile(WorkbookPath);
    }

    /// <summary>Each year's clerk typed money and days another way; all are read alike.</summary>
    private static void WorkbookRow(Workbook book, LedgerEntry entry)
    {
        book.Row().Text(entry.Id).Label(entry.When.Community.Id).Number(Print.Whole(entry.When.Year)).Label(InChinese(entry.Phase));
        if (entry.When.Year == Programme.FirstYear) book.Text(Print.GroupedYuan(entry.Fen));
        else book.Number(Print.Yuan(entry.Fen));
        book.Label(entry.Class.Chinese);
        _ = entry.Pool is null ? book.Empty() : book.Label(PoolInChinese(entry.Pool));
        book.Label(SourceInChinese(entry.Source));
        _ = entry.Project is null ? book.Empty() : book.Text(entry.Project);
        if (entry.Date is not { } day) book.Empty();
        else if (entry.When.Year == Programme.FirstYear) book.Label(Print.ChineseDay(day));
        else if (entry.When.Year == LastWorkbookYear) book.Day(day);
        else book.Label(Print.Day(day)!);
    }

    private static DemoFile Plain(IEnumerable<LedgerEntry> entries)
    {
        var csv = new CsvText("entry", "community", "year", "phase", "amount", "use_class", "pool", "money_source", "project", "date");
        foreach (var entry in entries)
        {
            csv.Row(entry.Id, entry.When.Community.Id, Print.Whole(entry.When.Year), Code(entry.Phase), Print.Yuan(entry.Fen), entry.Class.Code, entry.Pool,
                entry.Source, entry.Project, Print.Day(entry.Date));
        }
        return csv.Utf8(PlainPath);
    }

    private static DemoFile Cofinancing(IEnumerable<LedgerEntry> entries)
    {
        var csv = new CsvText("流水号", "社区", "年度", "阶段", TenThousandHeader, "类别", "资金池", "资金来源", "项目编号", "日期");
        foreach (var entry in entries)
        {
            string amount = Print.TenThousandYuan(entry.Fen);
            csv.Row(entry.Id, entry.When.Community.Id, Print.Whole(entry.When.Year), InChinese(entry.Phase),
                entry.Source == LedgerDraft.Residents ? Print.FullWidth(amount) : amount, entry.Class.Chinese,
                entry.Pool is null ? null : PoolInChinese(entry.Pool), SourceInChinese(entry.Source), entry.Project, Print.Day(entry.Date));
        }
        return csv.Utf8(CofinancingPath, mark: true);
    }

    private static string Code(FundPhase phase) => phase switch
    {
        FundPhase.Budgeted => "budgeted",
        FundPhase.Approved => "approved",
        FundPhase.Paid => "paid",
        _ => "accepted",
    };

    private static string InChinese(FundPhase phase) => phase switch
    {
        FundPhase.Budgeted => "预算",
        FundPhase.Approved => "批准",
        FundPhase.Paid => "支付",
        _ => "验收",
    };

    private static string PoolInChinese(string pool) => pool == "project" ? "项目资金" : "运行资金";

    private static string SourceInChinese(string source) => source switch
    {
        LedgerDraft.Fiscal => "财政拨款",
        LedgerDraft.Residents => "居民自筹",
        _ => "社区基金会",
    };
}
