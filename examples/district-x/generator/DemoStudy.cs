namespace CoProduction.DistrictX;

/// <summary>The synthetic demo study of district X: every record is made up by a seeded generator, none describes a person or a place.</summary>
public static class DemoStudy
{
    /// <summary>Seed of the committed files.</summary>
    public const ulong Seed = 20220931;

    /// <summary>All files of the study, in the order a reader meets them; the same seed gives the same bytes on every machine.</summary>
    /// <param name="seed">Seed of every random draw.</param>
    public static IReadOnlyList<DemoFile> Files(ulong seed = Seed)
    {
        var district = District.Draw(seed);
        var programme = Programme.Draw(seed, district);
        var projects = ProjectBook.Draw(seed, programme);
        var ledger = Ledger.Draw(seed, programme, projects);
        return
        [
            StudyFile.Write(),
            Readme.Write(seed, programme, ledger, projects),
            CommunityFile.Write(district),
            .. LedgerFiles.Write(ledger),
            .. ProjectFiles.Write(projects),
            RateFile.Write(seed, programme),
            .. QuestionnaireFiles.Write(),
            .. SurveyFiles.Write(seed, district),
            .. InterviewFiles.Write(seed),
            NetworkFile.Write(),
        ];
    }

    /// <summary>Writes the study into a folder, each file whole: a reader sees the old file or the new one, never half of one.</summary>
    /// <param name="directory">Folder, made when absent; other files in it are left alone.</param>
    /// <param name="seed">Seed of every random draw.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(string directory, ulong seed = Seed)
    {
        Directory.CreateDirectory(directory);
        foreach (var file in Files(seed))
        {
            string path = Path.Combine(directory, file.Path);
            string part = path + ".part";
            File.WriteAllBytes(part, file.Bytes.Span);
            File.Move(part, path, overwrite: true);
        }
    }
}
