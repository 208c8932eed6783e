using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>What the format allows and no published file shows. The format: GNU PSPP Developers Guide, System File Format.</summary>
public class SavRowReaderTests
{
    private static readonly Encoding Gb18030 = Chinese();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BothByteOrdersUncompressed(bool big)
    {
        var table = new SavBytes(big).Header(elements: 3).Number("A", "label", 1, 9).Variable("B", 12).Variable("", -1).Machine(65001).End()
            .Double(1.5).Text("twelve bytes", 16).Double(-double.MaxValue).Text("x", 16).Read();
        Assert.Equal(["1.5|twelve bytes", "|x"], Lines(table));
        Assert.Equal([new MissingValues("9", null, MissingReason.Blank)], table["A"].Missing);
        Assert.Equal("label", table["A"].Label);
    }

    [Theory]
    [InlineData(false, 100)]
    [InlineData(true, 100)]
    [InlineData(false, 50)]
    public void CodesOfOneByteWithAnyBias(bool big, int bias)
    {
        var table = new SavBytes(big).Header(1, bias: bias, elements: 2).Number("A").Variable("B", 8).Machine(65001).End()
            .Raw((byte)(bias + 5), 254, 0, 253, 253, 255, 253, 252).Double(0.25).Text("text", 8).Text("last", 8).Read();
        Assert.Equal(["5|", "0.25|text", "|last"], Lines(table));
    }

    [Fact]
    public void AnotherSystemMissingValueAndOtherEnds()
    {
        var file = new SavBytes().Header(elements: 2).Number("A", null, -2, -1e300, 3).Number("B", null, -3, 5, 1e300, 1);
        var table = file.Int(7, 4, 8, 3).Double(-1e200, 1e300, -1e300).Machine(65001).End().Double(-1e200, 7, 1, -1e200).Read();
        Assert.Equal(["|7", "1|"], Lines(table));
        Assert.Equal([new MissingValues("", "3", MissingReason.Blank)], table["A"].Missing);
        Assert.Equal([new MissingValues("5", "", MissingReason.Blank), new MissingValues("1", null, MissingReason.Blank)], table["B"].Missing);
    }

    [Theory]
    [InlineData(936, null)]
    [InlineData(2, "CP936")]
    [InlineData(2, "GBK")]
    [InlineData(2, "gb18030")]
    [InlineData(null, null)]
    public void ChineseCodePagesDeclaredOrByTheirShape(int? code, string? name)
    {
        var file = new SavBytes(encoding: Gb18030).Header(elements: 2).Variable("社区", 8, "所在社区的名称").Number("满意", "总体满意度");
        if (code is { } page) file.Machine(page);
        if (name is not null) file.Extension(20, name);
        var table = file.End().Text("东风", 8).Double(3).Read();
        Assert.Equal(["社区", "满意"], table.Header);
        Assert.Equal("所在社区的名称", table["社区"].Label);
        Assert.Equal(["东风|3"], Lines(table));
        Assert.Equal(code is null ? 1 : 0, table.Notices.Length);
    }

    [Fact]
    public void WesternTextsWithoutAnEncodingAreWindows1252WithNotice()
    {
        var table = new SavBytes(encoding: Encoding.Latin1).Header(elements: 1).Variable("A", 8, "Fällt auf").Machine(2).End().Text("größer", 8).Read();
        Assert.Equal(["größer"], table.Column("A"));
        Assert.Contains(table.Notices, notice => notice.En.Contains("windows-1252", StringComparison.Ordinal));
    }

    [Fact]
    public void TheEncodingThatTheUserNamesWins()
    {
        var file = new SavBytes(encoding: Gb18030).Header(elements: 1).Variable("A", 8).Extension(20, "windows-1252").End().Text("东风", 8);
        Assert.Equal(["东风"], file.Read("gbk").Column("A"));
        Assert.Equal(["¶«·ç"], file.Read().Column("A"));
    }

    [Fact]
    public void ATextThatWasCutWithinALetterIsMarkedAndToldOf()
    {
        var table = new SavBytes().Header(elements: 1).Variable("A", 8).Extension(20, "UTF-8").End().Raw(Encoding.UTF8.GetBytes("社区中").AsSpan(0, 8)).Read();
        Assert.Equal(["社区\uFFFD"], table.Column("A"));
        Assert.Contains(table.Notices, notice => notice.En.Contains("mean nothing", StringComparison.Ordinal));
    }

