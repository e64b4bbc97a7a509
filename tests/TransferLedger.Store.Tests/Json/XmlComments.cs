using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TransferLedger.Store.Tests.Json;

/// <summary>Doc comments as plain text.</summary>
internal sealed class XmlComments(XDocument document)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Those of the domain.</summary>
    public static XmlComments OfDomain() =>
        new(XDocument.Load(Path.Combine(AppContext.BaseDirectory, "TransferLedger.xml")));

    public string Summary(Type type) => Text(Member(type)?.Element("summary"));

    public string Parameter(Type type, string name) =>
        Text(Member(type)?.Elements("param").FirstOrDefault(it => it.Attribute("name")?.Value == name));

    public string Value(Type type, string name) => Text(document.Descendants("member")
        .FirstOrDefault(it => it.Attribute("name")?.Value == $"F:{type.FullName}.{name}")?.Element("summary"));

    private XElement? Member(Type type) => document.Descendants("member")
        .FirstOrDefault(it => it.Attribute("name")?.Value == "T:" + type.FullName);

    private static string Text(XElement? element)
    {
        var words = string.Concat((element?.Nodes() ?? []).Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")?.Value.Split('.')[^1],
            XElement other => other.Value,
            _ => "",
        }));
        return Regex.Replace(words, @"\s+", " ", RegexOptions.None, Limit).Trim();
    }
}
