using System.Text.Json;
using ServerlessMlops.Cli.Http;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Local;

/// <summary>The one folder that everything local lies in.</summary>
public sealed class StateFolder(string path)
{
    public string Path => path;

    public string KeyFile => In(LocalSecret.KeyFile);

    public string AzuriteFolder => In("azurite");

    public string LogFile => In("app.log");

    public string AddressFile => In("host.address.json");

    private string UpFile => In("up.json");

    private string CurrentFile => System.IO.Path.Combine(path, "tokens", "current");

    /// <summary>Who ran `up` here last; null where nobody did, or the file is torn.</summary>
    public UpRecord? Up
    {
        get
        {
            try
            {
                return File.Exists(UpFile) ? MlopsJson.Read<UpRecord>(File.ReadAllBytes(UpFile)) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    public string? CurrentUser => File.Exists(CurrentFile) ? File.ReadAllText(CurrentFile).Trim() : null;

    public void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Holds the folder for one `up`; null where another process holds it.</summary>
    public FileStream? Hold()
    {
        try
        {
            return new FileStream(In("up.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(In("up.lock")))
        {
            return null;
        }
    }

    public void Write(UpRecord up) => PrivateFile.Write(UpFile, MlopsJson.WriteBytes(up));

    public void ForgetUp() => File.Delete(UpFile);

    public SignedIn? FindToken(string user)
    {
        try
        {
            return File.Exists(TokenFile(user)) ? MlopsJson.Read<SignedIn>(File.ReadAllBytes(TokenFile(user))) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void KeepToken(SignedIn token) => PrivateFile.Write(TokenFile(token.User), MlopsJson.WriteBytes(token));

    public void MakeCurrent(string user) => PrivateFile.Write(CurrentFile, System.Text.Encoding.UTF8.GetBytes(user));

    private string TokenFile(string user) => System.IO.Path.Combine(path, "tokens", $"{Uri.EscapeDataString(user.ToLowerInvariant())}.json");

    private string In(string name) => System.IO.Path.Combine(path, name);
}
