using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>What files of statistics programs hold and their readers leave out, or read in a way that one should know.</summary>
internal static class StatisticsNotices
{
    public static Label VariableSets { get; } = new("文件中的变量集（界面分组）未读取。", "Variable sets, groupings of the program's windows, are left out.");

    public static Label Attributes { get; } = new("文件或变量的自定义属性未读取。", "Custom attributes of the file or its variables are left out.");

    public static Label ResponseSets { get; } = new("多选题集只作为说明读取：各列照原样保留。", "Multiple-response sets are read as a description: their columns stand as they are.");

    public static Label Characteristics { get; } = new("Stata的特征（characteristics、notes）未读取。", "Stata's characteristics and notes are left out.");

    public static Label BinaryText { get; } = new("长文本（strL）中的二进制内容以base64表示。", "Binary contents of long strings (strL) stand as base64.");

    public static Label Weight(string name) => new($"文件声明“{name}”为权重；需在设计或 --weights 中写明才会使用。", $"The file declares '{name}' as its weight; it is used only where the design or --weights names it.");

    public static Label Documents(int lines) => new(string.Create(CultureInfo.InvariantCulture, $"文件中的{lines}行说明文字未读取。"), string.Create(CultureInfo.InvariantCulture, $"{lines} lines of comments in the file are left out."));

    public static Label Guessed(string encoding) => new($"文件未注明编码，按文字的样子读作 {encoding}；不对时请写明 encoding。", $"The file does not name its encoding; by the shape of its texts it is read as {encoding}. Name the encoding if that is wrong.");

    public static Label Damaged(long texts) => new(
        string.Create(CultureInfo.InvariantCulture, $"{texts}个文本含有该编码中无意义的字节，以�代替（常因文本被截断）。"), string.Create(CultureInfo.InvariantCulture, $"{texts} texts hold bytes that mean nothing in the encoding (often a text cut within a letter); \uFFFD stands in their place."));

    public static Label Periods(IEnumerable<string> names) => new(
        $"周、月、季度、半年或营业日历的变量以数字表示（自1960年起的期数）：{string.Join("、", names)}。", $"Variables of weeks, months, quarters, half-years or business calendars stand as numbers, periods since 1960: {string.Join(", ", names)}.");

    public static Label WithoutLabels { get; } = new(
        "此格式不能保存标签和缺失值声明：写出的是编码本身；要保留请写 .xlsx 或 .sav。", "The format holds no labels and no declared missing values: the codes stand as they are. Write .xlsx or .sav to keep them.");

    public static Label LevelsAndSets { get; } = new("Stata不保存测量层次和多选题集。", "Stata holds no measurement levels and no response sets: they are left out.");

    public static Label Recoded(string name, IEnumerable<(string From, string To)> codes)
    {
        string list = string.Join(", ", codes.Select(code => $"{code.From} → {code.To}"));
        return new($"“{name}”的缺失值改写为：{list}。", $"Missing values of '{name}' are written as: {list}.");
    }
}
