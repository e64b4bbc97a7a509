using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;

namespace TransferLedger.Ledger;

/// <summary>What every store checks and derives alike.</summary>
public static class AppendRules
{
    /// <summary>Refused: the command id was used for other content.</summary>
    public const string CommandReused = "ledger.command-reused";

    /// <summary>Refused: a text holds NUL or half a surrogate pair, which no store can keep.</summary>
    public const string TextUnstorable = "ledger.text-unstorable";

    /// <summary>Refused: the request says more than a store takes at once; split it.</summary>
    public const string RequestTooLarge = "ledger.request-too-large";

    /// <summary>Is the request well-formed? The refusal, or null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="subjects">What each of its facts is about, its home first; empty when it is refused.</param>
    public static Refusal? Check(AppendRequest request, out ImmutableArray<IReadOnlyList<Subject>> subjects)
    {
        subjects = [];
        return CheckFrame(request) ?? CheckCondition(request.Condition) ?? CheckFacts(request.Facts, out subjects);
    }

    /// <summary>
    /// The id of a fact: the first 16 bytes of SHA-256 over the command id and the fact's place in it (32 bits,
    /// big-endian), marked as a version 8 UUID. The same at every retry, so a fact keeps its id whatever the network
    /// did.
    /// </summary>
    public static Guid EventId(CommandId command, int index)
    {
        Span<byte> input = stackalloc byte[20];
        command.Value.TryWriteBytes(input, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(input[16..], index);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Cut to whole microseconds, because PostgreSQL keeps no more.</summary>
    public static Instant WholeMicroseconds(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks - (((ticks % 10) + 10) % 10));
    }

    private static Refusal? CheckFrame(AppendRequest request) => request switch
    {
        _ when request.Id.Value == Guid.Empty => new Refusal("ledger.command-id-missing"),
        _ when request.Facts.IsDefaultOrEmpty => new Refusal("ledger.nothing-to-append"),
        _ when request.Facts.Length > AppendRequest.MaxFacts =>
            new Refusal("ledger.too-many-facts", request.Facts.Length, AppendRequest.MaxFacts),
        _ when string.IsNullOrWhiteSpace(request.Provenance.Actor) => new Refusal("ledger.actor-missing"),
        _ when !StorableText.In(request.Provenance) => new Refusal(TextUnstorable),
        _ => null,
    };

    private static Refusal? CheckCondition(Condition condition)
    {
        var wellFormed = !condition.Seen.IsDefault
            && condition.Seen.All(it => it.UpTo >= 0 && it.Subject.Key.Length > 0);
        return wellFormed ? null : new Refusal("ledger.condition-malformed");
    }

    private static Refusal? CheckFacts(
        ImmutableArray<NewFact> facts, out ImmutableArray<IReadOnlyList<Subject>> subjects)
    {
        subjects = [];
        var found = ImmutableArray.CreateBuilder<IReadOnlyList<Subject>>(facts.Length);
        for (var index = 0; index < facts.Length; index++)
        {
            var refusal = CheckFact(facts[index], index, out var about);
            if (refusal is not null)
            {
                return refusal;
            }

            found.Add(about);
        }

        subjects = found.MoveToImmutable();
        return null;
    }

    private static Refusal? CheckFact(NewFact fact, int index, out IReadOnlyList<Subject> about)
    {
        about = [];
        if (fact.Home.Key.Length == 0)
        {
            return new Refusal("ledger.home-missing", index);
        }

        if (!StorableText.In(fact.Fact))
        {
            return new Refusal(TextUnstorable, index);
        }

        try
        {
            about = fact.Subjects();
        }
        catch (FormatException)
        {
            // A name without a letter or digit, or an id that was never given, leads to no subject.
            return new Refusal("ledger.subject-missing", index);
        }

        return about switch
        {
            _ when about.Any(it => it.Key.Length == 0) => new Refusal("ledger.subject-missing", index),
            { Count: > AppendRequest.MaxSubjects } =>
                new Refusal("ledger.too-many-subjects", index, about.Count, AppendRequest.MaxSubjects),
            _ => null,
        };
    }
}
