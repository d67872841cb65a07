namespace ServerlessMlops.Statistics;

/// <summary>A number that was measured, or the reason why it could not be: what every measure of this room returns in place of NaN.</summary>
/// <remarks>A struct, because resampling makes millions of them. Its default is unmeasured, so that nothing passes by being forgotten.</remarks>
public readonly record struct Estimate
{
    private readonly double _value;
    private readonly bool _measured;
    private readonly string? _reason;

    private Estimate(double value, bool measured, string? reason) => (_value, _measured, _reason) = (value, measured, reason);

    public bool IsMeasured => _measured;

    /// <summary>The number, always finite; null where it was not measured.</summary>
    public double? Value => _measured ? _value : null;

    /// <summary>Why there is no number; null where there is one.</summary>
    public string? Reason => _measured ? null : _reason ?? "not computed";

    /// <summary>A finite value; anything else becomes unmeasured, so that NaN and infinity end here.</summary>
    public static Estimate Of(double value) =>
        double.IsFinite(value) ? new(value, true, null) : Unmeasured("the result is not a finite number");

    public static Estimate Unmeasured(string reason) => new(0, false, reason);

    /// <summary><paramref name="part"/> ÷ <paramref name="whole"/>, unmeasured where the whole is not positive.</summary>
    public static Estimate Ratio(double part, double whole, string reason) => whole > 0 ? Of(part / whole) : Unmeasured(reason);

    public bool TryGet(out double value)
    {
        value = _value;
        return _measured;
    }

    public override string ToString() =>
        _measured ? _value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : $"unmeasured: {Reason}";
}
