#:project ../../src/Workbench/Workbench.csproj
#:project ../../examples/district-x/generator/DistrictX.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// %% [markdown]
// # 03 量表可靠吗？ · Are the scales reliable?
// 本笔记本回答：各量表由哪些题目组成、有无反向题、缺失多少；信度α与ω及其区间；删去某题会怎样；居民如何作答。
//
// This notebook answers: which items make up the scales, which are reversed, how much is missing; alpha and omega with their intervals; what dropping an item would do; how residents answered.
// %%
using CoProduction;
using CoProduction.Analysis;
using CoProduction.DistrictX;
using CoProduction.Reports;
using CoProduction.Workbench;

DemoStudy.Write("district-x");
var study = Study.Open("district-x");

Console.WriteLine(study.Scales);
// %%
study.Survey()["scales-satisfaction-2019"].Print();
// %% [markdown]
// ## 满意度 · Satisfaction
// 第五题为反向题，计分时已转向。 · The fifth item is reversed and is turned round.
// %%
var satisfaction = study.Scales["satisfaction"];
foreach (var (item, wording, reversed) in satisfaction.Items) Console.WriteLine($"{item}{(reversed ? " (-)" : "")}: {wording.In(ReaderLanguage.Current)}");
// %%
satisfaction.Table().Print();
// %%
satisfaction.Reliability.Clustered("community").Bootstrapped(500, seed: 20220931).Print();
// %% [markdown]
// ## 居民如何作答 · How residents answered
// 占比按抽样权重加权。 · Shares are weighted by the sampling weights.
// %%
satisfaction.Figure().Print();
// %% [markdown]
// ## 如何引用 · How to cite
// %%
Console.WriteLine(satisfaction.Reliability.Cite());
