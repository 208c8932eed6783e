using System.Text;
using System.Text.Json.Nodes;
using CoProduction.Notebook.Cells;
using CoProduction.Reports;

namespace CoProduction.Tests;

/// <summary>The file format: what is read is written again, what is wrong is named by its place.</summary>
public sealed class IpynbTests
{
    private const string Full = """
        {
         "cells": [
          { "cell_type": "markdown", "metadata": {}, "id": "a1", "attachments": { "p.png": { "image/png": "aGk=" } }, "source": ["# 标题\n", "second 😀"] },
          { "cell_type": "code", "metadata": { "tags": ["parameters"], "foreign": { "kept": [1, 2.5, null] } }, "id": "b2", "execution_count": 3, "source": "1 + 1",
            "outputs": [
             { "output_type": "stream", "name": "stdout", "text": ["one\n", "two"] },
             { "output_type": "display_data", "metadata": {}, "data": { "text/plain": "x", "application/vnd.plotly.v1+json": { "data": [] }, "image/png": "aGk=\n" } },
             { "output_type": "execute_result", "metadata": {}, "execution_count": 3, "data": { "text/plain": ["2"] } },
             { "output_type": "error", "ename": "E", "evalue": "v", "traceback": ["line"] } ] },
          { "cell_type": "raw", "metadata": {}, "id": "c3", "source": "" }
         ],
         "metadata": { "kernelspec": { "name": "other" } }, "nbformat": 4, "nbformat_minor": 5
        }
        """;

    [Fact]
    public void WhatIsReadIsWrittenAgainAndReadsTheSame()
    {
        var first = Parse(Full);
        string written = Text(first);
        var again = Parse(written);
        Assert.Equal(written, Text(again));
        Assert.Equal(["# 标题\nsecond 😀", "1 + 1", ""], again.Cells.Select(cell => cell.Source));
        Assert.Equal(3, again.Cells[1].ExecutionCount);
        Assert.True(again.Cells[1].HasTag("parameters"));
        Assert.Equal("[1,2.5,null]", again.Cells[1].Metadata["foreign"]!["kept"]!.ToJsonString());
        Assert.Equal("aGk=", again.Cells[0].Attachments!["p.png"]!["image/png"]!.GetValue<string>());
        Assert.Equal("other", again.Metadata["kernelspec"]!["name"]!.GetValue<string>());
        Assert.Equal("one\ntwo", Assert.IsType<CellOutput.Stream>(again.Cells[1].Outputs[0]).Text);
        Assert.Equal("{\"data\":[]}", Assert.IsType<CellOutput.Display>(again.Cells[1].Outputs[1]).Bundle.Forms["application/vnd.plotly.v1+json"]);
    }

    // nbformat 4.4's schema allows no identifiers of cells, and forms that are JSON are objects in it.
    [Fact]
    public void WhatIsWrittenIsNbformatFourFour()
    {
        var json = JsonNode.Parse(Text(Parse(Full)))!;
        Assert.Equal(4, json["nbformat_minor"]!.GetValue<int>());
        Assert.All(json["cells"]!.AsArray(), cell => Assert.Null(cell!["id"]));
        Assert.IsType<JsonObject>(json["cells"]![1]!["outputs"]![1]!["data"]!["application/vnd.plotly.v1+json"]);
        Assert.Equal(["one\n", "two"], json["cells"]![1]!["outputs"]![0]!["text"]!.AsArray().Select(line => line!.GetValue<string>()));
    }

    [Theory]
    [InlineData("", "not a notebook")]
    [InlineData("{ \"cells\": [", "line 1")]
    [InlineData("[]", "'the file'")]
    [InlineData("{}", "'nbformat'")]
    [InlineData("{ \"nbformat\": 3 }", "nbformat 3")]
    [InlineData("{ \"nbformat\": 4 }", "'cells'")]
    [InlineData("{ \"nbformat\": 4, \"cells\": [7] }", "'cells[0]'")]
    [InlineData("{ \"nbformat\": 4, \"cells\": [{ \"cell_type\": \"heading\" }] }", "'cells[0].cell_type'")]
    [InlineData("{ \"nbformat\": 4, \"cells\": [{ \"cell_type\": \"code\", \"source\": 5 }] }", "'cells[0].source'")]
    [InlineData("{ \"nbformat\": 4, \"cells\": [{ \"cell_type\": \"code\", \"source\": \"\", \"outputs\": [{ \"output_type\": \"pyout\" }] }] }", "'cells[0].outputs[0].output_type'")]
    [InlineData("{ \"nbformat\": 4, \"cells\": [{ \"cell_type\": \"code\", \"source\": \"\", \"outputs\": [{ \"output_type\": \"stream\", \"name\": \"stdout\", \"text\": {} }] }] }", "'cells[0].outputs[0].text'")]
    public void WhatIsWrongIsNamedByItsPlace(string content, string named)
    {
        var wrong = Assert.Throws<StudyException>(() => Parse(content));
        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("bad.ipynb", wrong.Fault.Where, StringComparison.Ordinal);
        Assert.NotEmpty(wrong.Fault.Mend);
    }

    // Cut at any byte, a notebook is refused or, where only the last blank is missing, whole.
    [Fact]
    public void AFileThatWasCutOffAnywhereIsRefused()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Text(Parse(Full)).TrimEnd());
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<StudyException>(() => IpynbReader.Parse("bad.ipynb", whole.AsSpan(0, length)));
    }

    private static Ipynb Parse(string text) => IpynbReader.Parse("bad.ipynb", Encoding.UTF8.GetBytes(text));

    private static string Text(Ipynb notebook)
    {
        using var stream = new MemoryStream();
        IpynbWriter.Write(notebook, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
