using System.Numerics;
using ServerlessMlops.Statistics.Intervals;

namespace ServerlessMlops.Statistics.Sketches;

/// <summary>The most frequent of the values that went by, by their hashes, in bounded memory.</summary>
/// <remarks>
/// Source: Misra and Gries, Sci. Comput. Program. 2 (1982) 143–152, with the purge of Anderson et al., IMC 2017, 268–282: when the table is
/// full, the median count is taken off every count. A value that was seen more than <see cref="MaxError"/> times is in the table; its count
/// is right, or too low by at most that. Exact, with an error of 0, while there are fewer different values than places. A column in which
/// nearly every value is new is looked at by one value in 32, taken at random, each with that weight: its counts are then estimates.
/// </remarks>
public sealed class FrequentItems
{
    private const int PurgesBeforeSampling = 32;
    private const int Sampled = 32;

    private readonly int _places;
    private readonly ulong[] _hashes;
    private readonly long[] _counts;
    private readonly Dictionary<ulong, string> _texts = [];
    private int _used;
    private int _purges;
    private Xoshiro256 _random = new(0, 0);
    private int _passed;
    private int _pick;

    /// <param name="places">A power of two, at least 16; three quarters of them are used.</param>
    public FrequentItems(int places = 512)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(places, 16);
        ArgumentOutOfRangeException.ThrowIfNotEqual(BitOperations.PopCount((uint)places), 1, nameof(places));
        _places = places;
        _hashes = new ulong[places];
        _counts = new long[places];
    }

    /// <summary>What each count may be too low by.</summary>
    public long MaxError { get; private set; }

    /// <summary>True once counts are estimates.</summary>
    public bool IsSampled => _purges >= PurgesBeforeSampling;

    /// <param name="hashes">Well mixed; 0 stands for no value.</param>
    /// <param name="text">The text of the value at a place, asked for only where it enters the table.</param>
    public void Add(ReadOnlySpan<ulong> hashes, Func<int, string> text)
    {
        for (var i = 0; i < hashes.Length; i++)
        {
            if (hashes[i] == 0 || (IsSampled && !IsPicked()))
            {
                continue;
            }

            var weight = IsSampled ? Sampled : 1;
            var slot = Find(hashes[i]);
            if (slot >= 0)
            {
                _counts[slot] += weight;
            }
            else
            {
                Enter(hashes[i], weight, text(i));
            }
        }
    }

    /// <summary>One of each block of 32, at random: every 32nd would fall in step with a file that repeats.</summary>
    private bool IsPicked()
    {
        if (_passed == 0)
        {
            _pick = _random.Below(Sampled);
        }

        var picked = _passed == _pick;
        _passed = (_passed + 1) % Sampled;
        return picked;
    }

    public void Merge(FrequentItems other)
    {
        var error = MaxError + other.MaxError;
        foreach (var (hash, text, count) in other.Items())
        {
            if (Find(hash) is var slot and >= 0)
            {
                _counts[slot] += count;
            }
            else
            {
                Enter(hash, count, text);
            }
        }

        _purges += other._purges;
        MaxError = Math.Max(MaxError, error);
    }

    /// <returns>The <paramref name="most"/> most frequent, most frequent first; equal counts in ordinal order.</returns>
    public IReadOnlyList<(string Text, long Count)> Top(int most) =>
        [.. Items().OrderByDescending(item => item.Count).ThenBy(item => item.Text, StringComparer.Ordinal).Take(most).Select(item => (item.Text, item.Count))];

    private IEnumerable<(ulong Hash, string Text, long Count)> Items() =>
        Enumerable.Range(0, _places).Where(slot => _hashes[slot] != 0).Select(slot => (_hashes[slot], _texts[_hashes[slot]], _counts[slot]));

    private void Enter(ulong hash, long count, string text)
    {
        Put(hash, count);
        _texts[hash] = text;
        if (_used >= _places * 3 / 4)
        {
            Purge();
        }
    }

    private void Put(ulong hash, long count)
    {
        var slot = (int)(hash & ((uint)_places - 1));
        while (_hashes[slot] != 0)
        {
            slot = (slot + 1) & (_places - 1);
        }

        (_hashes[slot], _counts[slot]) = (hash, count);
        _used++;
    }

    private int Find(ulong hash)
    {
        for (var slot = (int)(hash & ((uint)_places - 1)); _hashes[slot] != 0; slot = (slot + 1) & (_places - 1))
        {
            if (_hashes[slot] == hash)
            {
                return slot;
            }
        }

        return -1;
    }

    private void Purge()
    {
        var all = Items().Select(item => (item.Hash, item.Count)).ToArray();
        var counts = Array.ConvertAll(all, item => item.Count);
        Array.Sort(counts);
        var median = counts[counts.Length / 2];
        MaxError += median;
        _purges++;
        Array.Clear(_hashes);
        _used = 0;
        foreach (var (hash, count) in all)
        {
            if (count > median)
            {
                Put(hash, count - median);
            }
            else
            {
                _texts.Remove(hash);
            }
        }
    }
}
