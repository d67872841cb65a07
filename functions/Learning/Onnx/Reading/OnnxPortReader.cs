namespace ServerlessMlops.Learning.Onnx.Reading;

/// <summary>Reads what an input or output is: a tensor, or a list of maps.</summary>
internal static class OnnxPortReader
{
    /// <returns>Null where its type is nested too deep, which the findings say.</returns>
    public static OnnxPort? Read(ReadOnlySpan<byte> bytes, OnnxFindings findings)
    {
        var port = new OnnxPort("", 0, [], null);
        var value = new ProtoReader(bytes);
        while (value.Next())
        {
            if (value.Field == 1)
            {
                port = port with { Name = OnnxSketchReader.Text(value.Content) };
            }
            else if (value.Field == 2)
            {
                if (Typed(port, value.Content, 1) is not { } typed)
                {
                    findings.Add(
                        OnnxCodes.TooDeep, $"The type of '{OnnxFindings.Cut(port.Name)}' is nested more than {OnnxLimits.TypeDepth} deep.", null,
                        "a tensor, or a list of maps");
                    return null;
                }

                port = typed;
            }
        }

        return port;
    }

    private static OnnxPort? Typed(OnnxPort port, ReadOnlySpan<byte> bytes, int depth)
    {
        if (depth > OnnxLimits.TypeDepth)
        {
            return null;
        }

        var type = new ProtoReader(bytes);
        while (type.Next())
        {
            // A list's element and a map's value are types again; a map has its key beside it.
            var next = type.Field switch
            {
                1 => Tensor(port, type.Content),
                4 or 9 => Inner(port, type.Content, 1, depth),
                5 => Inner(port with { MapKey = (int)NumberOf(type.Content, 1) }, type.Content, 2, depth),
                _ => port,
            };
            if (next is null)
            {
                return null;
            }

            port = next;
        }

        return port;
    }

    private static OnnxPort? Inner(OnnxPort port, ReadOnlySpan<byte> bytes, int field, int depth)
    {
        var inner = new ProtoReader(bytes);
        while (inner.Next())
        {
            if (inner.Field == field && inner.HasContent)
            {
                return Typed(port, inner.Content, depth + 1);
            }
        }

        return port;
    }

    private static OnnxPort Tensor(OnnxPort port, ReadOnlySpan<byte> bytes)
    {
        var shape = new List<long?>();
        var tensor = new ProtoReader(bytes);
        while (tensor.Next())
        {
            if (tensor.Field == 2)
            {
                var axes = new ProtoReader(tensor.Content);
                while (axes.Next())
                {
                    if (axes.Field == 1)
                    {
                        shape.Add(NumberOf(axes.Content, 1) is > 0 and var length ? length : null);
                    }
                }
            }
        }

        return port with { Element = (int)NumberOf(bytes, 1), Shape = shape };
    }

    private static long NumberOf(ReadOnlySpan<byte> bytes, int field)
    {
        var message = new ProtoReader(bytes);
        while (message.Next())
        {
            if (message.Field == field && !message.HasContent)
            {
                return (long)message.Number;
            }
        }

        return 0;
    }
}
