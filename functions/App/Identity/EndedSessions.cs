using System.Globalization;

namespace ServerlessMlops.App.Identity;

/// <summary>
/// Sessions that were signed out before they expired, in <c>{state folder}/identity.ended</c> (a line each: id, expiry), so that
/// a copied cookie is worthless afterwards, also over a restart.
/// </summary>
public sealed class EndedSessions
{
    private readonly Lock gate = new();

    private readonly string path;

    private readonly HashSet<string> ended = [];

    public EndedSessions(string stateFolder, TimeProvider time)
    {
        Directory.CreateDirectory(stateFolder);
        path = Path.Combine(stateFolder, "identity.ended");
        var now = time.GetUtcNow();
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            // A line cut short by a crash ends a session that was never confirmed as ended.
            if (line.Split(' ') is [var id, var expiry]
                && long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds > now.ToUnixTimeSeconds())
            {
                ended.Add(id);
            }
        }
    }

    public bool Contains(string session)
    {
        lock (gate)
        {
            return ended.Contains(session);
        }
    }

    public void Add(string session, DateTimeOffset expiresAt)
    {
        lock (gate)
        {
            if (ended.Add(session))
            {
                // The line break comes first, so that a line cut short by a crash spoils no other.
                var line = string.Create(CultureInfo.InvariantCulture, $"\n{session} {expiresAt.ToUnixTimeSeconds() + 1}");
                File.AppendAllText(path, line);
            }
        }
    }
}