    [Fact]
    public void LongNamesLabelsOfLongTextsAndTheirMissingValues()
    {
        var file = new SavBytes().Header(elements: 3).Variable("V1", 16).Variable("", -1).Number("V2").Extension(13, "V1=address_of_place\tV2=second");
        file.Int(7, 21, 1, 4 + 16 + 4 + 4 + 4 + 16 + 4 + 5).Int(16).Text("address_of_place").Int(16, 1, 16).Text("main street", 16).Int(5).Text("Label");
        file.Int(7, 22, 1, 4 + 16 + 1 + 4 + 16).Int(16).Text("address_of_place").Raw(2).Int(8).Text("none", 8).Text("refused", 8);
        var table = file.Machine(65001).End().Text("main street", 16).Double(1).Read();
        Assert.Equal(["address_of_place", "second"], table.Header);
        Assert.Equal([new ValueLabel("main street", "Label")], table["address_of_place"].ValueLabels);
        Assert.Equal(["none", "refused"], table["address_of_place"].Missing.Select(missing => missing.Low));
    }

    [Fact]
    public void LabelsOfMissingValuesTellTheReason()
    {
        var file = new SavBytes().Header(elements: 1).Number("A", null, -2, 90, 99).Int(3, 3).Double(97).Raw(6).Text("拒答", 7).Double(98).Raw(9).Text("不知道", 15).Double(1).Raw(3).Text("yes", 7).Int(4, 1, 1);
        var table = file.Machine(65001).End().Double(97).Read();
        Assert.Equal([new MissingValues("97", null, MissingReason.Refused, "拒答"), new MissingValues("98", null, MissingReason.DontKnow, "不知道"), new MissingValues("90", "99", MissingReason.Blank)], table["A"].Missing);
        Assert.Equal(3, table["A"].ValueLabels.Length);
    }

    [Fact]
    public void WhatIsLeftOutIsToldOf()
    {
        var file = new SavBytes().Header(weight: 2, elements: 2).Number("A").Number("W").Int(6, 2).Text("a comment", 80).Text("", 80)
            .Extension(5, "Set= a w\n").Extension(17, "$@Note('x'\n)").Extension(18, "A:$@Role('0'\n)").Extension(10, "product").Extension(24, "<xml/>").Extension(7, "$m=C 1 x a w\n").Machine(65001).End().Double(1, 2);
        string[] told = [.. file.Read().Notices.Select(notice => notice.En)];
        Assert.Equal(5, told.Length);
        foreach (string word in (string[])["'W' as its weight", "2 lines of comments", "Variable sets", "Custom attributes", "Multiple-response sets"]) Assert.Contains(told, text => text.Contains(word, StringComparison.Ordinal));
        Assert.All(file.Read().Notices, notice => Assert.NotEqual(notice.Zh, notice.En));
    }

    [Fact]
    public void ThreeKindsOfResponseSets()
    {
        var file = new SavBytes().Header(elements: 2).Number("A").Number("B").Extension(7, "$a=C 10 my mcgroup a b\n$b=D2 55 0  b a\n").Extension(19, "$d=E 1 2 34 13 third mdgroup a b\n").Machine(65001).End();
        var sets = file.Read().Sets;
        Assert.Equal(["$a", "$b", "$d"], sets.Select(set => set.Name));
        Assert.Equal([null, "55", "34"], sets.Select(set => set.Counted));
        Assert.Equal(["my mcgroup", "", "third mdgroup"], sets.Select(set => set.Label));
        Assert.Equal(["B", "A"], sets[1].Variables);
    }

