using System.Text.Json.Serialization;

namespace ServerlessMlops.Learning.Features;

/// <summary>How one feature becomes numbers; fitted on the training rows and saved in the model file.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NumberEncoding), "number")]
[JsonDerivedType(typeof(DateEncoding), "date")]
[JsonDerivedType(typeof(CategoryEncoding), "category")]
[JsonDerivedType(typeof(TargetEncoding), "target")]
[JsonDerivedType(typeof(TextEncoding), "text")]
public abstract record FeatureEncoding
{
    private protected FeatureEncoding()
    {
    }

    /// <summary>Codes of each encoded column that the feature gives; 0 for a number.</summary>
    internal abstract IReadOnlyList<int> Layout { get; }

    internal abstract CellWriter Prepare();
}

/// <summary>An encoding made ready to write: the same values give the same bits, whether from a table or from JSON. Thread-safe.</summary>
internal abstract class CellWriter
{
    /// <param name="cells">As many as the layout has columns.</param>
    public abstract void Write(FeatureValue value, Span<double> cells);

    /// <summary>False for a level that the training rows did not have, or had too rarely.</summary>
    public virtual bool Knows(string level) => true;
}

/// <summary>Numbers and booleans as they are, NaN where missing.</summary>
public sealed record NumberEncoding : FeatureEncoding
{
    internal override IReadOnlyList<int> Layout { get; } = [0];

    internal override CellWriter Prepare() => new Writer();

    private sealed class Writer : CellWriter
    {
        // Adding zero makes −0 and 0 the same bits.
        public override void Write(FeatureValue value, Span<double> cells) => cells[0] = value.Number + 0.0;
    }
}
