using System.Net;
using System.Text.Json;
using CoProduction.Web.Guard;
using CoProduction.Web.Serving;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Tests;

/// <summary>Every address × every role × inside and outside their scope, from the server's own table of addresses: a new page is here by itself.</summary>
[Collection(nameof(DemoTests))]
public sealed class AccessMatrixTests(LoadedDemo loaded)
{
    private readonly LoadedDemo _demo = loaded.WithoutAccounts();

    private static readonly (string? Name, Role Role)[] Visitors =
        [(null, Role.Public), ("public", Role.Public), ("community", Role.Community), ("district", Role.District), ("whole district", Role.District), ("researcher", Role.Researcher)];

    [Fact]
    public async Task EveryAddressAnswersEveryRoleAsItSays()
    {
        await using var served = await StartAsync();
        var board = await served.Board.GetAsync(CancellationToken.None);
        var wrong = new List<string>();
        int asked = 0;
        foreach (var (name, role) in Visitors)
        {
            using var visitor = name is null ? served.Visitor() : await served.SignedInAsync(name);
            foreach (var endpoint in Endpoints(served))
                foreach (var address in Addresses(endpoint, board))
                {
                    using var answer = await visitor.SendAsync(new HttpRequestMessage(new HttpMethod(Method(endpoint)), address));
                    asked++;
                    if (!IsRight(endpoint, name, role, answer)) wrong.Add($"{name ?? "nobody"} {Method(endpoint)} {address}: {(int)answer.StatusCode}");
                }
        }
        Assert.Empty(wrong);
        Assert.True(asked > 100, $"only {asked} requests");
    }

    [Fact]
    public async Task EveryAddressSaysWhomItIsOpenTo()
    {
        await using var served = await StartAsync();
        Assert.Empty(Endpoints(served).Where(endpoint => endpoint.Metadata.GetMetadata<OpenToAttribute>() is null).Select(endpoint => endpoint.RoutePattern.RawText));
    }

    [Theory]
    [InlineData("community")]
    [InlineData("district")]
    public async Task OutsideTheirScopePeopleSeeWhatThePublicSees(string name)
    {
        await using var served = await StartAsync();
        using var anybody = served.Visitor();
        using var scoped = await served.SignedInAsync(name);
        var places = (await served.Board.GetAsync(CancellationToken.None)).Places;
        var outside = places.Communities.First(community => community.Subdistrict != places.Subdistricts[0]);
        int compared = 0;
        foreach (string page in StudyBoard.Pages.Select(page => page.Code))
            foreach (var (filter, value) in new[] { (FilterNames.Community, outside.Id), (FilterNames.Subdistrict, outside.Subdistrict) }.Where(pair => StudyBoard.FiltersOf(page).Contains(pair.Item1)))
            {
                string address = $"/api/v1/pages/{page}?{filter}={Uri.EscapeDataString(value)}";
                Assert.Equal(await ValuesAsync(anybody, address), await ValuesAsync(scoped, address));
                compared++;
            }
        Assert.True(compared >= 4, $"only {compared} pages have a place filter");
    }

    [Theory]
    [InlineData("community")]
    [InlineData("district")]
    public async Task InsideTheirScopePeopleSeeMoreThanThePublic(string name)
    {
        await using var served = await StartAsync();
        using var anybody = served.Visitor();
        using var scoped = await served.SignedInAsync(name);
        var places = (await served.Board.GetAsync(CancellationToken.None)).Places;
        string own = Uri.EscapeDataString(places.Communities.First(community => community.Subdistrict == places.Subdistricts[0]).Id);
        Assert.Contains(StudyBoard.Pages.Where(page => StudyBoard.FiltersOf(page.Code).Contains(FilterNames.Community)).Select(page => $"/api/v1/pages/{page.Code}?community={own}"),
            address => Numbers(scoped, address) > Numbers(anybody, address));
    }

    private async Task<Served> StartAsync()
    {
        var places = await _demo.PlacesAsync();
        Served.Add(_demo.Plan, "public", Role.Public);
        Served.Add(_demo.Plan, "community", Role.Community, community: places.Communities.First(community => community.Subdistrict == places.Subdistricts[0]).Id);
        Served.Add(_demo.Plan, "district", Role.District, subdistrict: places.Subdistricts[0]);
        Served.Add(_demo.Plan, "whole district", Role.District);
        Served.Add(_demo.Plan, "researcher", Role.Researcher);
        return await Served.StartAsync(_demo.Plan);
    }

