using ServerlessMlops.Learning.Onnx;
using ServerlessMlops.Learning.Onnx.Format;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Learning.Tests.Onnx;

/// <summary>A graph as scikit-learn's converter writes classifiers: floats, and a list of maps from class to probability.</summary>
public sealed class ZipMapTests
{
    [Fact]
    public void Probabilities_in_maps_are_read_by_the_names_of_classes()
    {
        var input = Samples.Credit(Trainer.Linear);
        var model = Assert.IsType<BroughtOutcome.Taken>(BroughtModel.Take(Graph("good", "bad"), "m.onnx", input.Table, input.Spec)).Model;
        Assert.Equal(["good", "bad"], model.Classes);
        using var scorer = Scorer.Load(model.ToBytes());
        var seen = scorer.Score(input.Table, [0, 1, 2]).Probability;
        for (var row = 0; row < seen.Length; row++)
        {
            // The share of the age in a hundred years, and floats all the way.
            var age = ((NumberColumn)input.Table["Age"]).Values[row];
            Assert.Equal(1 / (1 + Math.Exp(-age / 100)), seen[row], 1e-6);
        }

        var other = BroughtModel.Take(Graph("good", "worse"), "m.onnx", input.Table, input.Spec);
        Assert.Contains(Assert.IsType<BroughtOutcome.Refused>(other).Problems, problem => problem.Code == OnnxCodes.Scores);
    }

    private static byte[] Graph(string negative, string positive)
    {
        var maps = new ProtoMessage().Message(5, new ProtoMessage().Whole(1, 8).Message(2, Floats()));
        var graph = new ProtoMessage()
            .Message(1, Node("Div", ["Age", "hundred"], "share"))
            .Message(1, Node("Sigmoid", ["share"], "p"))
            .Message(1, Node("Sub", ["one", "p"], "q"))
            .Message(1, Node("Concat", ["q", "p"], "both").Message(5, new ProtoMessage().Text(1, "axis").Whole(3, 1).Whole(20, 2)))
            .Message(1, Node("ZipMap", ["both"], "maps").Text(7, OnnxModel.MachineLearning)
                .Message(5, new ProtoMessage().Text(1, "classlabels_strings").Each(9, negative).Each(9, positive).Whole(20, 8)))
            .Text(2, "g")
            .Message(5, Constant("hundred", 100))
            .Message(5, Constant("one", 1))
            .Message(11, new ProtoMessage().Text(1, "Age").Message(2, Floats(1)))
            .Message(12, new ProtoMessage().Text(1, "maps").Message(2, new ProtoMessage().Message(4, new ProtoMessage().Message(1, maps))));
        return new ProtoMessage()
            .Whole(1, 8)
            .Message(7, graph)
            .Message(8, new ProtoMessage().Whole(2, 15))
            .Message(8, new ProtoMessage().Text(1, OnnxModel.MachineLearning).Whole(2, 3))
            .ToBytes();
    }

    private static ProtoMessage Node(string name, string[] inputs, string output)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs)
        {
            node.Each(1, input);
        }

        return node.Each(2, output).Text(4, name);
    }

    private static ProtoMessage Constant(string name, float value) =>
        new ProtoMessage().Wholes(1, [1]).Whole(2, 1).Text(8, name).Bytes(9, BitConverter.GetBytes(value));

    private static ProtoMessage Floats(params long[] columns)
    {
        var shape = new ProtoMessage();
        foreach (var column in columns)
        {
            shape.Message(1, new ProtoMessage().Text(2, "rows")).Message(1, new ProtoMessage().Whole(1, column));
        }

        var tensor = new ProtoMessage().Whole(1, 1);
        return new ProtoMessage().Message(1, columns.Length == 0 ? tensor : tensor.Message(2, shape));
    }
}
