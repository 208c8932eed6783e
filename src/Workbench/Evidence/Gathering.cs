using System.Collections.Immutable;

namespace CoProduction.Workbench.Evidence;

/// <summary>The questions of a report in the order they are asked; a study without the evidence for one leaves it out.</summary>
internal static class Gathering
{
    private static readonly ImmutableArray<(Label Question, Func<Loaded, CancellationToken, Task<Section?>> Answer)> Questions =
    [
        (new("数据清理", "cleaning"), CleaningEvidence.OfAsync),
        (new("资金", "money"), MoneyEvidence.OfAsync),
        (new("规则", "rules"), RuleEvidence.OfAsync),
        (new("投票", "ballots"), BallotEvidence.OfAsync),
        (new("问卷", "survey"), SurveyEvidence.OfAsync),
        (new("模型", "models"), ModelEvidence.OfAsync),
        (new("访谈", "interviews"), InterviewEvidence.OfAsync),
    ];

    /// <summary>Number of steps of a report.</summary>
    public static int Count => Questions.Length;

    /// <summary>The answered sections.</summary>
    public static async Task<ImmutableArray<Section>> AllAsync(Loaded study, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        var sections = ImmutableArray.CreateBuilder<Section>();
        for (int i = 0; i < Questions.Length; i++)
        {
            var (question, answer) = Questions[i];
            progress?.Report(new WorkStep(i + 1, Questions.Length, new($"分析：{question.Zh}", $"analysing: {question.En}")));
            if (await answer(study, cancellationToken).ConfigureAwait(false) is { } section) sections.Add(section);
        }
        return sections.ToImmutable();
    }
}
