using CoProduction.Notebook.Cells;
using CoProduction.Reports;

namespace CoProduction.Notebook.Running;

/// <summary>
/// Where a running cell's output goes: what it shows, and what it and the tasks that it starts write to the console. Console text above <see cref="MostText"/> and shown things
/// above <see cref="MostShown"/> are left out, with a notice.
/// </summary>
/// <param name="language">Language of what is shown.</param>
/// <param name="emit">Takes each output, one at a time.</param>
internal sealed class CellScope(Language language, Action<CellOutput> emit)
{
    /// <summary>Characters of console text kept of one cell.</summary>
    public const int MostText = 1 << 20;

    /// <summary>Shown things kept of one cell.</summary>
    public const int MostShown = 1000;

    private static readonly AsyncLocal<CellScope?> Running = new();
    private readonly Lock _lock = new();
    private int _text, _shown;
    private bool _closed;

    /// <summary>The scope of the cell that runs here; null outside cells.</summary>
    public static CellScope? Current
    {
        get => Running.Value;
        set => Running.Value = value;
    }

    /// <summary>Shows a value.</summary>
    public void Show(object? value)
    {
        if (Shown.Of(value, language) is { } bundle) Keep(() => Shows(new CellOutput.Display(bundle)));
    }

    /// <summary>Takes text from the console.</summary>
    public void Write(string stream, string text) => Keep(() => Writes(stream, text));

    /// <summary>What comes after the cell's end, from tasks that it left behind, is dropped.</summary>
    public void Close()
    {
        lock (_lock) _closed = true;
    }

    private void Keep(Action output)
    {
        lock (_lock)
            if (!_closed) output();
    }

    private void Writes(string stream, string text)
    {
        if (text.Length == 0 || _text > MostText) return;
        string kept = text[..Math.Min(text.Length, MostText - _text)];
        if (kept.Length > 0) emit(new CellOutput.Stream(stream, kept));
        _text += kept.Length;
        if (kept.Length == text.Length) return;
        _text = MostText + 1;
        emit(new CellOutput.Stream("stderr", Cut("文字", "text", $"{MostText:N0}", "字符", "characters")));
    }

    private void Shows(CellOutput shown)
    {
        if (_shown < MostShown) emit(shown);
        else if (_shown == MostShown) emit(new CellOutput.Stream("stderr", Cut("输出", "output", $"{MostShown:N0}", "项", "things")));
        _shown++;
    }

    private string Cut(string zh, string en, string most, string unitZh, string unitEn) =>
        new Label($"\n[{zh}已截断：一个单元最多保留 {most} {unitZh}]\n", $"\n[{en} cut: {most} {unitEn} of a cell are kept]\n").In(language);
}
