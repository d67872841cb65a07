using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServerlessMlops.Learning.Trees;

/// <summary>Vectors that stay where they are, none across two cache lines. Who uses <see cref="Start"/> keeps the object alive.</summary>
internal sealed unsafe class AlignedVectors
{
    private const nuint CacheLine = 64;

    private readonly Vector256<double>[] _held;

    public AlignedVectors(int count)
    {
        Length = count;
        _held = GC.AllocateUninitializedArray<Vector256<double>>(count + 2, pinned: true);
        var first = (nuint)Unsafe.AsPointer(ref _held[0]);
        Start = (Vector256<double>*)((first + CacheLine - 1) & ~(CacheLine - 1));
    }

    public int Length { get; }

    public Vector256<double>* Start { get; }

    public Span<Vector256<double>> Span => new(Start, Length);
}
