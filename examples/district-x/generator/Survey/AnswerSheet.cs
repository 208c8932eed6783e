namespace CoProduction.DistrictX;

/// <summary>Turns true scores into answers: a noisy tendency per item, cut into five points, with gaps that have reasons.</summary>
internal static class AnswerSheet
{
    public const int NotAsked = 7, Refused = 8, DontKnow = 9;
    private static readonly double[] Thresholds = [-1.55, -0.75, 0.10, 1.05];
    private static readonly int[] ConstructOf = [.. Questionnaire.Items.Select(item => Questionnaire.IndexOf(item.Construct))];
    private static readonly double[] Noise = [.. Questionnaire.Items.Select(item => Math.Sqrt(1 - item.Loading * item.Loading))];
    private static readonly int VotedItem = Questionnaire.Items.ToList().FindIndex(item => item.Id == "dep4");

    public static int?[] Draw(RandomStream random, IReadOnlyList<double> scores)
    {
        var items = Questionnaire.Items;
        var answers = new int?[items.Count];
        double gaps = random.Chance(0.15) ? 0.06 : 0.003;
        for (int i = 0; i < answers.Length; i++)
        {
            double tendency = items[i].Loading * scores[ConstructOf[i]] + Noise[i] * random.Normal() + items[i].Ease;
            int point = Cut(tendency);
            int answer = items[i].Reversed ? 6 - point : point;
            answers[i] = random.Chance(gaps) ? DrawGap(random) : answer;
        }
        MarkNotAsked(items, answers);
        return answers;
    }

    private static int Cut(double tendency)
    {
        int point = 1;
        foreach (double threshold in Thresholds) point += tendency > threshold ? 1 : 0;
        return point;
    }

    private static int? DrawGap(RandomStream random) => random.Weighted([0.25, 0.50, 0.25]) switch
    {
        0 => Refused,
        1 => DontKnow,
        _ => null,
    };

    /// <summary>The filter question: who never voted on a project is not asked about reimbursement.</summary>
    private static void MarkNotAsked(IReadOnlyList<Item> items, int?[] answers)
    {
        if (answers[VotedItem] is not (1 or 2)) return;
        for (int i = 0; i < answers.Length; i++)
        {
            if (items[i].OnlyParticipants) answers[i] = NotAsked;
        }
    }
}