    /// <summary>Every row of every panel, and what is said to be absent.</summary>
    private static async Task<string[]> ValuesAsync(HttpClient visitor, string address)
    {
        using var json = JsonDocument.Parse(await visitor.GetStringAsync(address));
        return [.. json.RootElement.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.TryGetProperty("table", out var table) ? table.GetProperty("rows").EnumerateArray().Select(row => row.GetRawText()) : [panel.GetRawText()])];
    }

    private static int Numbers(HttpClient visitor, string address)
    {
        using var json = JsonDocument.Parse(visitor.GetStringAsync(address).Result);
        return json.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.TryGetProperty("table", out _))
            .SelectMany(panel => panel.GetProperty("table").GetProperty("rows").EnumerateArray()).SelectMany(row => row.GetProperty("values").EnumerateObject()).Count(value => value.Value.ValueKind == JsonValueKind.Number);
    }

    // The framework adds an address for redirects of interactive pages, of which there are none; without a role of its own it is closed.
    private static IEnumerable<RouteEndpoint> Endpoints(Served served) => served.Parts.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => !endpoint.RoutePattern.RawText!.StartsWith("/_framework/", StringComparison.Ordinal));

    private static string Method(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var first, ..] ? first : "GET";

    /// <summary>The addresses of an endpoint: every place, inside and outside the scopes, by route and by filter.</summary>
    private static IEnumerable<string> Addresses(RouteEndpoint endpoint, StudyBoard board)
    {
        var places = board.Places;
        string inside = places.Communities.First(community => community.Subdistrict == places.Subdistricts[0]).Id;
        string outside = places.Communities.First(community => community.Subdistrict != places.Subdistricts[0]).Id;
        var filters = endpoint.Metadata.GetMetadata<FiltersAttribute>()?.Names ?? [];
        bool isPage = !endpoint.RoutePattern.RawText!.Contains('{', StringComparison.Ordinal);
        foreach (string community in new[] { inside, outside })
        {
            string path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            foreach (var parameter in endpoint.RoutePattern.Parameters) path = path.Replace("{" + parameter.Name + "}", Sample(endpoint, parameter.Name, community, board), StringComparison.Ordinal);
            yield return path;
            if (isPage && filters.Contains(FilterNames.Community)) yield return $"{path}?community={Uri.EscapeDataString(community)}";
            if (isPage && filters.Contains(FilterNames.Subdistrict)) yield return $"{path}?subdistrict={Uri.EscapeDataString(places[community]!.Subdistrict)}";
        }
    }

    private static string Sample(RouteEndpoint endpoint, string parameter, string community, StudyBoard board) => parameter switch
    {
        "Community" => Uri.EscapeDataString(community),
        "page" => "money",
        "id" => endpoint.RoutePattern.RawText!.EndsWith("svg", StringComparison.Ordinal) || endpoint.RoutePattern.RawText.EndsWith("png", StringComparison.Ordinal) ? PublicFigure(board) : "money-years",
        _ => throw new InvalidOperationException($"The address {endpoint.RoutePattern.RawText} has a new part '{parameter}': give this test a value for it."),
    };

    private static string PublicFigure(StudyBoard board) =>
        StudyBoard.Pages.SelectMany(page => board.Page(page.Code, Viewer.Anybody, BoardFilters.None).Panels).First(panel => panel.Figure is not null).Id;

    /// <summary>Below the role that an address says: asked to sign in, or refused. Else answered; forms without their token are refused.</summary>
    private static bool IsRight(RouteEndpoint endpoint, string? name, Role role, HttpResponseMessage answer)
    {
        bool allowed = role >= endpoint.Metadata.GetMetadata<OpenToAttribute>()!.Role;
        if (allowed) return answer.StatusCode == (Method(endpoint) == "POST" ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        return name is not null ? answer.StatusCode == HttpStatusCode.Forbidden
            : answer.StatusCode == HttpStatusCode.Unauthorized || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal));
    }
}
