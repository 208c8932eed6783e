#:project ../../src/Workbench/Workbench.csproj
#:project ../../examples/district-x/generator/DistrictX.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// %% [markdown]
// # 05 参与是否传递了作用？ · Does participation carry the effect?
// 本笔记本回答：利益相关性与满意度的关联中，有多少经由参与深度；区间由社区自助法给出。横截面数据不能证明次序，“效应”是路径上的关联。
//
// This notebook answers: how much of the association between interest relevance and satisfaction runs through depth of participation, with intervals from a bootstrap of communities. Cross-sectional data do not show order: an "effect" is an association along a path.
// %%
using CoProduction;
using CoProduction.Analysis;
using CoProduction.DistrictX;
using CoProduction.Reports;
using CoProduction.Workbench;

DemoStudy.Write("district-x");
var study = Study.Open("district-x");

var pathway = study.Fit("interest_relevance -> participation_depth -> satisfaction | self_efficacy + community_trust + local_support").Clustered("community").Bootstrapped(5000, seed: 20220931);
pathway.Table("effects").Print();
// %%
pathway.Table("indirect").Print();
// %% [markdown]
// ## 社区内与社区间 · Within and between communities
// 同一社区内的差别与社区之间的差别是两个问题（1-1-1）。 · Differences within a community and between communities are two questions (1-1-1).
// %%
study.Fit("interest_relevance -> participation_depth -> satisfaction | (1 | community)").Bootstrapped(1000, seed: 20220931).Table("indirect").Print();
// %%
pathway.Figure().Print();
// %% [markdown]
// ## 如何引用 · How to cite
// %%
Console.WriteLine(pathway.Cite());
