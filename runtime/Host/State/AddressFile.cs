using System.Text.Json;

namespace Embedded.Host.State;

/// <summary>Where a running host is found: <c>{"url": "http://127.0.0.1:7071", "pid": 4711}</c>; there while it runs.</summary>
internal static class AddressFile
{
    public static void Write(string path, string url)
    {
        // Written beside and moved, so that a reader sees all of it or nothing.
        var draft = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(new { url, pid = Environment.ProcessId }));
        File.Move(draft, path, overwrite: true);
    }

    public static void Remove(string path) => File.Delete(path);
}
