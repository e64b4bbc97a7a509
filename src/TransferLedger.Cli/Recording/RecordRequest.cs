using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Recording;

/// <summary>What a person asks to have recorded, before it is checked.</summary>
/// <param name="Kind">The kind of fact.</param>
/// <param name="About">What it is kept with, as typed; null when the fact says it, or the weapon is new.</param>
/// <param name="Fact">The fact, as JSON.</param>
/// <param name="Provenance">Who says so, as JSON.</param>
/// <param name="Request">The name of the request; null for what it says.</param>
internal sealed record RecordRequest(
    RecordableKind Kind, string? About, JsonObject Fact, JsonObject Provenance, string? Request)
{
    private static readonly JsonSerializerOptions AsWritten = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// The id of a weapon that is new: by the name of the request, else by what is said of it, so that asking twice
    /// makes no second weapon.
    /// </summary>
    public Subject NewWeapon() =>
        WeaponId.Issue("ledger record", Request ?? $"{Kind.Type}\n{Fact.ToJsonString(AsWritten)}").Subject;

    /// <summary>The line that import would take.</summary>
    /// <param name="home">What it is kept with; null of an amendment, which names a position.</param>
    public string Line(Subject? home)
    {
        var line = new JsonObject();
        if (Request is not null)
        {
            line["id"] = Request;
        }

        if (home is { } subject)
        {
            line["home"] = subject.Key;
        }

        line["type"] = Kind.Type;
        line["fact"] = Fact.DeepClone();
        line["provenance"] = Provenance.DeepClone();
        return line.ToJsonString(AsWritten);
    }
}
