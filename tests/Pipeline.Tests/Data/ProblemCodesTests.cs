using System.Reflection;
using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class ProblemCodesTests
{
    [Fact]
    public void Every_code_is_documented()
    {
        var page = File.ReadAllText(Csv.RepositoryPath("docs/problems.md"));
        Type[] lists = [typeof(ProblemCodes), typeof(YamlCodes), typeof(ContractCodes), typeof(PersonalDataCodes), typeof(DropCodes)];
        var codes = lists.SelectMany(list => list.GetFields()).Select(Value).ToArray();
        Assert.All(codes, code => Assert.Contains($"`{code}`", page, StringComparison.Ordinal));
        Assert.Equal(codes.Length, codes.Distinct().Count());
    }

    private static string Value(FieldInfo field) => (string)field.GetRawConstantValue()!;
}