    [Fact]
    public void TheNumberOfCasesOfTheExtensionCountsAndACaseOfNothingIsARow()
    {
        var file = new SavBytes().Header(elements: 1).Number("A").Int(7, 16, 8, 2).Long(1, 2).Machine(65001).End().Double(-double.MaxValue, -double.MaxValue, 3);
        Assert.Equal(["", ""], file.Read().Column("A"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AFileThatEndsEarlySaysAtWhichRow(int compression)
    {
        var plain = new SavBytes().Header(compression, 3, elements: 2).Number("A").Number("B").Machine(65001).End();
        var cut = compression == 0 ? plain.Double(1, 2, 3) : plain.Raw(101, 102, 103, 252, 0, 0, 0, 0);
        var refused = Assert.Throws<StudyException>(() => cut.Read()).Fault;
        Assert.Contains("row 2", refused.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void AZlibFileInSeveralBlocks()
    {
        byte[] data = [.. Enumerable.Range(0, 1000).SelectMany(row => new byte[] { (byte)(101 + row % 50), 0, 0, 0, 0, 0, 0, 0 })];
        var file = Zsav().Zlib(data, 800);
        Assert.Equal(Enumerable.Range(0, 1000).Select(row => $"{1 + row % 50}"), file.Read().Column("A"));
    }

    [Fact]
    public void AZlibBlockThatIsNotWhatItsTrailerSaysIsRefused()
    {
        byte[] bomb = new byte[1 << 22];
        Assert.Contains("another size", Assert.Throws<StudyException>(() => Zsav().Zlib(bomb, bomb.Length, size => size - 8).Read()).Fault.What, StringComparison.Ordinal);
        Assert.Contains("does not follow", Assert.Throws<StudyException>(() => Zsav().Zlib(bomb, bomb.Length, size => size + 1).Read()).Fault.What, StringComparison.Ordinal);
        Assert.Contains("blocks of", Assert.Throws<StudyException>(() => Zsav().Zlib(new byte[1 << 27], 1 << 27).Read()).Fault.What, StringComparison.Ordinal);
        byte[] whole = Zsav().Zlib(bomb, bomb.Length).Bytes();
        Assert.Contains("trailer", Assert.Throws<StudyException>(() => Tables.Read(Given.File("x.sav", whole[..^30]))).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void ForeignAndOldFilesAreRefused()
    {
        Assert.Contains("EBCDIC", Refusal([0x5B, 0xC6, 0xD3, 0xF2, .. new byte[200]]).What, StringComparison.Ordinal);
        Assert.Contains("EBCDIC", Refusal(new SavBytes().Header().Number("A").Machine(1).End().Bytes()).What, StringComparison.Ordinal);
        Assert.Contains("DEC Kanji", Refusal(new SavBytes().Header().Number("A").Machine(4).End().Bytes()).What, StringComparison.Ordinal);
        Assert.Contains("klingon", Refusal(new SavBytes().Header().Number("A").Extension(20, "klingon").End().Bytes()).What, StringComparison.Ordinal);
        Assert.Contains("no SPSS", Refusal("a,b\n1,2\n"u8.ToArray()).What, StringComparison.Ordinal);
        Assert.Contains("empty", Refusal([]).What, StringComparison.Ordinal);
        Assert.Contains("not all its parts", Refusal(new SavBytes().Header().Variable("A", 40).Machine(65001).End().Text("text", 8).Bytes()).What, StringComparison.Ordinal);
        Assert.Contains("layout", Refusal(new SavBytes().Header(layout: 9).Bytes()).What, StringComparison.Ordinal);
    }

    [Fact]
    public void AForgedLengthMakesNoRoom()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(new SavBytes().Header().Number("A").Int(7, 99, 8, int.MaxValue).Bytes());
        Refusal(new SavBytes().Header().Number("A").Int(3, int.MaxValue).Bytes());
        Refusal(new SavBytes().Header().Int(2, 0, 1, 0, 0, 0).Text("A", 8).Int(int.MaxValue).Bytes());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void AValueInADateColumnThatIsNoWholeDayKeepsItsTime()
    {
        var table = new SavBytes().Header(elements: 2).Variable("D", 0, null, 0, 0x140B00).Variable("T", 0, null, 0, 0x150B02).Machine(65001).End()
            .Double(86_400 + 3661.5, -3661.5, 86_400, 90_000.25, 1e300, 0).Read();
        Assert.Equal(["1582-10-15 01:01:01.5|-01:01:01.5", "1582-10-15|25:00:00.25", "1E+300|00:00:00"], Lines(table));
    }

    private static SavBytes Zsav() => new SavBytes().Header(2, magic: "$FL3").Number("A").Machine(65001).End();

    private static Fault Refusal(byte[] bytes)
    {
        var fault = Assert.Throws<StudyException>(() => Tables.Read(Given.File("x.sav", bytes))).Fault;
        Assert.All([fault.What, fault.Where, fault.Why, fault.Mend], part => Assert.NotEqual("", part));
        return fault;
    }

    private static IEnumerable<string> Lines(Tables table) => table.Rows.Select(row => string.Join('|', row));

    private static Encoding Chinese()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("gb18030");
    }
}
