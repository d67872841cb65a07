namespace ServerlessMlops.Learning.Onnx.Format;

/// <summary>Writes a model as protobuf: the same model gives the same bytes. Field numbers: see <see cref="OnnxModel"/>.</summary>
internal static class OnnxBytes
{
    public static byte[] Of(OnnxModel model)
    {
        var proto = new ProtoMessage()
            .Whole(1, OnnxModel.IrVersion)
            .Text(2, model.Producer)
            .Text(3, model.ProducerVersion)
            .Whole(5, model.Version)
            .Text(6, model.Doc)
            .Message(7, Graph(model.Graph))
            .Message(8, new ProtoMessage().Whole(2, OnnxModel.OpsetVersion))
            .Message(8, new ProtoMessage().Text(1, OnnxModel.MachineLearning).Whole(2, OnnxModel.MachineLearningVersion));
        foreach (var (key, value) in model.Metadata)
        {
            proto.Message(14, new ProtoMessage().Text(1, key).Text(2, value));
        }

        return proto.ToBytes();
    }

    private static ProtoMessage Graph(OnnxGraph graph)
    {
        var proto = new ProtoMessage();
        foreach (var node in graph.Nodes)
        {
            proto.Message(1, Node(node));
        }

        proto.Text(2, graph.Name);
        foreach (var constant in graph.Constants)
        {
            proto.Message(5, Tensor(constant));
        }

        foreach (var input in graph.Inputs)
        {
            proto.Message(11, Value(input));
        }

        foreach (var output in graph.Outputs)
        {
            proto.Message(12, Value(output));
        }

        return proto;
    }

    private static ProtoMessage Node(OnnxNode node)
    {
        var proto = new ProtoMessage();
        foreach (var input in node.Inputs)
        {
            proto.Each(1, input);
        }

        foreach (var output in node.Outputs)
        {
            proto.Each(2, output);
        }

        // Its name is that of what it gives: a tool that draws the graph shows it.
        proto.Text(3, node.Outputs[0]).Text(4, node.Operator);
        foreach (var attribute in node.Attributes)
        {
            proto.Message(5, Attribute(attribute));
        }

        return proto.Text(7, node.Domain);
    }

    private static ProtoMessage Attribute(OnnxAttribute attribute)
    {
        var proto = new ProtoMessage().Text(1, attribute.Name);
        switch (attribute)
        {
            case OnnxAttribute.Whole whole:
                return proto.Whole(3, whole.Value).Whole(20, 2);
            case OnnxAttribute.Tensor tensor:
                return proto.Message(5, Tensor(tensor.Value)).Whole(20, 4);
            case OnnxAttribute.Wholes wholes:
                return proto.Wholes(8, wholes.Values).Whole(20, 7);
            case OnnxAttribute.Words words:
                foreach (var value in words.Values)
                {
                    proto.Each(9, value);
                }

                return proto.Whole(20, 8);
            default:
                throw new ArgumentException(
                    $"Seen an attribute of type {attribute.GetType().Name}; expected one that is written here.", nameof(attribute));
        }
    }

    private static ProtoMessage Tensor(OnnxTensor tensor)
    {
        var proto = new ProtoMessage().Wholes(1, tensor.Shape).Whole(2, (long)tensor.Type);
        foreach (var text in tensor.Texts)
        {
            proto.Each(6, text);
        }

        proto.Text(8, tensor.Name);
        return tensor.Type == OnnxType.Text ? proto : proto.Bytes(9, tensor.Raw);
    }

    private static ProtoMessage Value(OnnxValue value)
    {
        var shape = new ProtoMessage().Message(1, new ProtoMessage().Text(2, "rows"));
        if (value.Columns is { } columns)
        {
            shape.Message(1, new ProtoMessage().Whole(1, columns));
        }

        var type = new ProtoMessage().Message(1, new ProtoMessage().Whole(1, (long)value.Type).Message(2, shape));
        return new ProtoMessage().Text(1, value.Name).Message(2, type).Text(3, value.Doc);
    }
}
