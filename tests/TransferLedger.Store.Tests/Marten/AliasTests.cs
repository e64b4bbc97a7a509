using TransferLedger.Ledger;

namespace TransferLedger.Store.Tests.Marten;

public sealed class AliasTests
{
    [Theory]
    [InlineData("WeaponRegistered", "weapon_registered")]
    [InlineData("HTTPEventV2Done", "http_event_v2_done")]
    [InlineData("Event2Done", "event_2_done")]
    [InlineData("IPAddressSet", "ip_address_set")]
    [InlineData("Destroyed", "destroyed")]
    public void The_rule_gives_the_names_seen_in_Marten(string className, string alias) =>
        AliasRule.Of(className).ShouldBe(alias);

    [Fact]
    public void Every_stored_name_is_the_one_Marten_gives_the_class()
    {
        foreach (var (name, type) in EventCatalogue.All)
        {
            name.ShouldBe(AliasRule.Of(type.Name));
            type.IsNested.ShouldBeFalse();
            type.IsGenericType.ShouldBeFalse();
            EventCatalogue.TypeOf(name).ShouldBe(type);
            EventCatalogue.NameOf(type).ShouldBe(name);
        }
    }

    [Fact]
    public void Every_kind_of_fact_in_the_domain_has_a_stored_name() =>
        typeof(LedgerEvent).Assembly.GetTypes().Where(it => it.IsSubclassOf(typeof(LedgerEvent)) && !it.IsAbstract)
            .Select(it => it.Name).Order(StringComparer.Ordinal)
            .ShouldBe(EventCatalogue.All.Select(it => it.Value.Name).Order(StringComparer.Ordinal));
}
