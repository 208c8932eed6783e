using System.Text;

namespace CoProduction.DistrictX;

/// <summary>study.yaml of the demo.</summary>
internal static class StudyFile
{
    public const string Path = "study.yaml";

    public static DemoFile Write() => new(Path, Encoding.UTF8.GetBytes(Text()));

    private static string Text() => $$"""
        # The demo study. SYNTHETIC: every record was made up by examples/district-x/generator (seed {{Print.Number(DemoStudy.Seed, "0")}}). 合成数据，不涉及任何真实的人和社区。
        study: district-x
        title: { zh: C市X区共同生产研究（合成数据）, en: Co-production in District X (synthetic) }
        synthetic: true
        place: district-x
        data_date: {{Print.Day(Programme.DataDate)}}
        currency: CNY
        store: store
        classification: district-x-uses@2018-1
        sources:
          communities:
            file: {{CommunityFile.Path}}
            columns: { 社区: community, 社区名称: name, 街道: subdistrict, 社区类型: kind, 户数: households, 居民数: residents, 试点年份: pilot_year }
          projects: { file: {{ProjectFiles.ProjectsPath}} }
          fund:
            - file: {{LedgerFiles.WorkbookPath}}
              sheet: {{LedgerFiles.Sheet}}
              columns: { {{LedgerColumns("金额")}} }
              recodes:
                use_class: { {{UseRecodes()}} }
            - file: {{LedgerFiles.PlainPath}}
            - file: {{LedgerFiles.CofinancingPath}}
              columns: { {{LedgerColumns(LedgerFiles.TenThousandHeader)}} }
              units: { amount: 万元 }
              recodes:
                use_class: { {{UseRecodes()}} }
          steps: { file: {{ProjectFiles.StepsPath}} }
          proposals: { file: {{ProjectFiles.ProposalsPath}} }
          rates:
            file: {{RateFile.Path}}
            columns: { 社区: community, 年度: year, 指标: rate, 分子: numerator, 分母: denominator, 口径: base_population, 调查方式: design }
            recodes:
              design: { 普查: census, 抽样: sample }
          instruments: { file: {{QuestionnaireFiles.InstrumentsPath}} }
          questions: { file: {{QuestionnaireFiles.QuestionsPath}} }
          surveys:
        {{Surveys()}}
          interviews:
            file: {{InterviewFiles.InterviewsPath}}
            columns: { 访谈编号: interview, 受访者: speaker, 身份: role, 社区: community, 日期: date, 资料类型: source_kind, 文本: text, 知情同意: consent }
          codes: { file: {{InterviewFiles.CodesPath}} }
          codings: { file: {{InterviewFiles.CodingsPath}} }
          network: { file: {{NetworkFile.Path}} }
        models:
          - { id: drivers, method: ols, survey: satisfaction-2019, formula: "{{Formula}}", cluster: community, vcov: CR1 }
          - { id: drivers-weighted, method: ols, survey: satisfaction-2019, formula: "{{Formula}}", weights: weight, cluster: community, vcov: CR1 }
          - { id: depth, method: ols, survey: satisfaction-2019, formula: "participation_depth ~ interest_relevance + self_efficacy + community_trust + participation_willingness + deliberation_capability + local_support", cluster: community, vcov: CR1 }
          - { id: drivers-within, method: fe, survey: satisfaction-2019, formula: "{{Formula}} | community", cluster: community }
          - { id: drivers-mixed, method: lmm, survey: satisfaction-2019, formula: "{{Formula}} + (1 | community)" }
          - { id: drivers-survey, method: svy, survey: satisfaction-2019, formula: "{{Formula}}", weights: weight, strata: stratum, cluster: community }
          - { id: pathway, method: mediation, survey: satisfaction-2019, formula: "interest_relevance -> participation_depth -> satisfaction | self_efficacy + community_trust + local_support", cluster: community, bootstrap: 5000, seed: 20220931 }
          - { id: answer-ordered, method: ologit, survey: satisfaction-2019, formula: "sat1 ~ {{Drivers}}", cluster: community, vcov: CR1, settings: { predict: "community_trust, participation_depth" } }
          - { id: answer-probit, method: oprobit, survey: satisfaction-2019, formula: "sat1 ~ {{Drivers}}", cluster: community, vcov: CR1 }
          - { id: satisfaction-scale, method: alpha, survey: satisfaction-2019, formula: "satisfaction =~ sat1 + sat2 + sat3 + sat4 - sat5", settings: { range: 1..5 } }
          - { id: profile, method: describe, survey: satisfaction-2019, formula: "age_group + gender + tenure + housing; satisfaction + community_trust + participation_depth ~ housing" }
          - { id: drivers-importance, method: lmg, survey: satisfaction-2019, formula: "{{Formula}}", cluster: community, seed: 20220931 }
          - { id: missing-answers, method: missing, survey: satisfaction-2019, formula: "sat1 + sat2 + sat3 + sat4 + sat5" }
          - { id: items-imputed, method: ols, survey: satisfaction-2019, formula: "sat1 ~ rel1 + eff1 + tru1 + sup1 + dep1", cluster: community, vcov: CR1, impute: 20, seed: 20220931 }
          - { id: drivers-screened, method: ols, survey: satisfaction-2019, formula: "{{Formula}}", cluster: community, vcov: CR1, exclude: [ "longstring(sat1..sat5) > 4: 反向题也选同一答案 straight-lining over an item that is turned round", "duplicate(respondent): 重复录入 entered twice" ] }
          - { id: drivers-sem, method: sem, survey: satisfaction-2019, formula: "interest_relevance =~ rel1 + rel2 + rel3 + rel4; self_efficacy =~ eff1 + eff2 + eff3 + eff4; community_trust =~ tru1 + tru2 + tru3 + tru4; participation_depth =~ dep1 + dep2 + dep3 + dep4 + dep5; satisfaction =~ sat1 + sat2 + sat3 + sat4 + sat5; participation_depth ~ a*interest_relevance + self_efficacy + community_trust; satisfaction ~ b*participation_depth + c*interest_relevance + self_efficacy + community_trust; indirect := a*b", cluster: community }
          - { id: invariance, method: cfa, survey: satisfaction-2019, formula: "participation_depth =~ dep1 + dep2 + dep3 + dep4 + dep5; satisfaction =~ sat1 + sat2 + sat3 + sat4 + sat5", cluster: community, settings: { group: tenure, invariance: true } }
        figures: [ spending-shares, "coefficients:drivers", "coefficients:pathway", "paths:drivers-sem", "measurement:drivers-sem", "probabilities:answer-ordered", "likert:satisfaction" ]
        rules: [ operating-cap, committee-cap, nine-steps ]
        privacy: { minimum_cell: 5 }

        """;

    /// <summary>The model of the report's main table.</summary>
    public const string Formula = $"satisfaction ~ {Drivers}";

    /// <summary>The drivers of its models.</summary>
    public const string Drivers = "interest_relevance + self_efficacy + community_trust + local_support + participation_depth";

    private static string LedgerColumns(string amount) =>
        $"流水号: entry, 社区: community, 年度: year, 阶段: phase, {amount}: amount, 类别: use_class, 资金池: pool, 资金来源: money_source, 项目编号: project, 日期: date";

    private static string UseRecodes() => string.Join(", ", UseClass.All.Select(use => $"{use.Chinese}: {use.Code}"));

    private static string Surveys() => string.Join("\n", SurveyWave.All.Select(wave =>
        $"    - {{ id: {wave.Id}, file: {SurveyFiles.PathOf(wave)}, instrument: {wave.Id}, design: {{ weight: weight, strata: stratum, cluster: community }} }}"));
}
