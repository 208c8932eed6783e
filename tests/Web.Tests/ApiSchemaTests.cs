using System.Text.Json;
using System.Text.Json.Nodes;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>What the API answers is what its OpenAPI document says, for the researcher and for the public, whose tables have withheld rows.</summary>
[Collection(nameof(DemoTests))]
public sealed class ApiSchemaTests(LoadedDemo loaded)
{
    private readonly LoadedDemo _demo = loaded.WithoutAccounts();

    [Theory]
    [InlineData(null)]
    [InlineData("schema-researcher")]
    public async Task EveryAnswerIsAsItsSchemaSays(string? name)
    {
        Served.Add(_demo.Plan, "schema-researcher", Role.Researcher);
        await using var served = await Served.StartAsync(_demo.Plan);
        using var visitor = name is null ? served.Visitor() : await served.SignedInAsync(name);
        var schema = await SchemaAsync(visitor);
        var faults = new List<string>();
        async Task<JsonElement> HeldAsync(string address, string path)
        {
            using var json = JsonDocument.Parse(await visitor.GetStringAsync(address));
            faults.AddRange(schema.Faults(schema.Of(path), json.RootElement).Select(fault => $"{address} {fault}"));
            return json.RootElement.Clone();
        }

        await HeldAsync("/api/v1/study", "/api/v1/study");
        int tables = 0;
        foreach (string page in StudyBoard.Pages.Select(page => page.Code))
            foreach (var panel in (await HeldAsync($"/api/v1/pages/{page}", "/api/v1/pages/{page}")).GetProperty("panels").EnumerateArray().Where(panel => panel.TryGetProperty("table", out _)))
            {
                await HeldAsync($"/api/v1/tables/{Uri.EscapeDataString(panel.GetProperty("id").GetString()!)}", "/api/v1/tables/{id}");
                tables++;
            }
        Assert.Empty(faults.Take(10));
        Assert.True(tables > 20, $"only {tables} tables");
    }

    [Theory]
    [InlineData("review", "missing")]
    [InlineData("withheld", "string")]
    [InlineData("surplus", "not in the schema")]
    public async Task AnAnswerOfAnotherShapeIsFound(string property, string said)
    {
        var served = await _demo.ServedAsync();
        using var visitor = served.Visitor();
        var schema = await SchemaAsync(visitor);
        var table = JsonNode.Parse(await visitor.GetStringAsync("/api/v1/tables/money-years"))!.AsObject();
        if (said == "missing") table.Remove(property);
        else table[property] = "text";
        using var json = JsonDocument.Parse(table.ToJsonString());
        Assert.Contains(said, Assert.Single(schema.Faults(schema.Of("/api/v1/tables/{id}"), json.RootElement)), StringComparison.Ordinal);
    }

    private static async Task<ApiSchema> SchemaAsync(HttpClient visitor)
    {
        using var document = JsonDocument.Parse(await visitor.GetStringAsync("/api/v1/openapi.json"));
        return new ApiSchema(document.RootElement.Clone());
    }
}
