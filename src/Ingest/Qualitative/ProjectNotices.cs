using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>What may be odd in a project without being a fault of a row.</summary>
internal enum Oddity
{
    CodersRenamed,
    CoderUnknown,
    CoderUndeclared,
    TextMissing,
    TextBeside,
    FileOutside,
    TextUndecodable,
    TextTooLong,
    LineEndsAsTwo,
    LineEndsAsOne,
    PlaceWithoutText,
    PlaceTwice,
    PlaceUnread,
    CaseAsCode,
    AttributeSets,
    NamesRepeat,
    GuidUnread,
    GuidRepeats,
    QuoteTooLong,
    WordsDiffer,
    GraphsLeftOut,
    ElementLeftOut,
}

/// <summary>Counts oddities and words them, each with its first examples.</summary>
internal sealed class ProjectNotices
{
    private const int Shown = 3;

    private readonly SortedDictionary<Oddity, (int Count, ImmutableArray<string> Examples)> _noted = [];

    /// <summary>One more of its kind.</summary>
    public void Note(Oddity oddity, string example = "")
    {
        var (count, examples) = _noted.TryGetValue(oddity, out var before) ? before : (0, []);
        if (example.Length > 0 && examples.Length < Shown && !examples.Contains(example)) examples = examples.Add(CellText.Quote(example));
        _noted[oddity] = (count + 1, examples);
    }

    /// <summary>What was noted here and there; where both saw the same kind, the later counts.</summary>
    public ProjectNotices With(ProjectNotices later)
    {
        var both = new ProjectNotices();
        foreach (var (oddity, seen) in _noted.Concat(later._noted)) both._noted[oddity] = seen;
        return both;
    }

    /// <summary>The notices in words.</summary>
    public ImmutableArray<Label> Labels => [.. _noted.Select(seen => Word(seen.Key, seen.Value.Count.ToString(CultureInfo.InvariantCulture), seen.Value.Examples))];

    private static Label Word(Oddity oddity, string n, ImmutableArray<string> examples)
    {
        string zh = examples.IsEmpty ? "" : $"（{string.Join("、", examples)}）", en = examples.IsEmpty ? "" : $" ({string.Join(", ", examples)})";
        return oddity switch
        {
            Oddity.CodersRenamed => new($"{n} 位编码员的姓名未读入，以 coder-1 起的代号代替", $"the names of {n} users are not read: they are coder-1 and so on, in the file's order"),
            Oddity.CoderUnknown => new($"{n} 条编码未注明编码员，记为 coder-unknown", $"{n} codings name no coder and stand under coder-unknown"),
            Oddity.CoderUndeclared => new($"{n} 位编码员不在用户列表中", $"{n} coders are not in the list of users"),
            Oddity.TextMissing => new($"{n} 份文本不在文件中，也不在其旁，其编码保留位置而无原文{zh}", $"{n} texts are not in the file, nor beside it: their codings keep their places, without words{en}"),
            Oddity.TextBeside => new($"{n} 份文本读自项目文件所在的文件夹{zh}", $"{n} texts are read from the folder of the project's file{en}"),
            Oddity.FileOutside => new($"{n} 个文件在项目之外，未读入{zh}", $"{n} files lie outside the project and are not read{en}"),
            Oddity.TextUndecodable => new($"{n} 份文本不是有效的 UTF-8，未读入{zh}", $"{n} texts are not valid UTF-8 and are not read{en}"),
            Oddity.TextTooLong => new($"{n} 份文本过长，未读入{zh}", $"{n} texts are too long and are not read{en}"),
            Oddity.LineEndsAsTwo => new($"{n} 份文本以 CR LF 换行，位置计为两个码点{zh}", $"{n} texts end their lines by CR LF, which positions count as two code points{en}"),
            Oddity.LineEndsAsOne => new($"{n} 份文本以 CR LF 换行，按 ATLAS.ti 的计法读作一个码点{zh}", $"{n} texts end their lines by CR LF, read as one code point, as ATLAS.ti counts{en}"),
            Oddity.PlaceWithoutText => new($"{n} 条编码在图片、PDF 或录音录像上：保留位置，无原文位置", $"{n} codings are of regions or times: they keep their places, without positions in a text"),
            Oddity.PlaceTwice => new($"{n} 个选段既作区域又作文本，其编码计两次{zh}", $"{n} selections stand as a region and as a passage: their codings count twice{en}"),
            Oddity.PlaceUnread => new($"{n} 个选段的位置无法读取{zh}", $"{n} selections have no positions that can be read{en}"),
            Oddity.CaseAsCode => new($"{n} 条编码指向个案：读作该个案的段落，不作编码", $"{n} codings name a case: they are read as passages of the case, not as codings"),
            Oddity.AttributeSets => new($"{n} 个“名称: 值”式的分组读作资料的属性{zh}", $"{n} groups named 'name: value' are read as attributes of their sources{en}"),
            Oddity.NamesRepeat => new($"{n} 个代码与同级代码同名，路径后附 ~ 与 GUID{zh}", $"{n} codes share their name with a sibling: ~ and the GUID follow in their paths{en}"),
            Oddity.GuidUnread => new($"{n} 个 GUID 无法读取，已按其文字另生成{zh}", $"{n} GUIDs cannot be read and are replaced by ones made from their text{en}"),
            Oddity.GuidRepeats => new($"{n} 个 GUID 重复，其后者未读入或另编号{zh}", $"{n} GUIDs repeat: of two codes the later is left out, of two codings it is numbered{en}"),
            Oddity.QuoteTooLong => new($"{n} 段原文过长，只留位置", $"{n} passages are too long to be quoted and keep their positions alone"),
            Oddity.WordsDiffer => new($"{n} 个选段的文字与所存摘录不同{zh}", $"the words of {n} passages are not those kept with them{en}"),
            Oddity.GraphsLeftOut => new($"{n} 张网络图未读入", $"{n} graphs are not read"),
            _ => new($"{n} 个未知元素未读入{zh}", $"{n} unknown elements are not read{en}"),
        };
    }
}
