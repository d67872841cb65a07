using System.Globalization;
using System.Numerics;

namespace ServerlessMlops.Learning.Trees;

/// <summary>The lines <c>key=value</c> of the head of LightGBM's text, or of one of its trees.</summary>
/// <param name="name">Says in messages where it stands.</param>
internal sealed class TextBlock(string name)
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public void Add(ReadOnlySpan<char> line)
    {
        var equals = line.IndexOf('=');
        if (equals < 0)
        {
            _values[line.ToString()] = "";
        }
        else
        {
            _values[line[..equals].ToString()] = line[(equals + 1)..].ToString();
        }
    }

    public bool Has(string key) => _values.ContainsKey(key);

    public string? Text(string key) => _values.GetValueOrDefault(key);

    public int Whole(string key, int least, int most)
    {
        var number = Numbers<int>(key, 1)[0];
        return number >= least && number <= most
            ? number
            : throw Refused(FormattableString.Invariant($"{key} is {number}, expected {least} to {most}"));
    }

    /// <summary>The numbers of one line.</summary>
    /// <exception cref="InvalidModelFileException">The line is missing, holds another count, or something that is no such number.</exception>
    /// <param name="mayBeInfinite">A split that parts missing numbers from all others has the threshold <c>inf</c>.</param>
    public T[] Numbers<T>(string key, int count, bool mayBeInfinite = false)
        where T : INumberBase<T>
    {
        if (!_values.TryGetValue(key, out var text))
        {
            throw Refused($"no line {key}");
        }

        var numbers = new List<T>();
        foreach (var word in text.AsSpan().Split(' '))
        {
            var part = text.AsSpan()[word];
            if (part.IsEmpty)
            {
                continue;
            }

            if (mayBeInfinite && part is ("inf" or "-inf"))
            {
                numbers.Add(T.CreateChecked(part[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity));
                continue;
            }

            if (!T.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !T.IsFinite(number))
            {
                throw Refused($"{key} holds '{part}', expected a number");
            }

            numbers.Add(number);
        }

        return numbers.Count == count
            ? [.. numbers]
            : throw Refused(FormattableString.Invariant($"{key} holds {numbers.Count} numbers, expected {count}"));
    }

    public InvalidModelFileException Refused(string seen) => new($"{Name}: {seen}");
}
