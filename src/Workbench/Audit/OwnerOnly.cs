namespace CoProduction.Workbench;

/// <summary>Permissions of files that hold accounts, keys and records of people's acts: their owner alone may read or write them. Windows has its own.</summary>
public static class OwnerOnly
{
    /// <summary>How such a file is opened, unbuffered and by nobody else meanwhile.</summary>
    public static FileStreamOptions Opened(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>Makes a folder that only its owner may enter; leaves one that is there as it is.</summary>
    public static DirectoryInfo Folder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
