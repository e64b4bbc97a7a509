using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Recording;

/// <summary>One member of a fact, or of a record within it, as the constructor and its doc comment tell it.</summary>
/// <param name="Name">As stored: <c>dueBack</c>.</param>
/// <param name="Option">As an option: <c>--due-back</c>; a list is named by one of its elements: <c>--mark</c>.</param>
/// <param name="Type">Its type, or that of an element of the list; never nullable.</param>
/// <param name="IsList">May it be given many times?</param>
/// <param name="Required">The serializer of record refuses the fact without it.</param>
/// <param name="AskedFor">
/// Who records the fact himself must state it, or that it is not known: the members asked for, none for the whole.
/// Null when it may be left out without a word.
/// </param>
/// <param name="AskedUnless">The stored name of the member beside which it is not asked for; null when it always is.
/// </param>
/// <param name="Comment">What it is, in the words of the doc comment.</param>
internal sealed record FactMember(
    string Name,
    string Option,
    Type Type,
    bool IsList,
    bool Required,
    IReadOnlyList<string>? AskedFor,
    string? AskedUnless,
    string Comment)
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<FactMember>> Known = new();

    private static readonly Lazy<FactComments> Comments = new(FactComments.OfDomain);

    /// <summary>What the doc comments say.</summary>
    public static FactComments Said => Comments.Value;

    /// <summary>The members of a record, in their order; the doc comments are read once.</summary>
    public static IReadOnlyList<FactMember> Of(Type type) => Known.GetOrAdd(type, it =>
        [.. it.GetConstructors().Single().GetParameters().Select(parameter => Of(it, parameter))]);

    /// <summary>Is it said, or is something said beside which it is not asked for?</summary>
    /// <param name="fact">The fact, as JSON.</param>
    public bool IsSettled(JsonObject fact) =>
        fact[Name] is not (null or JsonArray { Count: 0 }) || (AskedUnless is { } other && fact[other] is not null);

    /// <summary>A record of its own, whose members can be named one by one.</summary>
    public static bool IsRecord(Type type) =>
        type.IsClass && type != typeof(string) && type != typeof(Happened)
        && type.GetMethod("<Clone>$") is not null;

    /// <summary><c>dueBack</c> for <c>DueBack</c>.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary><c>due-back</c> for <c>DueBack</c>.</summary>
    public static string Kebab(string name)
    {
        var made = new StringBuilder();
        foreach (var (at, c) in name.Index())
        {
            if (char.IsUpper(c) && at > 0)
            {
                made.Append('-');
            }

            made.Append(char.ToLowerInvariant(c));
        }

        return made.ToString();
    }

    private static FactMember Of(Type record, ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>);
        var name = parameter.Name!;
        var asked = parameter.GetCustomAttribute<AskedForAttribute>();
        return new FactMember(
            Camel(name),
            name == nameof(LedgerEvent.Happened) ? "--on" : "--" + Kebab(isList ? One(record, name) : name),
            isList ? type.GetGenericArguments()[0] : type,
            isList,
            !parameter.HasDefaultValue,
            asked?.Members,
            asked?.Unless is { } other ? Camel(other) : null,
            Said.Parameter(record, name));
    }

    /// <summary>One of many: a list of marks is given mark by mark, where no other member is called so.</summary>
    private static string One(Type record, string name)
    {
        var one = name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y"
            : name.EndsWith("sses", StringComparison.Ordinal) || name.EndsWith("ases", StringComparison.Ordinal) ? name[..^2]
            : name.EndsWith('s') ? name[..^1]
            : name;
        return record.GetProperty(one) is null ? one : name;
    }
}
