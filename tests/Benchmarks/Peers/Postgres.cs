using System.Globalization;

namespace ServerlessMlops.Benchmarks.Peers;

/// <summary>A PostgreSQL of Debian's package with its defaults (synchronous_commit on), in a folder of its own.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private readonly string _binaries;
    private readonly string _data;

    private Postgres(string binaries, string data, int port)
    {
        _binaries = binaries;
        _data = data;
        Url = string.Create(CultureInfo.InvariantCulture, $"postgresql://postgres@127.0.0.1:{port}/bench");
    }

    public string Url { get; }

    public static async Task<Postgres> StartAsync(string folder)
    {
        if (Binaries() is null)
        {
            await Tool.RunAsync("apt-get", ["install", "-y", "postgresql"], folder);
        }

        var binaries = Binaries() ?? throw new InvalidOperationException("PostgreSQL is not there, and apt-get did not bring it.");
        var data = Path.Combine(Path.GetTempPath(), $"mlops-bench-pg-{Environment.ProcessId}");
        Directory.CreateDirectory(data);
        if (Environment.UserName == "root")
        {
            await Tool.RunAsync("chown", ["postgres", data], folder);
        }

        var postgres = new Postgres(binaries, data, Tool.FreePort());
        var port = new Uri(postgres.Url).Port.ToString(CultureInfo.InvariantCulture);
        await postgres.AsOwnerAsync("initdb", $"-D {data}/db -U postgres -A trust");
        await postgres.AsOwnerAsync("pg_ctl", $"-D {data}/db -w -l {data}/log -o \"-p {port} -k {data} -c max_connections=300\" start");
        await postgres.AsOwnerAsync("createdb", $"-h 127.0.0.1 -p {port} -U postgres bench");
        return postgres;
    }

    public async ValueTask DisposeAsync()
    {
        await AsOwnerAsync("pg_ctl", $"-D {_data}/db -m immediate stop");
        Directory.Delete(_data, recursive: true);
    }

    private static string? Binaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(Directory.Exists)
        : null;

    // PostgreSQL refuses to run as root; Debian's package made a user for it. The server keeps no pipe of ours open.
    private Task AsOwnerAsync(string program, string arguments)
    {
        var command = $"{Path.Combine(_binaries, program)} {arguments} >> {_data}/out 2>&1";
        return Environment.UserName == "root"
            ? Tool.RunAsync("runuser", ["-u", "postgres", "--", "sh", "-c", command], _data)
            : Tool.RunAsync("sh", ["-c", command], _data);
    }
}
