using System.Text.Json.Serialization;

namespace ServerlessMlops.Learning.Learners;

/// <summary>What a learner leaves behind: the part of the model file that differs by learner.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BoostedTrees), "boostedTrees")]
[JsonDerivedType(typeof(LinearModel), "linear")]
[JsonDerivedType(typeof(AdditiveModel), "additive")]
[JsonDerivedType(typeof(PriorModel), "prior")]
[JsonDerivedType(typeof(Onnx.BroughtGraph), "onnx")]
public abstract record LearnedModel
{
    private protected LearnedModel()
    {
    }

    /// <summary>Makes it ready to compute.</summary>
    /// <exception cref="InvalidModelFileException">It does not fit <paramref name="columns"/> and <paramref name="outputs"/>.</exception>
    internal abstract MarginFunction Prepare(IReadOnlyList<Features.EncodedColumn> columns, int outputs);
}
