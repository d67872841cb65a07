using System.Text.Json.Serialization;

namespace ServerlessMlops.Learning.Learners;

/// <summary>How one encoded column enters a linear model; fitted on the training part.</summary>
/// <param name="Codes">Category: one slot a code; 0 for a number.</param>
/// <param name="Median">Number: what stands in for a missing value.</param>
/// <param name="Mean">Number: subtracted, after the median was put in.</param>
/// <param name="Scale">Number: divided by; the population standard deviation, or the largest absolute value where that is 0.</param>
/// <param name="HasIndicator">Number: a second slot is 1 where the value was missing, as it was in some training rows.</param>
public sealed record LinearColumn(int Codes, double Median, double Mean, double Scale, bool HasIndicator)
{
    [JsonIgnore]
    internal int Slots => Codes > 0 ? Codes : HasIndicator ? 2 : 1;
}
