#:project ../../src/Workbench/Workbench.csproj
#:project ../../examples/district-x/generator/DistrictX.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// %% [markdown]
// # 09 一个社区 · One community
// 本笔记本回答：一个社区的钱花到哪里去了、规则遵守得如何、居民有多满意。社区是参数：一条命令可对研究的每个社区各运行一次（`copro notebook run 09-community.ipynb --param community=@district-x --out results --html`）。
//
// This notebook answers: where one community's money went, how it kept the rules, how satisfied its residents are. The community is a parameter: one command runs it for every community of the study.
// %% tags=["parameters"]
string community = "C001";
// %%
using CoProduction;
using CoProduction.Analysis;
using CoProduction.DistrictX;
using CoProduction.Reports;
using CoProduction.Workbench;

if (!Directory.Exists("district-x")) DemoStudy.Write("district-x");
var study = Study.Open("district-x");
study.Shares(by: "year", communities: [community]).Print();
// %% [markdown]
// ## 规则 · Rules
// 运行经费不得超过规定比例： · Operating money may not exceed its cap:
// %%
study.Rules()["rule-operating-cap"].Where("community", community).Print();
// %% [markdown]
// ## 居民 · Residents
// 满意度均值（1–5，加权）：先是全社区，再是其中各年龄组。人数不足的格在全部社区的表中一并审查，不予公布。
//
// Mean satisfaction (1-5, weighted): of the community, then of its age groups. What is of too few people is withheld: the table of all communities is reviewed before this community is taken out of it.
// %%
study.Fit("mean(satisfaction) | community").Weighted("weight").Table().Where("term", $"{community}: satisfaction").Print();
// %%
var ages = study.Fit("mean(satisfaction) | community + age_group").Weighted("weight").Table().Released;
foreach (var row in ages.Rows.Where(row => row.Key[0].StartsWith($"{community}, ")))
    Console.WriteLine($"{row.Labels[0].Zh} {(row.Values[0].State == ValueState.Suppressed ? "未公布 · withheld" : row.Values[0].Number.ToString("0.00"))}");
// %% [markdown]
// ## 如何引用 · How to cite
// %%
Console.WriteLine($"{community}. {study.Shares(communities: [community]).Note.En} CoProduction Research {Release.Version}.");
