namespace ServerlessMlops.Pipeline.Data;

/// <summary>
/// The keys seen so far, as 64-bit hashes, in 10 bytes a key, for a moment 17 while it grows; of a file's first keys up to a limit.
/// </summary>
/// <remarks>
/// Two of 8 million keys share a hash with a probability of 2e-6 (n² ÷ 2⁶⁵): a duplicate is then named that is none. What is kept never passes
/// the limit; a file with more keys is told so (decision 0322).
/// </remarks>
internal sealed class KeySet(long limit)
{
    private ulong[] _slots = new ulong[1 << 10];
    private bool _hasZero;

    public long Count { get; private set; }

    public long Bytes => _slots.LongLength * sizeof(ulong);

    /// <summary>A key was met that there was no room for.</summary>
    public bool IsCut { get; private set; }

    /// <returns>Whether it was there already.</returns>
    public bool WasThere(ulong key)
    {
        if (key == 0)
        {
            var had = _hasZero;
            _hasZero = true;
            return had;
        }

        var place = Place(key);
        while (_slots[place] != 0)
        {
            if (_slots[place] == key)
            {
                return true;
            }

            place = place + 1 == _slots.Length ? 0 : place + 1;
        }

        if (Count >= limit)
        {
            IsCut = true;
            return false;
        }

        _slots[place] = key;
        if (++Count * 5 > _slots.Length * 4L)
        {
            Grow();
        }

        return false;
    }

    // Lemire 2019, "Fast random integer generation in an interval": the high half of the product spreads evenly over any length.
    private int Place(ulong key) => (int)Math.BigMul(key, (ulong)_slots.Length, out _);

    private void Grow()
    {
        var old = _slots;
        _slots = new ulong[(int)Math.Min(old.Length * 3L / 2, Math.Max(limit * 5 / 4, old.Length) + 1_024)];
        foreach (var key in old)
        {
            if (key != 0)
            {
                var place = Place(key);
                while (_slots[place] != 0)
                {
                    place = place + 1 == _slots.Length ? 0 : place + 1;
                }

                _slots[place] = key;
            }
        }
    }
}
