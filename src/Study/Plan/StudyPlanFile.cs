using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>Reads a study file (study.yaml) into a <see cref="StudyPlan"/>, or says everything that is wrong with it.</summary>
public static class StudyPlanFile
{
    /// <summary>The name a study file has when only its folder is given.</summary>
    public const string StandardName = "study.yaml";

    /// <summary>Reads a study file.</summary>
    /// <param name="path">The file, or the folder that holds a <see cref="StandardName"/>.</param>
    /// <exception cref="StudyFileException">The file is wrong; carries every error with line and column.</exception>
    /// <exception cref="StudyException">There is no such file, or it is not YAML.</exception>
    public static StudyPlan Read(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, StandardName) : path;
        if (!File.Exists(file)) throw StudyFaults.NoStudyFile(file);
        return Parse(File.ReadAllText(file), Path.GetFileName(file), Path.GetDirectoryName(Path.GetFullPath(file))!);
    }

    /// <summary>Reads the text of a study file.</summary>
    /// <param name="yaml">Text of the file.</param>
    /// <param name="fileName">Name of the file, for errors.</param>
    /// <param name="folder">Folder that file names are relative to.</param>
    /// <exception cref="StudyFileException">The file is wrong; carries every error with line and column.</exception>
    /// <exception cref="StudyException">The text is not YAML.</exception>
    public static StudyPlan Parse(string yaml, string fileName, string folder)
    {
        StudySchemaCheck.Begin();
        var root = YamlEntries.Parse(yaml, fileName);
        var check = StudySchemaCheck.CheckAsync(new YamlJson(root, fileName), fileName);
        var errors = new PlanErrors(fileName);
        var plan = new StudyPlanReader(root, folder, errors).Read();
        check.GetAwaiter().GetResult().And(errors).ThrowIfAny();
        return plan;
    }
}
