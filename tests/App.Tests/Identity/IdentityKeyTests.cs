using ServerlessMlops.App.Identity;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.App.Tests.Identity;

public sealed class IdentityKeyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_key_is_made_once_and_read_by_its_owner_only()
    {
        var first = IdentityKey.Open(folder.Path);
        var again = IdentityKey.Open(folder.Path);

        Assert.Equal(first.LocalSecretText, again.LocalSecretText);
        Assert.Equal(LocalSecret.From(File.ReadAllBytes(folder.File(LocalSecret.KeyFile))), first.LocalSecretText);
        Assert.Single(Directory.GetFiles(folder.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File(LocalSecret.KeyFile)));
        }
    }

    [Fact]
    public void Processes_that_start_at_once_share_one_key()
    {
        var secrets = new string[16];
        Parallel.For(0, secrets.Length, i => secrets[i] = IdentityKey.Open(folder.Path).LocalSecretText);
        Assert.Single(secrets.Distinct());
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        IdentityKey.Open(folder.Path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.File(LocalSecret.KeyFile), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }

        Assert.Contains("chmod 600", Assert.Throws<InvalidOperationException>(() => IdentityKey.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_length_is_refused()
    {
        IdentityKey.Open(folder.Path);
        using (var file = File.OpenWrite(folder.File(LocalSecret.KeyFile)))
        {
            file.SetLength(31);
        }

        Assert.Contains("31 bytes", Assert.Throws<InvalidOperationException>(() => IdentityKey.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Purposes_have_keys_of_their_own()
    {
        var key = IdentityKey.Open(folder.Path);
        Assert.Equal(key.For("a"), key.For("a"));
        Assert.NotEqual(key.For("a"), key.For("b"));
        Assert.NotEqual(key.For("a"), File.ReadAllBytes(folder.File(LocalSecret.KeyFile)));
    }
}
