namespace ServerlessMlops.Learning.Features;

/// <summary>One column of the matrix that learners see.</summary>
/// <param name="Source">Index of the feature that it was made from: contributions are summed by it.</param>
/// <param name="Codes">
/// Category: its codes are 0 … Codes − 1, of which the last two stand for other levels and for no value; 0 for a number.
/// </param>
public sealed record EncodedColumn(int Source, int Codes)
{
    public bool IsCategory => Codes > 0;
}
