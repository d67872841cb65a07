using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ServerlessMlops.Pipeline.Data;

/// <summary>Copies JSON Lines with the values of some keys replaced by tokens; all other bytes of an object stay.</summary>
/// <remarks>
/// A line that is no object, or none that can be read, is replaced by a dash: nobody can tell what stands in it, and it stays a line that
/// cannot be read. UTF-16 becomes UTF-8. Memory is that of one block or of the longest line.
/// </remarks>
internal sealed class MaskedJsonLines(CsvSource source, IReadOnlyDictionary<string, Masking> masks)
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    private readonly List<(int Start, int End, Masking Masking)> _values = [];
    private byte[] _block = new byte[CsvReader.Block + CsvTokenizer.Padding];
    private byte[] _plain = new byte[256];
    private long _masked;

    /// <returns>Values that were replaced.</returns>
    /// <exception cref="InvalidDataException">A line is too long.</exception>
    public long CopyTo(Stream target)
    {
        var whole = false;
        while (!whole)
        {
            var end = source.Fill(_block);
            var used = CopyLines(end, target);
            while (used == 0 && end > 0 && !source.IsAtEnd)
            {
                if (end >= DataLimits.RecordCharacters)
                {
                    throw new InvalidDataException(
                    $"Seen a line of more than {DataLimits.RecordCharacters} bytes; expected a file that was accepted.");
                }

                Array.Resize(ref _block, ((_block.Length - CsvTokenizer.Padding) * 2) + CsvTokenizer.Padding);
                end = source.Extend(_block, end);
                used = CopyLines(end, target);
            }

            whole = source.IsAtEnd;
            source.Keep(_block, used, end);
        }

        return _masked;
    }

    /// <returns>Bytes of whole lines.</returns>
    private int CopyLines(int end, Stream target)
    {
        var used = 0;
        while (used < end)
        {
            var length = _block.AsSpan(used, end - used).IndexOf((byte)'\n');
            if (length < 0 && !source.IsAtEnd)
            {
                break;
            }

            length = length < 0 ? end - used : length;
            CopyLine(used, length, target);
            used = Math.Min(end, used + length + 1);
            target.Write(used == end && _block[end - 1] != '\n' ? [] : "\n"u8);
        }

        return used;
    }

    private void CopyLine(int start, int length, Stream target)
    {
        var line = _block.AsSpan(start, length);
        _values.Clear();
        if (line.IndexOfAnyExcept(" \t\r"u8) >= 0 && !TryFind(line))
        {
            target.Write("-"u8);
            return;
        }

        Span<byte> token = stackalloc byte[Masking.TokenLength];
        var copied = 0;
        foreach (var (from, to, masking) in _values)
        {
            var written = masking.Write(Plain(line[from..to]), token);
            if (written > 0)
            {
                target.Write(line[copied..from]);
                target.Write([(byte)'"', .. token[..written], (byte)'"']);
                copied = to;
                _masked++;
            }
        }

        target.Write(line[copied..]);
    }

    /// <summary>Finds the values that are to be replaced; false where the line is no object that can be read.</summary>
    private bool TryFind(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(line, Strict);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
                var masking = masks.GetValueOrDefault(JsonColumns.Name(key));
                reader.Read();
                var (start, isNull) = ((int)reader.TokenStartIndex, reader.TokenType == JsonTokenType.Null);
                reader.Skip();
                if (masking is not null && !isNull)
                {
                    _values.Add((start, (int)reader.BytesConsumed, masking));
                }
            }

            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A text without its quotes and escapes; of any other value its bytes.</summary>
    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> value)
    {
        if (value[0] != '"')
        {
            return value;
        }

        if (_plain.Length < value.Length)
        {
            _plain = new byte[value.Length];
        }

        var reader = new Utf8JsonReader(value);
        reader.Read();
        return CellReader.Trim(_plain.AsSpan(0, reader.CopyString(_plain)), out _);
    }
}
