#:project ../../src/Workbench/Workbench.csproj
#:project ../../examples/district-x/generator/DistrictX.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// %% [markdown]
// # 08 从零开始用自己的数据 · Your own data from zero
// 本笔记本回答：拿到一份有错的CSV怎么办——先看哪些行被拒绝、为什么，改正后装载、拟合、导出。
//
// This notebook answers: what to do with a CSV that has faults: see which rows are rejected and why, mend them, load, fit, export.
// %%
using CoProduction;
using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Workbench;

Directory.CreateDirectory("my-study");
string yaml = """
    study: my-study
    title: { zh: 我的研究, en: My study }
    place: elsewhere
    sources:
      communities: { file: communities.csv }
      instruments: { file: instruments.csv }
      questions: { file: questions.csv }
      surveys:
        - { id: wave-1, file: answers.csv, instrument: wave-1, design: { cluster: community } }
    """;
File.WriteAllText("my-study/study.yaml", yaml);
File.WriteAllText("my-study/communities.csv", "community,name,subdistrict,kind,households,residents\n" + string.Concat("ABCDEFGH".Select(id => $"{id},Community {id},North,old_estate,400,1000\n")));
File.WriteAllText("my-study/instruments.csv", "instrument,title_zh,title_en,wave\nwave-1,第一次调查,First survey,2024\n");
File.WriteAllText("my-study/questions.csv", """
    instrument,item,wording_zh,wording_en,construct,scale_min,scale_max,reversed,missing_codes
    wave-1,sat1,满意一,Satisfied with services,satisfaction,1,5,false,9=dont_know
    wave-1,sat2,满意二,Satisfied with projects,satisfaction,1,5,false,9=dont_know
    wave-1,tru1,信任一,Trust the committee,community_trust,1,5,false,9=dont_know
    wave-1,tru2,信任二,Trust neighbours,community_trust,1,5,false,9=dont_know
    """.Replace("\r", "") + "\n");
// %% [markdown]
// ## 有错的数据 · Data with faults
// 三行有错：7超出1–5、社区Z不存在、“四”不是数字。 · Three rows are wrong: 7 is outside 1-5, there is no community Z, and "four" is no number.
// %%
string[] answers = [.. Enumerable.Range(0, 160).Select(i => $"R{i:D3},{"ABCDEFGH"[i % 8]},{1 + (i * 7 + i / 8) % 5},{1 + (i * 7 + i / 5) % 5},{1 + (i * 3 + i / 8) % 5},{(i % 20 == 0 ? 9 : 1 + (i * 3 + i / 7) % 5)}")];
string[] faulty = [.. answers];
faulty[10] = "R010,C,7,4,4,4";
faulty[20] = "R020,Z,4,4,4,4";
faulty[30] = "R030,G,four,4,4,4";
File.WriteAllText("my-study/answers.csv", "respondent,community,sat1,sat2,tru1,tru2\n" + string.Join("\n", faulty) + "\n");
Study.Open("my-study").Rejections().Unreviewed("made-up rows, shown to be mended").Print();
// %% [markdown]
// 每一条拒绝都写明行、列、原因和改法；其余行照常装载。 · Each rejection names row, column, reason and mend; the other rows are loaded.
//
// ## 改正后 · Mended
// %%
File.WriteAllText("my-study/answers.csv", "respondent,community,sat1,sat2,tru1,tru2\n" + string.Join("\n", answers) + "\n");
var study = Study.Open("my-study");
study.Describe().Print();
// %%
var model = study.Fit("satisfaction ~ community_trust").Clustered("community").With(Vcov.CR2);
model.Print();
// %% [markdown]
// ## 只有一张表也可以 · A single table will do
// %%
var rows = Study.Of(Enumerable.Range(0, 40).Select(i => new { Score = 1 + i * 7 % 5, Hours = i * 3 % 11, Group = i % 2 == 0 ? "old" : "new" }));
rows.Fit("Score ~ Hours + Group").Print();
// %% [markdown]
// ## 如何引用 · How to cite
// %%
Console.WriteLine(model.Cite());
