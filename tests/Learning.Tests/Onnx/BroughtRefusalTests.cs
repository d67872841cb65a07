using ServerlessMlops.Learning.Onnx;
using ServerlessMlops.Learning.Onnx.Format;
using ServerlessMlops.Learning.Onnx.Reading;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Tests.Onnx;

/// <summary>What is refused of a model's bytes before anything loads them; each file is written here, field by field.</summary>
public sealed class BroughtRefusalTests
{
    [Fact]
    public void A_constant_in_another_file_is_refused() => Refused(
        OnnxCodes.ExternalData,
        Model(Graph(Node("Identity")).Message(5, Tensor(3).Message(13, new ProtoMessage().Text(1, "location").Text(2, "../../etc/passwd")).Whole(14, 1))));

    [Fact]
    public void A_constant_of_a_node_in_another_file_is_refused() => Refused(
        OnnxCodes.ExternalData,
        Model(Graph(Node("Constant").Message(5, new ProtoMessage().Text(1, "value").Message(5, Tensor(3).Whole(14, 1)).Whole(20, 4)))));

    [Theory]
    [InlineData("FormatTheDisk", "")]
    [InlineData("Loop", "")]
    [InlineData("ConstantOfShape", "")]
    [InlineData("Add", "com.microsoft")]
    [InlineData("Tokenizer", "ai.onnx.contrib")]
    public void An_operator_that_is_not_listed_is_refused(string name, string domain) =>
        Refused(OnnxCodes.Operator, Model(Graph(Node(name, domain)), domain));

    [Fact]
    public void A_subgraph_and_a_function_are_refused()
    {
        Refused(OnnxCodes.Subgraph, Model(Graph(Node("Identity").Message(5, new ProtoMessage().Text(1, "body").Message(6, Graph(Node("Add")))))));
        Refused(OnnxCodes.Subgraph, Model(Graph(Node("Identity"))).Message(25, new ProtoMessage().Text(1, "F")));
        Refused(OnnxCodes.Subgraph, Model(Graph(Node("Identity"))).Message(20, new ProtoMessage()));
    }

    [Theory]
    [InlineData(8, OnnxModel.IrVersion)]
    [InlineData(99, OnnxModel.IrVersion)]
    [InlineData(21, 2)]
    [InlineData(21, 99)]
    public void A_version_out_of_bounds_is_refused(long opset, long ir) => Refused(
        OnnxCodes.Opset, new ProtoMessage().Whole(1, ir).Message(7, Graph(Node("Identity"))).Message(8, new ProtoMessage().Whole(2, opset)));

    [Theory]
    [InlineData(1L << 40)]
    [InlineData(-1L)]
    [InlineData(4L)]
    [InlineData(2L)]
    public void A_constant_that_declares_another_size_than_it_holds_is_refused(long declared) =>
        Refused(OnnxCodes.Tensor, Model(Graph(Node("Identity")).Message(5, Tensor(declared))));

    [Fact]
    public void A_shape_whose_product_overflows_is_refused() => Refused(
        OnnxCodes.Tensor,
        Model(Graph(Node("Identity")).Message(5, new ProtoMessage().Wholes(1, [1L << 32, 1L << 32]).Whole(2, 1).Text(8, "c").Bytes(9, new byte[12]))));

