namespace ServerlessMlops.Learning.Onnx.Reading;

/// <summary>Holds constants to what they declare: as many elements as their shape says, all of them in the file.</summary>
internal sealed class OnnxTensorReader(OnnxFindings findings)
{
    private int _tensors;

    /// <returns>The constant's name.</returns>
    public string Read(ReadOnlySpan<byte> bytes)
    {
        if (++_tensors == OnnxLimits.Tensors + 1)
        {
            findings.Add(OnnxCodes.TooMany, $"The model has more than {OnnxLimits.Tensors} constants.", null, $"at most {OnnxLimits.Tensors} constants");
        }

        var (name, type, shape, elements, isRaw, isExternal) = ("", 0, new List<long>(), 0L, false, false);
        var tensor = new ProtoReader(bytes);
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 1:
                    AddWholes(tensor, shape);
                    break;
                case 2:
                    type = (int)tensor.Number;
                    break;
                case 4:
                    elements += tensor.HasContent ? tensor.Content.Length / 4 : 1;
                    break;
                case 5 or 7 or 11:
                    elements += Wholes(tensor);
                    break;
                case 6:
                    elements++;
                    break;
                case 8:
                    name = OnnxSketchReader.Text(tensor.Content);
                    break;
                case 9:
                    (isRaw, elements) = (true, tensor.Content.Length);
                    break;
                case 10:
                    elements += tensor.HasContent ? tensor.Content.Length / 8 : 1;
                    break;
                case 13:
                    isExternal = true;
                    break;
                case 14:
                    isExternal |= tensor.Number != 0;
                    break;
            }
        }

        if (isExternal)
        {
            findings.Add(
                OnnxCodes.ExternalData, $"The constant '{OnnxFindings.Cut(name)}' lies in another file, which would be opened when the model is loaded.",
                "external data", "constants inside the model");
        }
        else
        {
            Check(name, type, shape, elements, isRaw);
        }

        return name;
    }

    private void Check(string name, int type, List<long> shape, long elements, bool isRaw)
    {
        var size = SizeOf(type);
        if (size < 0 || (isRaw && size == 0))
        {
            findings.Add(
                OnnxCodes.Tensor, $"The constant '{OnnxFindings.Cut(name)}' is of element type {type}.", $"type {type}",
                "float, double, string, bool or integers of 8 to 64 bits");
            return;
        }

        var declared = Declared(shape);
        var there = isRaw ? elements / size : elements;
        if (declared is null || declared != there || (isRaw && elements % size != 0))
        {
            findings.Add(
                OnnxCodes.Tensor, $"The constant '{OnnxFindings.Cut(name)}' declares another size than it holds.",
                $"[{string.Join(", ", shape.Take(8))}]", FormattableString.Invariant($"a shape of {there} elements"));
        }
    }

    /// <returns>Elements; null where the shape has a negative axis or is larger than any file.</returns>
    private static long? Declared(List<long> shape)
    {
        var product = 1L;
        foreach (var axis in shape)
        {
            if (axis < 0 || (axis > 0 && product > long.MaxValue / axis))
            {
                return null;
            }

            product *= axis;
        }

        return product;
    }

    /// <returns>Bytes of an element in raw data; 0 for texts, which have none; −1 for a type that is not taken.</returns>
    private static int SizeOf(int type) => type switch
    {
        2 or 3 or 9 => 1,
        4 or 5 => 2,
        1 or 6 or 12 => 4,
        7 or 11 or 13 => 8,
        8 => 0,
        _ => -1,
    };

    private static long Wholes(ProtoReader field)
    {
        if (!field.HasContent)
        {
            return 1;
        }

        var packed = field.Content;
        var count = 0L;
        while (!packed.IsEmpty)
        {
            ProtoReader.Varint(ref packed);
            count++;
        }

        return count;
    }

    private static void AddWholes(ProtoReader field, List<long> values)
    {
        if (!field.HasContent)
        {
            values.Add((long)field.Number);
            return;
        }

        var packed = field.Content;
        while (!packed.IsEmpty)
        {
            values.Add((long)ProtoReader.Varint(ref packed));
        }
    }
}
