using System.CommandLine;
using CoProduction.Analysis;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro power QUESTION</c>: what a planned survey of people in communities can find.</summary>
internal static class PowerCommand
{
    private static readonly Argument<string> Question = new("QUESTION") { Description = string.Join("; ", PowerQuestion.All.Select(one => $"{one.Name}: {one.Description}")) + "." };
    private static readonly Option<int> Communities = new("--communities") { Description = "Communities.", Required = true };
    private static readonly Option<double> PerCommunity = new("--per-community") { Description = "People asked in a community, on average.", Required = true };
    private static readonly Option<double> Icc = new("--icc") { Description = "Intraclass correlation of the outcome.", DefaultValueFactory = _ => 0.05 };
    private static readonly Option<double> Cv = new("--cv") { Description = "Coefficient of variation of the communities' numbers of people." };
    private static readonly Option<double> Sd = new("--sd") { Description = "Standard deviation of the outcome.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> Share = new("--share") { Description = "Share of the first of two groups.", DefaultValueFactory = _ => 0.5 };
    private static readonly Option<double?> PredictorSd = new("--predictor-sd") { Description = "Standard deviation of a trait that is not of two groups (of people: within communities)." };
    private static readonly Option<double> Within = new("--r2-within") { Description = "Share of the variance within communities that covariates explain." };
    private static readonly Option<double> Between = new("--r2-between") { Description = "Share of the variance between communities that covariates explain." };
    private static readonly Option<int> Covariates = new("--covariates") { Description = "Number of those covariates at the level tested." };
    private static readonly Option<double?> Effect = new("--effect") { Description = "Effect to find: its power, and the communities it needs." };
    private static readonly Option<double> Target = new("--power") { Description = "Power of the smallest detectable effect.", DefaultValueFactory = _ => PowerSpec.DefaultPower };
    private static readonly Option<double> Level = new("--level") { Description = "Level of the interval, 1 less the two-sided error.", DefaultValueFactory = _ => ModelRequest.DefaultLevel };
    private static readonly Option<double> Proportion = new("--proportion") { Description = "Expected proportion.", DefaultValueFactory = _ => 0.5 };
    private static readonly Option<double?> Margin = new("--margin") { Description = "Margin of error wanted of a proportion: the people it needs." };
    private static readonly Option<double?> Population = new("--population") { Description = "People in the population (proportion)." };
    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("power", """
            Power and smallest detectable effect of a survey of people in communities, with the design effect; for a proportion its margin of error.

            Examples:
              copro power community --communities 40 --per-community 25 --icc 0.05 --effect 0.2
              copro power proportion --communities 96 --per-community 24 --icc 0.08 --margin 0.03
            """)
        {
            Question, Communities, PerCommunity, Icc, Cv, Sd, Share, PredictorSd, Within, Between, Covariates, Effect, Target, Level, Proportion, Margin, Population, Json,
        };
        command.SetAction((parsed, _) => Options.EndAsync(() => Task.FromResult(Run(parsed))));
        return command;
    }

    private static ExitCode Run(ParseResult parsed)
    {
        var result = Options.Asked(() => Power.Fit(Spec(parsed)));
        if (parsed.GetValue(Json)) JsonText.Write(Console.OpenStandardOutput(), writer => Write(writer, result));
        else foreach (string line in Lines(result)) Terminal.Result(line);
        return ExitCode.Done;
    }

    private static PowerSpec Spec(ParseResult parsed) => new(PowerQuestion.Parse(parsed.GetRequiredValue(Question)), parsed.GetValue(Communities), parsed.GetValue(PerCommunity))
    {
        Icc = parsed.GetValue(Icc),
        SizeCv = parsed.GetValue(Cv),
        Sd = parsed.GetValue(Sd),
        Share = parsed.GetValue(Share),
        PredictorSd = parsed.GetValue(PredictorSd),
        RSquaredWithin = parsed.GetValue(Within),
        RSquaredBetween = parsed.GetValue(Between),
        Covariates = parsed.GetValue(Covariates),
        Effect = parsed.GetValue(Effect),
        TargetPower = parsed.GetValue(Target),
        Level = parsed.GetValue(Level),
        ExpectedProportion = parsed.GetValue(Proportion),
        Margin = parsed.GetValue(Margin),
        Population = parsed.GetValue(Population),
    };

    private static IEnumerable<string> Lines(PowerResult result)
    {
        yield return result.Provenance.Method;
        yield return "";
        foreach (var entry in result.Glance().Where(entry => entry.Value is not null)) yield return $"{Columns.Pad(entry.Name, 20, left: false)}{FitText.Number(entry.Value)}";
    }

    private static void Write(System.Text.Json.Utf8JsonWriter writer, PowerResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("question", result.Spec.Question.Name);
        foreach (var entry in result.Glance()) writer.Number(entry.Name, entry.Value);
        writer.Write("provenance", result.Provenance);
        writer.WriteEndObject();
    }
}
