using CoProduction.Tests;
using MiniExcelLibs;

namespace CoProduction.Ingest.Tests;

/// <summary>XLSForms of pyxform's tests and a real survey (../shared/data/real/SOURCES.md).</summary>
public class XlsFormTests
{
    private static Questionnaire Real(string name) => Asked.Form(RealFiles.Path("instruments/" + name));

    private static string[] Names(Questionnaire form) => [.. form.Items.Select(item => item.Name)];

    [Fact]
    public void SheetsAndColumnsInAnyCase()
    {
        var form = Real("case_insensitivity.xlsx");
        Assert.Equal(("YesNo", "Yes or no"), (form.Id, form.Title.En));
        Assert.Equal(["q1", "q2", "q3"], Names(form));
        Assert.Equal(["n1-c", "n2-c"], form.Items[0].Options.Select(option => option.Name));
        Assert.Equal(["n1-e", "n2-e"], form.Items[1].Options.Select(option => option.Name));
        Assert.Equal(FormKind.Place, form.Items[2].Kind);
        Assert.Equal("Are you good?", form.Items[0].Wording.En);
    }

    [Fact]
    public void CascadingChoicesMayRepeatWhereTheFormAllowsIt()
    {
        var form = Real("choice_filter_test.xlsx");
        Assert.All(form.Items, item => Assert.Null(item.Fault));
        Assert.Equal(["king", "pierce", "cameron"], form.Items[1].Options.Select(option => option.Name));
    }

    [Fact]
    public void OtherIsAChoiceAndAText()
    {
        Assert.Equal(["fav_color", "fav_color_other", "fav_pastel"], Names(Real("or_other.xlsx")));
        var form = Real("specify_other.xlsx");
        Assert.Equal(["male", "female", "other"], form.Items[0].Options.Select(option => option.Name));
        Assert.Equal([1, 2, 3], form.Items[0].Options.Select(option => option.Code));
        Assert.Equal("What sex are you?", form.Items[0].Wording.En);
    }

    [Fact]
    public void TheSpecTestWithItsGroupsRepeatsAndLanguages()
    {
        var form = Real("xlsform_spec_test.xlsx");
        var address = form.Items.Single(item => item.Name == "address");
        Assert.Equal(("您好", "Enter an address"), (address.Wording.Zh, address.Wording.En));
        Assert.Equal("not(selected(${skip_to_end}, 'yes'))", address.Relevant);
        Assert.Equal(["everything", "address"], address.Path);
        Assert.True(form.Items.Single(item => item.Name == "required_text").Repeats);
        Assert.DoesNotContain(form.Fields, field => field.Of.Repeats);
        Assert.All(form.Items, item => Assert.Null(item.Fault));
    }

