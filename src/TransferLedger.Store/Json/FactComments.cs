using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TransferLedger.Store.Json;

/// <summary>What the doc comments of the domain say about facts and their members, as plain text.</summary>
/// <remarks>
/// Read from <c>TransferLedger.xml</c>, which the build puts beside the program. Where it is missing, nothing is said.
/// </remarks>
public sealed class FactComments
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, XElement> _members;

    private FactComments(XDocument document) => _members = document.Descendants("member")
        .DistinctBy(it => it.Attribute("name")?.Value, StringComparer.Ordinal)
        .ToDictionary(it => it.Attribute("name")?.Value ?? "", StringComparer.Ordinal);

    /// <summary>Those of the domain.</summary>
    public static FactComments OfDomain()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "TransferLedger.xml");
        return new(File.Exists(file) ? XDocument.Load(file) : new XDocument());
    }

    /// <summary>What a type is; empty where nothing is said.</summary>
    public string Summary(Type type) => Text(Member(type)?.Element("summary"));

    /// <summary>What a parameter of a record's constructor is; empty where nothing is said.</summary>
    /// <param name="type">The record.</param>
    /// <param name="name">The parameter, as in the code.</param>
    public string Parameter(Type type, string name) =>
        Text(Member(type)?.Elements("param").FirstOrDefault(it => it.Attribute("name")?.Value == name));

    /// <summary>What a value of an enumeration means; empty where nothing is said.</summary>
    /// <param name="type">The enumeration.</param>
    /// <param name="name">The value, as in the code.</param>
    public string Value(Type type, string name) =>
        Text(_members.GetValueOrDefault($"F:{type.FullName}.{name}")?.Element("summary"));

    private XElement? Member(Type type) => _members.GetValueOrDefault("T:" + type.FullName);

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
