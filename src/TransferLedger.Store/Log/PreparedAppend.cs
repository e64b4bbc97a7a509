using System.Runtime.InteropServices;
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

    private PreparedAppend(AppendRequest request, PreparedFact[] facts, Guid[] seen, byte[] content, long bytes)
    {
        Request = request;
        Facts = facts;
        Seen = seen;
        Content = content;
        Bytes = bytes;
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
        using var content = new ContentHash();
        var known = new Dictionary<Subject, Guid>();
        var bytes = 0L;
        for (var index = 0; index < facts.Length; index++)
        {
            var fact = request.Facts[index];
            var ids = new Guid[subjects[index].Count];
            for (var at = 0; at < ids.Length; at++)
            {
                ids[at] = IdOf(subjects[index][at], known);
            }

            var type = EventCatalogue.NameOf(fact.Fact.GetType());
            var data = FactJson.WriteUtf8(fact.Fact);
            facts[index] = new PreparedFact(
                AppendRules.EventId(request.Id, index),
                fact.Home.Key,
                type,
                fact.Fact.GetType(),
                data,
                EventHeaders.WithSalt(headers),
                ids);
            bytes += headers.Length + content.Add(fact.Home.Key, type, data);
            if (bytes > MaxBytes)
            {
                refusal = new Refusal(AppendRules.RequestTooLarge, index, MaxBytes);
                return null;
            }
        }

        var seen = new Guid[request.Condition.Seen.Length];
        for (var index = 0; index < seen.Length; index++)
        {
            seen[index] = IdOf(request.Condition.Seen[index].Subject, known);
        }

        return new PreparedAppend(request, facts, seen, content.Done(), bytes);
    }

    /// <summary>The facts of a request are mostly about few subjects, again and again.</summary>
    private static Guid IdOf(Subject subject, Dictionary<Subject, Guid> known)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(known, subject, out var before);
        return before ? id : id = subject.ToId();
    }

    /// <summary>The same over facts that were recorded together: what their request said.</summary>
    public static byte[] ContentOf(IEnumerable<Recorded> facts)
    {
        using var content = new ContentHash();
        foreach (var it in facts)
        {
            content.Add(it.Home.Key, EventCatalogue.NameOf(it.Fact.GetType()), FactJson.WriteUtf8(it.Fact));
        }

        return content.Done();
    }
}

/// <summary>One fact, ready to be written.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Stream">The key of its home.</param>
/// <param name="Type">The stored name.</param>
/// <param name="Class">The class, for <c>mt_dotnet_type</c>.</param>
/// <param name="Data">The JSON, in UTF-8.</param>
/// <param name="Headers">The JSON of the headers, salt included, in UTF-8.</param>
/// <param name="Subjects">What it is about, by id, its home first.</param>
internal sealed record PreparedFact(
    Guid Id, string Stream, string Type, Type Class, byte[] Data, byte[] Headers, Guid[] Subjects);
