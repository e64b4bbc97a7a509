using System.Collections;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Json;

/// <summary>
/// Records as JSON: the members are the parameters of the one public constructor, no more; a parameter without a
/// default must be there, one with a default takes it when it is left out.
/// </summary>
internal sealed class RecordContracts : DefaultContractResolver
{
    public RecordContracts() => NamingStrategy = new CamelCaseNamingStrategy();

    protected override JsonObjectContract CreateObjectContract(Type objectType)
    {
        var contract = base.CreateObjectContract(objectType);
        var constructors = objectType.GetConstructors();
        var parameters = constructors.Length == 1 ? constructors[0].GetParameters() : [];
        if (parameters.Length == 0
            || !parameters.All(it => contract.Properties.Any(has => has.UnderlyingName == it.Name)))
        {
            return contract;
        }

        contract.OverrideCreator = constructors[0].Invoke;
        contract.CreatorParameters.Clear();
        var kept = new List<JsonProperty>();
        foreach (var parameter in parameters)
        {
            var property = contract.Properties.First(it =>
                string.Equals(it.UnderlyingName, parameter.Name, StringComparison.Ordinal));
            property.Writable = true;
            Require(property, parameter);
            kept.Add(property);
            contract.CreatorParameters.Add(CreatorParameter(property, parameter));
        }

        contract.Properties.Clear();
        foreach (var property in kept)
        {
            contract.Properties.Add(property);
        }

        return contract;
    }

    private static void Require(JsonProperty property, ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
        {
            property.Required = Required.Always;
            return;
        }

        var type = parameter.ParameterType;
        var value = parameter.DefaultValue ?? (type.IsValueType ? Activator.CreateInstance(type) : null);
        if (value is not null && type.IsEnum)
        {
            value = Enum.ToObject(type, value);
        }

        property.DefaultValue = value;
        property.DefaultValueHandling = DefaultValueHandling.Populate;
        if (parameter.IsDefined(typeof(AddedLaterAttribute)))
        {
            property.ShouldSerialize = it => ((IEnumerable)property.ValueProvider!.GetValue(it)!).Cast<object>().Any();
        }
    }

    private static JsonProperty CreatorParameter(JsonProperty property, ParameterInfo parameter) => new()
    {
        PropertyName = property.PropertyName,
        UnderlyingName = parameter.Name,
        PropertyType = parameter.ParameterType,
        Readable = false,
        Writable = true,
        Required = property.Required,
        DefaultValue = property.DefaultValue,
        DefaultValueHandling = property.DefaultValueHandling,
        DeclaringType = property.DeclaringType,
    };
}
