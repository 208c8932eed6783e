namespace CoProduction;

/// <summary>The texts of a study file's errors; the place is added by <see cref="PlanErrors"/>.</summary>
internal static class PlanFaults
{
    public static PlanFault UnknownKey(string key, string owner, IEnumerable<string> allowed) =>
        new($"'{key}' is not a key of {owner}", "a key that nobody reads would be a silent mistake", Nearest.Suggest(key, allowed));

    public static PlanFault MissingKey(string key, string owner, string mend) => new($"'{key}' is missing", $"{owner} cannot be read without it", mend);

    public static PlanFault WrongKind(string found, string expected, string mend) => new($"{found} stands where {expected} is expected", "", mend);

    public static PlanFault NotAllowed(string value, string what, IEnumerable<string> allowed) =>
        new($"'{value}' is not a {what}", "the values are fixed", Nearest.Suggest(value, allowed));

    public static PlanFault WrongForm(string value, string mend) => new($"'{value}' does not have the form of its key", "", mend);

    public static PlanFault TooSmall(string value, string minimum) => new($"{value} is too small", $"the smallest value is {minimum}", $"Write {minimum} or more");

    public static PlanFault Unreadable(string key, string kind) => new($"'{key}' cannot be read ({kind})", "it does not follow data-schema/study.schema.json", "Compare it with the demo's study.yaml");

    public static PlanFault UnknownField(string field, TableSchema table) => new(
        $"Table '{table.Name}' has no field '{field}'", "fields are declared in the table schema", Nearest.Suggest(field, table.Fields.Select(known => known.Name)));

    public static PlanFault UnknownLevel(string value, Field field) => new(
        $"'{value}' is not a value of '{field.Name}'", "the codes and their labels are declared in the table schema", Nearest.Suggest(value, field.Levels.Select(level => level.Code)));

    public static PlanFault UnknownUse(string value, Classification list) => new(
        $"'{value}' is not a class of {list.Name}", "use classes come from the study's classification", Nearest.Suggest(value, list.Classes.Select(use => use.Code)));

    public static PlanFault NoUnit(Field field) => new(
        $"'{field.Name}' has no unit to convert", $"its values are of type {field.Type}", "Give units to fields of numbers and money only");

    public static PlanFault RepeatedId(string id, string what) => new($"The id '{id}' stands twice", $"the id of a {what} is unique in the study", "Give one of them another 'id:'");

    public static PlanFault NoQuestions(string instrument) => new(
        $"The instrument '{instrument}' is not described", "a survey's items, scales and missing codes come from the study's questions", "Add 'questions:' (and 'instruments:') to the sources");

    public static PlanFault UnknownInstrument(string instrument, IReadOnlyCollection<string> known) => new(
        $"There is no instrument '{instrument}'", "a survey's instrument is described in the study's instruments and questions",
        Allowed(instrument, known, "Add it to the files of 'instruments:' and 'questions:'"));

    public static PlanFault UnknownSurvey(string survey, IReadOnlyCollection<string> surveys) => new(
        $"There is no survey '{survey}'", "a model's rows are the respondents of one survey", Allowed(survey, surveys, "Add it to 'surveys:' of the sources"));

    public static PlanFault SurveyNotNamed(IReadOnlyCollection<string> surveys) => new(
        "The model names no survey", "the study does not have exactly one", Allowed("", surveys, "Add a survey to the sources"));

    public static PlanFault UnknownDesignField(string field, IEnumerable<string> allowed) => new(
        $"Respondents have no field '{field}'", "weights, strata and clusters are fields of the responses or of their communities", Nearest.Suggest(field, allowed));

    public static PlanFault UnknownFigure(string kind) => new($"There is no figure '{kind}'", "the kinds of figures are fixed", Nearest.Suggest(kind, FigureKinds.Names));

    public static PlanFault FigureNeedsArgument(string kind, string argument) => new(
        $"The figure '{kind}' does not say of what", $"it draws one {argument}", $"Write '{kind}:' and the id of a {argument}");

    public static PlanFault FigureOfOtherMethod(string figure, string model, string method, IEnumerable<string> methods) => new(
        $"The figure '{figure}' cannot draw the model '{model}'", $"its method is {method}", $"Name a model of the method {string.Join(", ", methods)}, or draw 'coefficients:{model}'");

    public static PlanFault FigureNeedsPredict(string model) => new(
        $"The model '{model}' predicts nothing that could be drawn", "curves are drawn over the variables that its setting 'predict' names", "Add 'settings: { predict: x }' to the model, x one of its variables");

    public static PlanFault UnknownModel(string model, IReadOnlyCollection<string> models) => new(
        $"There is no model '{model}'", "the figure draws a model of this study", Allowed(model, models, "Add it to 'models:'"));

    public static PlanFault UnknownRule(string rule, string place, IReadOnlyCollection<string> rules) => new(
        $"There is no rule '{rule}'", $"rules are those of the study's place, {(place.Length == 0 ? "which is not stated" : $"'{place}'")}",
        Allowed(rule, rules, $"State 'place:' as one of {string.Join(", ", DataSchema.Places)}"));

    public static PlanFault UnknownClassification(string name) => new(
        $"There is no classification '{name}'", "a built-in list is named by id@version, a study's own by its file (.yaml)",
        Nearest.Suggest(name, DataSchema.Classifications.Select(list => list.Name)));

    public static PlanFault NoSuchFile(string file) => new($"The file '{file}' is not there", "file names are relative to the study file", "Correct the name or add the file");

    public static PlanFault NotADay(string text) => new($"'{text}' is not a day of the calendar", "days are written as year-month-day", "Write for example 2020-01-31");

    public static PlanFault Secret() => new(
        "The store's address holds a password", "study files are shared and published, and a secret in one of them is a secret no more",
        "Put the address into an environment variable, such as COPRO_STORE, and write 'store: env:COPRO_STORE'");

    public static PlanFault UnsetVariable(string name) => new(
        $"The environment variable '{name}' is not set", "the study file takes the store from it", $"Set {name} before the command, or write a folder");

    private static string Allowed(string name, IReadOnlyCollection<string> known, string none) => known.Count == 0 ? none : Nearest.Suggest(name, known);
}
