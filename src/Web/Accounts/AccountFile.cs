using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoProduction.Workbench;

namespace CoProduction.Web.Accounts;

/// <summary>The accounts of a study, in a file of its store that its owner alone may read; written whole or not at all, one writer at a time.</summary>
/// <param name="folder">Folder of the file.</param>
public sealed class AccountFile(string folder)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "accounts.json";

    private const int Attempts = 200, WaitMs = 10;

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _path = Path.Combine(folder, FileName);
    private (DateTime Written, long Length, ImmutableArray<Account> Accounts)? _read;

    /// <summary>The accounts of a study.</summary>
    public static AccountFile Of(StudyPlan plan) => new(StudyFolder.Kept(plan));

    /// <summary>Every account in order of name; none where there is no file.</summary>
    /// <exception cref="StudyException">The file cannot be read.</exception>
    public ImmutableArray<Account> All
    {
        get
        {
            var file = new FileInfo(_path);
            if (!file.Exists) return [];
            if (_read is { } known && known.Written == file.LastWriteTimeUtc && known.Length == file.Length) return known.Accounts;
            var accounts = Read();
            _read = (file.LastWriteTimeUtc, file.Length, accounts);
            return accounts;
        }
    }

    /// <summary>The account of a name; null when there is none.</summary>
    public Account? Find(string name) => All.FirstOrDefault(account => account.Name == name);

    /// <summary>Adds an account, or replaces the one of its name.</summary>
    public void Put(Account account) => Change(accounts => [.. accounts.Where(other => other.Name != account.Name), account]);

    /// <summary>Removes an account.</summary>
    /// <returns>False when there was none of the name.</returns>
    public bool Remove(string name)
    {
        bool found = false;
        Change(accounts =>
        {
            found = accounts.Any(account => account.Name == name);
            return [.. accounts.Where(account => account.Name != name)];
        });
        return found;
    }

    /// <summary>Changes one account as it stands at that moment; nothing when it is gone.</summary>
    internal void Change(string name, Func<Account, Account> change) =>
        Change(accounts => [.. accounts.Select(account => account.Name == name ? change(account) : account)]);

    private void Change(Func<ImmutableArray<Account>, ImmutableArray<Account>> change)
    {
        Directory.CreateDirectory(folder);
        using var right = Lock();
        Write([.. change(Read()).OrderBy(account => account.Name, StringComparer.Ordinal)]);
        _read = null;
    }

    private ImmutableArray<Account> Read()
    {
        if (!File.Exists(_path)) return [];
        try
        {
            using var stream = File.OpenRead(_path);
            return [.. JsonSerializer.Deserialize<Account[]>(stream, Format) ?? []];
        }
        catch (JsonException wrong)
        {
            throw WebFaults.AccountsUnreadable(_path, wrong);
        }
    }

    private void Write(ImmutableArray<Account> accounts)
    {
        string beside = _path + ".part";
        using (var stream = new FileStream(beside, OwnerOnly.Opened(FileMode.Create, FileAccess.Write)))
        {
            JsonSerializer.Serialize(stream, accounts.AsSpan().ToArray(), Format);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, _path, overwrite: true);
    }

    private FileStream Lock()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(_path + ".lock", OwnerOnly.Opened(FileMode.OpenOrCreate, FileAccess.ReadWrite));
            }
            catch (IOException) when (attempt < Attempts && Directory.Exists(folder))
            {
                Thread.Sleep(WaitMs);
            }
        }
    }
}
