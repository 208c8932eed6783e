#:project ../../src/Workbench/Workbench.csproj
#:project ../../examples/district-x/generator/DistrictX.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// %% [markdown]
// # 01 钱花到哪里去了？ · Where did the money go?
// 本笔记本回答：项目资金中各用途各占多少、分母是什么；“四分之三用于设施维修”的说法在何种口径下成立；各社区之间相差多大。
//
// This notebook answers: what share of the project money went to each use, and of which denominator; under which definitions the claim "three quarters went to facility maintenance" holds; how much communities differ.
//
// 数据为合成的演示研究（X区）。 · The data are the synthetic demo study (District X).
// %%
using CoProduction;
using CoProduction.Analysis;
using CoProduction.DistrictX;
using CoProduction.Reports;
using CoProduction.Workbench;

DemoStudy.Write("district-x");
var study = Study.Open("district-x");
study.Describe()["sources"].Print();
// %% [markdown]
// 占比必须有口径：分子是某一类的金额，分母是同一年、同一阶段（已支付）、项目资金池的全部金额。每年恰为100%。
//
// A share needs its definition: the numerator is the money of one class, the denominator all money of the same year, phase (paid) and pool (projects). Each year sums to exactly 100%.
// %%
var shares = study.Shares(by: "year");
shares.Where("year", "2018").Print();
// %%
study.Figure("spending-shares").Print();
// %% [markdown]
// ## “四分之三”的说法 · The claim of three quarters
// 同一年的数字随口径而变：算不算新建、按批准还是按支付、含不含运行经费。
//
// The number of one and the same year changes with the definition: with or without new construction, approved or paid, with or without operating money.
// %%
study.Money()["claim-facility_maintenance-2018"].Print();
// %%
Console.WriteLine($"2018: {shares.Number("share", "2018", "facility_maintenance"):P1}");
// %% [markdown]
// ## 一个社区 · One community
// %%
var community = study.Communities["C001"];
study.Shares(by: "year", communities: [community.Id]).Print();
// %% [markdown]
// ## 如何引用 · How to cite
// 数字的出处：口径、分类版本、来源文件及其哈希、软件版本。
//
// Where the numbers come from: definition, version of the classification, source files with their hashes, release.
// %%
Console.WriteLine($"{shares.Note.En} {string.Join("; ", study.Describe()["sources"].ToRows().Where(row => $"{row["source"]}".StartsWith("fund")).Select(row => $"{row["file"]} (sha256 {row["sha256"]})"))}. CoProduction Research {Release.Version}.");
