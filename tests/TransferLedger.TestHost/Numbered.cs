using System.Buffers.Binary;
using System.Globalization;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.TestHost;

/// <summary>
/// Requests that can be made again from their numbers alone, so that whoever survives a crash knows what the one who
/// died had asked for.
/// </summary>
public static class Numbered
{
    private static readonly Provenance Clerk = new("clerk", "Crash tests");

    /// <summary>The id of the request of this number by this client in this run.</summary>
    public static CommandId Id(int run, int client, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes, 0x7C4A_5E00);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], run);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], client);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        return new CommandId(new Guid(bytes, bigEndian: true));
    }

    /// <summary>
    /// The request: mostly one fact, every fifth three facts in two streams; all about several subjects.
    /// </summary>
    public static AppendRequest Request(int run, int client, int number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{run}-{client}-{number}");
        var weapon = WeaponId.Issue("crash", run.ToString(CultureInfo.InvariantCulture), $"{client}-{number % 7}");
        var shared = WeaponId.Issue("crash", "shared", (number % 3).ToString(CultureInfo.InvariantCulture));
        var depot = new Custodian($"Depot {client}", "DE");
        NewFact[] facts = number % 5 == 0
            ? [
                Entered(weapon, depot, text + "-a"),
                new NewFact(shared.Subject, new CustodyTransferred(
                    Happened.Parse("2024-03-02"), depot, new Custodian("Unit 7"), Document: text + "-b")),
                Entered(weapon, depot, text + "-c"),
            ]
            : [Entered(weapon, depot, text)];
        return new AppendRequest(Id(run, client, number), [.. facts], Condition.None, Clerk);
    }

    private static NewFact Entered(WeaponId weapon, Custodian depot, string document) =>
        new(weapon.Subject, new StockEntered(Happened.Parse("2024-03-01"), depot, Document: document));
}