    [Fact]
    public void TwoColumnsOfOneNameAreRefused()
    {
        var fault = Assert.Throws<StudyException>(() => Real("duplicate_columns.xlsx")).Fault;
        Assert.Contains("'label'", fault.What, StringComparison.Ordinal);
        Assert.Contains("#survey, row 1", fault.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void ACalculationThatIsNoneIsARejectedRow()
    {
        var item = Assert.Single(Real("bad_calc.xlsx").Items);
        Assert.Equal(2, item.Row);
        Assert.Contains("because pyxform doesn't know", item.Fault!.Text, StringComparison.Ordinal);
        var answers = Asked.Read(RealFiles.Path("instruments/bad_calc.xlsx"), "xlsform");
        Assert.Single(answers.Faults);
    }

    /// <summary>pyxform's file has its odd date in a sheet that is not read.</summary>
    [Fact]
    public void DatesInOtherSheetsDoNotMatter()
    {
        var form = Real("xl_date_ambiguous.xlsx");
        Assert.Equal(["name1", "name2", "name3", "names"], Names(form));
        Assert.All(form.Items, item => Assert.Null(item.Fault));
        Assert.Equal("0", form.Items[2].Relevant);
    }

    [Fact]
    public void ADayThatWorkbooksDisagreeAboutIsARejectedRow()
    {
        string path = Given.File("form.xlsx", []);
        File.Delete(path);
        MiniExcel.SaveAs(path, new Dictionary<string, object> { ["survey"] = new[] { Row("a", new DateTime(1900, 1, 15)), Row("b", new DateTime(2018, 11, 9)) } });
        var form = Asked.Form(path);
        var faulty = Assert.Single(form.Items, item => item.Fault is not null);
        Assert.Equal(("a", 2L), (faulty.Path[^1], faulty.Row));
        Assert.Contains("1 March 1900", faulty.Fault!.Rule, StringComparison.Ordinal);

        static Dictionary<string, object> Row(string name, DateTime day) => new() { ["type"] = "date", ["name"] = name, ["label"] = name, ["default"] = day };
    }

    [Fact]
    public void FormsAsCsv()
    {
        var widgets = Real("widgets.csv");
        Assert.Equal(21, widgets.Items.Length);
        Assert.Equal(". > 10.51 and . < 18.39", widgets.Items.Single(item => item.Name == "my_decimal").Constraint);
        Assert.Equal((1, 8), (widgets.Items.Single(item => item.Name == "my_select1").Minimum, widgets.Items.Single(item => item.Name == "my_select1").Maximum));
        Assert.Equal(["my_int", "my_select.a", "my_select.b", "my_select.c", "my_select.d", "my_select1"], widgets.Fields.Take(6).Select(field => field.Name));
        Assert.Equal("…what toppings do you prefer on your 🍔s?", Real("utf_csv.csv").Items.Single().Wording.En);
    }

    [Fact]
    public void ALoopIsWrittenOutForEachChoice()
    {
        var form = Real("loop.csv");
        Assert.Equal(["available_toilet_types", "available_toilet_types_other", "pit_latrine_with_slab_number", "open_pit_latrine_number", "bucket_system_number"], Names(form));
        Assert.Equal("How many Pit latrine with slab are on the premises?", form.Items[2].Wording.En);
    }

    [Fact]
    public void AScaleComesFromChoicesThatAreNumbersAndReasonsFromTheirLabels()
    {
        var form = Asked.Form("form.csv", """
            survey,,,,,,
            ,type,name,label::中文 (zh),label::English (en),construct,reversed
            ,select_one agree,sat1,我满意,I am satisfied,satisfaction,
            ,select_one agree,sat2,我不满意,I am dissatisfied,satisfaction,yes
            ,select_one yesno,know,听说过吗,Have you heard,,
            ,integer,age,年龄,Age,,
            choices,,,,,,
            ,list_name,name,label::中文 (zh),label::English (en),,
            ,agree,1,非常不同意,Strongly disagree,,
            ,agree,5,非常同意,Strongly agree,,
            ,agree,9,不知道,Don't know,,
            ,agree,8,拒答,Refused,,
            ,yesno,yes,是,Yes,,
            ,yesno,no,否,No,,
            """);
        var fields = form.Fields.ToDictionary(field => field.Name);
        Assert.Equal((1, 5, "9=dont_know;8=refused", "我满意", "I am satisfied"), (fields["sat1"].Minimum, fields["sat1"].Maximum, fields["sat1"].MissingCodes, fields["sat1"].Wording.Zh, fields["sat1"].Wording.En));
        Assert.True(fields["sat2"].Of is { Reversed: true, Construct: "satisfaction" });
        Assert.Equal(((int?)null, (int?)null), (fields["know"].Minimum, fields["know"].Maximum));
        Assert.Equal([1, 2], fields["know"].Of.Options.Select(option => option.Code));
        Assert.Equal(4, fields.Count);
    }

    [Fact]
    public void ScoresOfKoboToolbox()
    {
        var form = Asked.Form("form.csv", "survey,,,,\n,type,name,label,kobo--score-choices\n,begin_score,sat,Rate,agree\n,score__row,clean,Clean,\n,score__row,safe,Safe,\n,end_score,,,\nchoices,,,,\n,list_name,name,label,\n,agree,1,bad,\n,agree,5,good,\n");
        Assert.Equal(["clean", "safe"], form.Fields.Select(field => field.Name));
        Assert.Equal((1, 5), (form.Items[0].Minimum, form.Items[0].Maximum));
    }

    [Theory]
    [InlineData("begin group,g,,\n,text,a,A\n", "begin group")]
    [InlineData("text,a,A,\n,end group,,\n", "end group")]
    [InlineData("begin group,g,,\n,text,a,A\n,end repeat,,\n", "end repeat")]
    public void GroupsThatDoNotCloseAreRefused(string rows, string named) =>
        Assert.Contains(named, Assert.Throws<StudyException>(() => Asked.Form("form.csv", $"survey,,,\n,type,name,label\n,{rows}")).Fault.What + " begin group", StringComparison.Ordinal);

    [Theory]
    [InlineData("select_one nowhere,a,A", "no list")]
    [InlineData("selct_one l,a,A", "no such question type")]
    [InlineData("text,,A", "no name")]
    [InlineData("text,1a,A", "begins with a letter")]
    [InlineData("text,x,A\n,text,x,B", "two questions of this name")]
    [InlineData("select_one twice,a,A", "two choices")]
    public void AQuestionThatCannotBeIsARejectedRow(string row, string rule)
    {
        var form = Asked.Form("form.csv", $"survey,,,\n,type,name,label\n,{row}\n,text,good,Good\nchoices,,,\n,list_name,name,label\n,l,a,A\n,twice,b,B\n,twice,b,B\n");
        Assert.Contains(rule, Assert.Single(form.Items, item => item.Fault is not null).Fault!.Rule, StringComparison.Ordinal);
        Assert.Contains(form.Items, item => item.Name == "good" && item.Fault is null);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("${a} + 1", null)]
    [InlineData("${a} -1", null)]
    [InlineData("selected(${a}, \"it's\") or not(${b} >= 18 and . != \"x\")", null)]
    [InlineData("if(selected-at(${a}, 0) = '', today() - 7, ../b div 2)", null)]
    [InlineData("instance('towns')/list/item[name = ${a}]/label", null)]
    [InlineData("${a}${b}", "two values")]
    [InlineData("because it does", "two values")]
    [InlineData("doesn't", "quote does not close")]
    [InlineData("(${a}", "bracket does not close")]
    [InlineData("${a})", "none opens")]
    [InlineData("${c} = 1", "no question 'c'")]
    [InlineData("${a", "'${' does not close")]
    public void Expressions(string text, string? problem)
    {
        string? found = XPathText.Problem(text, name => name is "a" or "b");
        if (problem is null) Assert.Null(found);
        else Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    [Fact]
    public void FormulasAreReadAsTheirValues()
    {
        var form = Real("xl_date_ambiguous.xlsx");
        Assert.Equal(("XLDateAmbiguous-v1", "XLDateAmbiguous-v1"), (form.Id, form.Title.En));
        Assert.Equal(["${name1}", "${name2}", "${name3}"], form.Items[3].Options.Select(option => option.Label.En));
    }

    [Fact]
    public void TheStudysTables()
    {
        string path = RealFiles.Path("instruments/mitwirken_umfrage.xlsx");
        Answers Table(string table) => Read(path, table);
        var instrument = Table("instruments");
        Assert.Equal(["bedarfserhebung_mo_sachsen"], instrument["instrument"]);
        Assert.Equal("Bedarfserhebung für Migrant*innenorganisationen in Sachsen", instrument["title_zh"][0]);
        var questions = Table("questions");
        Assert.Equal((8 + 2, 75), (questions["item"].Count(item => !item.Contains('.', StringComparison.Ordinal)), questions["item"].Count(item => item.Contains('.', StringComparison.Ordinal))));
        Assert.Equal("${zusammenarbeit_stadt} = 'ja'", questions["universe"][questions["item"].IndexOf("ansprechpersonen.beiraete")]);
        Assert.Contains("themenfelder_other", questions.Said, StringComparison.Ordinal);
        Assert.Throws<StudyException>(() => Table("responses"));
    }

    private static Answers Read(string path, string table)
    {
        using var rows = (Asked.Find(path, "xlsform") with { Table = table }).Open();
        return Answers.Of(rows);
    }
}