    [Fact]
    public void A_type_within_types_within_types_is_refused()
    {
        var type = new ProtoMessage().Message(1, new ProtoMessage().Whole(1, 1));
        for (var depth = 0; depth < 50; depth++)
        {
            type = new ProtoMessage().Message(4, new ProtoMessage().Message(1, type));
        }

        Refused(OnnxCodes.TooDeep, Model(Graph(Node("Identity")).Message(12, new ProtoMessage().Text(1, "y").Message(2, type))));
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read() => Refused(OnnxCodes.TooLarge, new byte[OnnxLimits.Bytes + 1]);

    [Fact]
    public void More_nodes_than_are_taken_are_refused()
    {
        var graph = Graph(Node("Identity"));
        for (var node = 0; node < OnnxLimits.Nodes; node++)
        {
            graph.Message(1, Node("Identity"));
        }

        Refused(OnnxCodes.TooMany, Model(graph));
    }

    [Fact]
    public void Every_cut_of_a_model_is_refused_and_none_is_read_past_its_end()
    {
        var model = Samples.Trained("penguins", Trainer.Linear).File;
        var whole = Assert.IsType<OnnxExportOutcome.Written>(OnnxExport.Of(model, "penguins", "")).Bytes;
        Assert.Empty(Assert.IsType<BroughtOutcome.Refused>(BroughtModel.Take(whole, "m.onnx", null, null)).Problems);
        for (var length = 0; length < whole.Length; length += 7)
        {
            var problems = Assert.IsType<BroughtOutcome.Refused>(BroughtModel.Take(whole[..length], "m.onnx", null, null)).Problems;
            Assert.All(problems, problem => Assert.Equal("m.onnx", problem.File));
        }
    }

    [Fact]
    public void Bytes_that_are_changed_at_random_are_refused_or_read_and_never_fail()
    {
        var model = Samples.Trained("penguins", Trainer.Linear).File;
        var whole = Assert.IsType<OnnxExportOutcome.Written>(OnnxExport.Of(model, "penguins", "")).Bytes;
        var random = new Random(3);
        for (var round = 0; round < 2_000; round++)
        {
            var changed = whole.ToArray();
            for (var change = 0; change < 4; change++)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            Assert.IsType<BroughtOutcome.Refused>(BroughtModel.Take(changed, "m.onnx", null, null));
        }
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var model = Model(
            Graph(Node("Loop"))
                .Message(5, Tensor(3).Whole(14, 1))
                .Message(5, Tensor(1L << 50))
                .Message(1, Node("If").Message(5, new ProtoMessage().Text(1, "then").Message(6, new ProtoMessage()))));
        var problems = Assert.IsType<BroughtOutcome.Refused>(BroughtModel.Take(model.ToBytes(), "m.onnx", null, null)).Problems;
        var codes = problems.Select(problem => problem.Code).ToHashSet();
        Assert.Superset(new HashSet<string> { OnnxCodes.ExternalData, OnnxCodes.Tensor, OnnxCodes.Subgraph, OnnxCodes.Operator }, codes);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("{\"graph\": {}}")]
    [InlineData("")]
    public void What_is_no_model_is_refused(string text) => Refused(OnnxCodes.Malformed, System.Text.Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Every_code_and_every_operator_that_is_taken_is_documented()
    {
        var problems = File.ReadAllText(Samples.PathOf("../docs/problems.md"));
        Assert.All(typeof(OnnxCodes).GetFields(), code => Assert.Contains($"`{code.GetRawConstantValue()}`", problems, StringComparison.Ordinal));
        var listed = File.ReadAllText(Samples.PathOf("../docs/exports.md")).Split("Operators of `ai.onnx`:")[1].Split("**Explanations**")[0]
            .Split([' ', '\n', '.', ':', '`'], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        Assert.All(OnnxOperators.All, name => Assert.Contains(name, listed));
    }

    private static void Refused(string code, ProtoMessage model) => Refused(code, model.ToBytes());

    private static void Refused(string code, byte[] bytes)
    {
        var problems = Assert.IsType<BroughtOutcome.Refused>(BroughtModel.Take(bytes, "m.onnx", null, null)).Problems;
        Assert.Contains(problems, problem => problem.Code == code);
        Assert.All(problems, problem => Assert.Equal(Severity.Error, problem.Severity));
    }

    private static ProtoMessage Model(ProtoMessage graph, string domain = "") => new ProtoMessage()
        .Whole(1, OnnxModel.IrVersion).Message(7, graph).Message(8, new ProtoMessage().Text(1, domain).Whole(2, OnnxModel.OpsetVersion));

    private static ProtoMessage Graph(ProtoMessage node) => new ProtoMessage().Message(1, node).Text(2, "g");

    private static ProtoMessage Node(string name, string domain = "") => new ProtoMessage().Each(1, "x").Each(2, "y").Text(4, name).Text(7, domain);

    /// <summary>Three floats, whatever is declared.</summary>
    private static ProtoMessage Tensor(long declared) => new ProtoMessage().Wholes(1, [declared]).Whole(2, 1).Text(8, "c").Bytes(9, new byte[12]);
}
