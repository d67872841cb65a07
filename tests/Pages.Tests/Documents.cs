using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Tests;

/// <summary>Every page, and a strict reading of its HTML.</summary>
internal static partial class Documents
{
    /// <summary>Each page by name, from the samples with <paramref name="text"/> at every place that holds text.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> WithAsync(string text)
    {
        var receipt = Hostile.Of(Samples.Receipt with { Problems = Samples.Faulty.Problems, ProposedPipeline = "x" }, text);
        var run = Hostile.Of(Samples.Run, text);
        return new Dictionary<string, string>
        {
            ["sign-in"] = await SignInPage.RenderAsync(new(text, text, text)),
            ["sign-out"] = await SignOutPage.RenderAsync(new(text, [text], Samples.Now, text)),
            ["problem"] = await ProblemPage.RenderAsync(Hostile.Of(new ProblemPageModel(404, "t", "d", "i", Samples.Faulty.Problems), text)),
            ["approvals"] = await ApprovalsPage.RenderAsync(new([Hostile.Of(Samples.Request, text)], text)),
            ["approval"] = await ApprovalPage.RenderAsync(ApprovalWith(text, run)),
            ["runs"] = await RunsPage.RenderAsync(new([run], text)),
            ["run"] = await RunPage.RenderAsync(new(receipt, run, [Hostile.Of(Samples.Timeline[1], text)], text)),
            ["receipt"] = await ReceiptPage.RenderAsync(receipt),
            ["specification"] = await SpecificationPage.RenderAsync(Hostile.Of(Samples.Specification, text)),
            ["card"] = await CardPage.RenderAsync(new(Hostile.Of(CardSamples.Card, text), text, "/api/models/m/versions/1/card")),
            ["kept-card"] = await CardPage.RenderAsync(new(Hostile.Of(CardSamples.Card, text))),
            ["models"] = await ModelsPage.RenderAsync(new([Hostile.Of(new ModelSummary("m", Samples.ModelPage(true).Champion, 1, 1), text)], text)),
            ["model"] = await ModelPage.RenderAsync(Hostile.Of(Samples.ModelPage(true), text)),
        };
    }

    /// <summary>The page as a tree; throws where tags do not match or an attribute or sign is not as HTML and XML both want it.</summary>
    public static XElement Parse(string html)
    {
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        var xml = Void().Replace(html["<!DOCTYPE html>".Length..], "<$1$2/>");
        xml = Bare().Replace(xml, "$1=\"\"$2").Replace("&nbsp;", "&#160;", StringComparison.Ordinal);
        try
        {
            return XDocument.Parse(xml, LoadOptions.PreserveWhitespace).Root!;
        }
        catch (XmlException e)
        {
            var line = xml.Split('\n')[e.LineNumber - 1];
            throw new InvalidOperationException($"{e.Message} In: {line[..Math.Min(400, line.Length)]}", e);
        }
    }

    private static ApprovalPageModel ApprovalWith(string text, RunRecord run) => Samples.ApprovalPage() with
    {
        Request = Hostile.Of(Samples.Request, text),
        Votes = [Hostile.Of(Samples.Approval, text)],
        Evaluation = Hostile.Of(Samples.Evaluation with { Contest = Samples.Contest }, text),
        Explanation = Hostile.Of(ExplanationSamples.Report, text),
        Pipeline = Hostile.Of(Samples.Pipeline, text),
        Judgement = Hostile.Of(Samples.Judgement, text),
        Datasheet = Hostile.Of(Samples.Datasheet, text),
        Run = run,
        Viewer = text,
        AntiForgery = text,
    };

    [GeneratedRegex("<(meta|link|input|br)((?:\"[^\"]*\"|[^>\"])*?)/?>")]
    private static partial Regex Void();

    [GeneratedRegex("(?<=<(?:input|textarea)[^<>]*)\\b(required)(?=[\\s/>])(\\s?)")]
    private static partial Regex Bare();
}
