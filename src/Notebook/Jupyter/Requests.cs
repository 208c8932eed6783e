using System.Text.Json.Nodes;
using CoProduction.Notebook.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CoProduction.Notebook.Jupyter;

/// <summary>Answers to the requests that run no cell.</summary>
/// <param name="folder">Folder that the kernel was started in.</param>
internal sealed class Requests(string folder)
{
    private readonly Lazy<ScriptSession> _script = new(() => new ScriptSession(folder));
    private int _count;

    /// <summary>The state that the cells share.</summary>
    public ScriptSession Script => _script.Value;

    /// <summary>The number of the next cell; a silent one has none of its own.</summary>
    public int Next(bool silent) => silent ? _count + 1 : ++_count;

    /// <summary>The answer's content; null for a request that has none.</summary>
    public JsonObject? Answer(Message request) => request.Kind switch
    {
        "kernel_info_request" => Described(),
        "is_complete_request" => IsComplete(Code(request)),
        "complete_request" => Complete(Code(request), Cursor(request)),
        "inspect_request" => Inspect(Code(request), Cursor(request)),
        "history_request" => new JsonObject { ["status"] = "ok", ["history"] = new JsonArray() },
        "comm_info_request" => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() },
        _ => null,
    };

    private static JsonObject Described() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = Message.Protocol,
        ["implementation"] = "copro",
        ["implementation_version"] = typeof(Requests).Assembly.GetName().Version!.ToString(3),
        ["banner"] = "C# cells of CoProduction Research",
        ["language_info"] = new JsonObject { ["name"] = "C#", ["version"] = Environment.Version.ToString(), ["mimetype"] = "text/x-csharp", ["file_extension"] = ".cs", ["pygments_lexer"] = "csharp" },
        ["help_links"] = new JsonArray(),
        ["debugger"] = false,
    };

    private static JsonObject IsComplete(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CSharpParseOptions.Default.WithKind(SourceCodeKind.Script));
        if (!SyntaxFactory.IsCompleteSubmission(tree)) return new JsonObject { ["status"] = "incomplete", ["indent"] = "    " };
        return new JsonObject { ["status"] = tree.GetDiagnostics().Any(each => each.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete" };
    }

    private JsonObject Complete(string code, int cursor)
    {
        var completed = Completion.Complete(Script, code, cursor);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. completed.Names.Select(name => (JsonNode)name)]),
            ["cursor_start"] = Points(code, completed.Start),
            ["cursor_end"] = Points(code, completed.End),
            ["metadata"] = new JsonObject(),
        };
    }

    private JsonObject Inspect(string code, int cursor)
    {
        string? found = Completion.Inspect(Script, code, cursor);
        return new JsonObject { ["status"] = "ok", ["found"] = found is not null, ["data"] = found is null ? [] : new JsonObject { ["text/plain"] = found }, ["metadata"] = new JsonObject() };
    }

    private static string Code(Message request) => request.Content["code"]?.GetValue<string>() ?? "";

    // The protocol counts code points, the compiler UTF-16 units.
    private static int Cursor(Message request)
    {
        string code = Code(request);
        int points = request.Content["cursor_pos"]?.GetValue<int>() ?? 0, at = 0;
        for (; points > 0 && at < code.Length; points--) at += char.IsSurrogatePair(code, at) ? 2 : 1;
        return at;
    }

    private static int Points(string code, int units) => code[..units].EnumerateRunes().Count();
}
