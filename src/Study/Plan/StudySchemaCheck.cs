using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace CoProduction;

/// <summary>Checks a study file against data-schema/study.schema.json and says each error in words.</summary>
internal static class StudySchemaCheck
{
    // Reading the schema takes longer than reading a study file, which goes on meanwhile.
    private static readonly Task<JsonSchema> _schema = Task.Run(() => JsonSchema.FromJsonAsync(SchemaResource.Text("data-schema/study.schema.json")));

    /// <summary>Begins to read the schema.</summary>
    public static void Begin() => _ = _schema;

    /// <summary>Checks a file, once the schema is read.</summary>
    /// <returns>The errors.</returns>
    public static async Task<PlanErrors> CheckAsync(YamlJson json, string file)
    {
        var schema = await _schema.ConfigureAwait(false);
        var errors = new PlanErrors(file);
        foreach (var error in schema.Validate(json.Root).SelectMany(Leaves))
            errors.Add(json.At(error.Token), Explain(error));
        return errors;
    }

    /// <summary>The errors that name one key or value; an «any of» is read as the form the writer chose.</summary>
    private static IEnumerable<ValidationError> Leaves(ValidationError error) => error is ChildSchemaValidationError children
        ? Chosen(children) is { } chosen ? chosen.SelectMany(Leaves) : [error]
        : [error];

    private static IEnumerable<ValidationError>? Chosen(ChildSchemaValidationError error)
    {
        if (error.Kind is not (ValidationErrorKind.NotAnyOf or ValidationErrorKind.NotOneOf)) return error.Errors.Values.SelectMany(inner => inner);
        var form = error.Token is JArray ? JsonObjectType.Array : error.Token is JObject ? JsonObjectType.Object : JsonObjectType.None;
        return form == JsonObjectType.None ? null : error.Errors.FirstOrDefault(branch => branch.Key.ActualSchema.Type == form).Value;
    }

    private static PlanFault Explain(ValidationError error)
    {
        var schema = error.Schema.ActualSchema;
        string value = Shown(error.Token);
        return error.Kind switch
        {
            ValidationErrorKind.NoAdditionalPropertiesAllowed => PlanFaults.UnknownKey(error.Property ?? "", schema.Title ?? "", schema.ActualProperties.Keys),
            ValidationErrorKind.PropertyRequired => PlanFaults.MissingKey(error.Property ?? "", schema.Title ?? "", Description(schema.ActualProperties[error.Property!])),
            ValidationErrorKind.NotInEnumeration => PlanFaults.NotAllowed(value, schema.Title ?? "", schema.Enumeration.Select(code => $"{code}")),
            ValidationErrorKind.PatternMismatch or ValidationErrorKind.StringTooShort => PlanFaults.WrongForm(value, Description(error.Schema)),
            ValidationErrorKind.NumberTooSmall => PlanFaults.TooSmall(value, $"{schema.Minimum}"),
            _ when Expected(error.Kind) is { } expected => PlanFaults.WrongKind(Kind(error.Token), expected, Description(error.Schema)),
            _ => PlanFaults.Unreadable(error.Property ?? value, $"{error.Kind}"),
        };
    }

    private static string? Expected(ValidationErrorKind kind) => kind switch
    {
        ValidationErrorKind.StringExpected => "a text",
        ValidationErrorKind.BooleanExpected => "true or false",
        ValidationErrorKind.IntegerExpected => "a whole number",
        ValidationErrorKind.ObjectExpected => "a mapping",
        ValidationErrorKind.ArrayExpected => "a list",
        ValidationErrorKind.TooFewItems => "a list with entries",
        ValidationErrorKind.NoTypeValidates => "a text or a number",
        ValidationErrorKind.NotAnyOf => "a mapping or a list",
        _ => null,
    };

    private static string Kind(JToken? token) => token switch
    {
        JObject => "A mapping",
        JArray { Count: 0 } => "An empty list",
        JArray => "A list",
        null or { Type: JTokenType.Null } => "Nothing",
        _ => $"'{Shown(token)}'",
    };

    private static string Shown(JToken? token) => token switch
    {
        JProperty property => property.Name,
        JValue { Type: JTokenType.Boolean } flag => (bool)flag ? "true" : "false",
        JValue value => value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => "",
    };

    // The description beside a reference stands nearer to the key than the one of the referred schema.
    private static string Description(JsonSchema schema) => schema.Description ?? schema.ActualSchema.Description ?? "See data-schema/study.schema.json";
}
