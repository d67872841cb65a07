namespace ServerlessMlops.Pipeline.Data;

/// <summary>Remembers of some texts whether they passed: a column of few values asks of each only once.</summary>
internal sealed class VerdictCache
{
    private const int Size = 1 << 12;

    private readonly ulong[] _hashes = new ulong[Size];
    private readonly bool[] _passed = new bool[Size];

    public bool TryGet(ulong hash, out bool passed)
    {
        var place = hash & (Size - 1);
        passed = _passed[place];
        return _hashes[place] == hash && hash != 0;
    }

    /// <summary>The newest of two texts with the same place stays.</summary>
    public void Set(ulong hash, bool passed)
    {
        var place = hash & (Size - 1);
        _hashes[place] = hash;
        _passed[place] = passed;
    }
}
