using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Store.Log;

/// <summary>
/// A request made ready on its caller's own thread: everything that can be computed without the database is, so that
/// the one writer only copies.
/// </summary>
internal sealed class PreparedAppend
{
    private readonly TaskCompletionSource<AppendOutcome> _done =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// The most a request may say, as bytes of JSON: 128 MiB. The server takes a message of up to 1 GiB, and every text
    /// of it stands in it twice.
    /// </summary>
    public const long MaxBytes = 128L << 20;

    private PreparedAppend(AppendRequest request, PreparedFact[] facts, byte[] content, long bytes)
    {
        Request = request;
        Facts = facts;
        Content = content;
        Bytes = bytes;
        Seen = new Guid[request.Condition.Seen.Length];
        for (var index = 0; index < Seen.Length; index++)
        {
            Seen[index] = request.Condition.Seen[index].Subject.ToId();
        }
    }

    public AppendRequest Request { get; }

    public PreparedFact[] Facts { get; }

    /// <summary>The subjects of the condition, by id, in the order of the condition.</summary>
    public Guid[] Seen { get; }

    /// <summary>SHA-256 over what the request says: home, type and data of each fact.</summary>
    public byte[] Content { get; }

    /// <summary>What its facts take as JSON, headers included.</summary>
    public long Bytes { get; }

    /// <summary>
    /// Where the request of the same id stands, if its facts were written in other bytes: other facts, or the same ones
    /// as another version wrote them.
    /// </summary>
    public Receipt? WrittenOtherwise { get; set; }

    /// <summary>Was it sent in a group whose outcome never came?</summary>
    public bool MayBeRecorded { get; set; }

    public Task<AppendOutcome> Outcome => _done.Task;

    public void Complete(AppendOutcome outcome) => _done.TrySetResult(outcome);

    /// <summary>A bug stands in the way: the caller gets the exception.</summary>
    public void Fail(Exception bug) => _done.TrySetException(bug);

    /// <summary>Makes a request ready, or says why it can never be recorded.</summary>
    public static PreparedAppend? Of(AppendRequest request, out Refusal? refusal)
    {
        refusal = AppendRules.Check(request, out var subjects);
        if (refusal is not null)
        {
            return null;
        }

        var headers = EventHeaders.Write(request.Provenance);
        var facts = new PreparedFact[request.Facts.Length];
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = 0L;
        for (var index = 0; index < facts.Length; index++)
        {
            var fact = request.Facts[index];
            var ids = new Guid[subjects[index].Count];
            for (var at = 0; at < ids.Length; at++)
            {
                ids[at] = subjects[index][at].ToId();
            }

            var type = EventCatalogue.NameOf(fact.Fact.GetType());
            var data = FactJson.Write(fact.Fact);
            facts[index] = new PreparedFact(
                AppendRules.EventId(request.Id, index),
                fact.Home.Key,
                type,
                fact.Fact.GetType(),
                data,
                EventHeaders.WithSalt(headers),
                ids);
            bytes += headers.Length + Add(content, fact.Home.Key) + Add(content, type) + Add(content, data);
            if (bytes > MaxBytes)
            {
                refusal = new Refusal(AppendRules.RequestTooLarge, index, MaxBytes);
                return null;
            }
        }

        return new PreparedAppend(request, facts, content.GetHashAndReset(), bytes);
    }

    /// <summary>The same over facts that were recorded together: what their request said.</summary>
    public static byte[] ContentOf(IEnumerable<Recorded> facts)
    {
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var it in facts)
        {
            Add(content, it.Home.Key);
            Add(content, EventCatalogue.NameOf(it.Fact.GetType()));
            Add(content, FactJson.Write(it.Fact));
        }

        return content.GetHashAndReset();
    }

    private static int Add(IncrementalHash hash, string text)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
        return bytes.Length;
    }
}

/// <summary>One fact, ready to be written.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Stream">The key of its home.</param>
/// <param name="Type">The stored name.</param>
/// <param name="Class">The class, for <c>mt_dotnet_type</c>.</param>
/// <param name="Data">The JSON.</param>
/// <param name="Headers">The JSON of the headers, salt included.</param>
/// <param name="Subjects">What it is about, by id, its home first.</param>
internal sealed record PreparedFact(
    Guid Id, string Stream, string Type, Type Class, string Data, string Headers, Guid[] Subjects);
