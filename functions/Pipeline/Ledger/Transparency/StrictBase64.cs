namespace ServerlessMlops.Pipeline.Ledger.Transparency;

/// <summary>Base64 (RFC 4648 §4) with one spelling for each value: no white space, no stray bits.</summary>
internal static class StrictBase64
{
    public static bool TryDecode(string text, out byte[] bytes)
    {
        var room = new byte[text.Length];
        var decoded = Convert.TryFromBase64String(text, room, out var length);
        bytes = decoded ? room[..length] : [];
        return decoded && Convert.ToBase64String(bytes) == text;
    }
}
