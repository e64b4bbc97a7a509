using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Log;

/// <summary>
/// Requests that are sent together. A request whose condition would be broken by an earlier one of the same group is
/// sent to be checked only, and judged once the positions are known.
/// </summary>
internal sealed class AppendGroup
{
    private static readonly Dictionary<Type, string> DotNetNames = [];

    private readonly List<PreparedAppend> _requests = [];
    private readonly Dictionary<Guid, int> _lastWriter = [];
    private readonly List<int> _written = [];

    /// <summary>The requests, in the order of asking.</summary>
    public IReadOnlyList<PreparedAppend> Requests => _requests;

    /// <summary>How many facts it will write.</summary>
    public int Facts { get; private set; }

    /// <summary>
    /// Takes a request in: to be written, or only checked if an earlier one writes about what it has seen.
    /// </summary>
    public void Add(PreparedAppend request)
    {
        var depends = false;
        foreach (var subject in request.Seen)
        {
            depends |= _lastWriter.ContainsKey(subject);
        }

        var index = _requests.Count;
        _requests.Add(request);
        _written.Add(depends ? 0 : request.Facts.Length);
        if (depends)
        {
            return;
        }

        Facts += request.Facts.Length;
        foreach (var fact in request.Facts)
        {
            foreach (var subject in fact.Subjects)
            {
                _lastWriter.TryAdd(subject, index);
            }
        }
    }

    /// <summary>Is this request one of those to be written?</summary>
    public bool Writes(int index) => _written[index] > 0;

    /// <summary>When a ledger that replays is to say the request was recorded, as a parameter.</summary>
    public static object ReplayedAt(AppendRequest request) =>
        request.ReplayedAt is { } at ? AppendRules.WholeMicroseconds(at).ToDateTimeUtc() : DBNull.Value;

    /// <summary>Binds the arrays of <c>ledger.append_group</c>.</summary>
    public void Bind(NpgsqlCommand command)
    {
        var rows = new GroupRows(_requests, _written, Facts);
        command.CommandText =
            "SELECT * FROM ledger.append_group("
            + "$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22)";
        Add(command, NpgsqlDbType.TimestampTz, ReplayedAt(_requests[0].Request));
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Uuid, rows.Request);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Bytea, rows.Content);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Integer, _written.ToArray());
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Integer, rows.SeenRequest.ToArray());
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Uuid, rows.SeenSubject.ToArray());
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Bigint, rows.SeenUpTo.ToArray());
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Varchar, rows.Stream.ToArray());
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Bigint, rows.StreamFacts.ToArray());
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Varchar, rows.Type.ToArray());
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Varchar, rows.DotNetType.ToArray());
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Uuid, rows.FactId);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Varchar, rows.FactStream);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Integer, rows.FactSlot);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Integer, rows.FactOffset);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Integer, rows.FactType);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Integer, rows.FactRequest);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Jsonb, rows.FactData);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Jsonb, rows.FactHeaders);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Varchar, rows.FactUser);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Uuid, rows.Subject);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Integer, rows.SubjectFact);
    }

    /// <summary>
    /// Settles what can be settled from an answer. What is left over has to be sent again.
    /// </summary>
    public List<PreparedAppend> Settle(GroupAnswer answer)
    {
        var open = new bool[_requests.Count];
        Array.Fill(open, true);
        foreach (var known in answer.Known)
        {
            _requests[known.Request].Complete(Repeat(_requests[known.Request], known));
            open[known.Request] = false;
        }

        foreach (var lost in answer.Lost)
        {
            if (open[lost.Request])
            {
                var request = _requests[lost.Request];
                request.Complete(new AppendOutcome.Conflict(SubjectOf(request, lost.Subject), lost.Winner));
                open[lost.Request] = false;
            }
        }

        if (answer.Written)
        {
            SettleWritten(answer, open);
        }

        return [.. _requests.Where((_, index) => open[index])];
    }

    private void SettleWritten(GroupAnswer answer, bool[] open)
    {
        var firstAbout = new Dictionary<Guid, long>();
        var position = answer.Base;
        for (var index = 0; index < _requests.Count; index++)
        {
            var request = _requests[index];
            if (Writes(index))
            {
                request.Complete(new AppendOutcome.Appended(
                    new Receipt(position + 1, position + request.Facts.Length, answer.At), Repeated: false));
                open[index] = false;
                foreach (var fact in request.Facts)
                {
                    position++;
                    foreach (var subject in fact.Subjects)
                    {
                        firstAbout.TryAdd(subject, position);
                    }
                }
            }
            else if (open[index])
            {
                open[index] = !SettleChecked(request, firstAbout);
            }
        }
    }

    private static bool SettleChecked(PreparedAppend request, Dictionary<Guid, long> firstAbout)
    {
        for (var at = 0; at < request.Seen.Length; at++)
        {
            var seen = request.Request.Condition.Seen[at];
            if (firstAbout.TryGetValue(request.Seen[at], out var winner) && winner > seen.UpTo)
            {
                request.Complete(new AppendOutcome.Conflict(seen.Subject, winner));
                return true;
            }
        }

        return false;
    }

    private static AppendOutcome Repeat(PreparedAppend request, KnownRequest known)
    {
        var receipt = new Receipt(known.First, known.Last, known.At);
        if (request.Content.AsSpan().SequenceEqual(known.Content))
        {
            return new AppendOutcome.Appended(receipt, Repeated: !request.MayBeRecorded);
        }

        request.WrittenOtherwise = receipt;
        return new AppendOutcome.Refused(new Refusal(AppendRules.CommandReused, request.Request.Id.Value));
    }

    private static Subject SubjectOf(PreparedAppend request, Guid id) =>
        request.Request.Condition.Seen[Array.IndexOf(request.Seen, id)].Subject;

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object value) =>
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value });

    /// <summary>The name a Marten application stores for a class: full name, comma, assembly without version.</summary>
    public static string DotNetName(Type type)
    {
        lock (DotNetNames)
        {
            if (!DotNetNames.TryGetValue(type, out var name))
            {
                DotNetNames[type] = name = $"{type.FullName}, {type.Assembly.GetName().Name}";
            }

            return name;
        }
    }

    /// <summary>The arrays.</summary>
    private sealed class GroupRows
    {
        private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
        private readonly Dictionary<Type, int> _types = [];

        public GroupRows(List<PreparedAppend> requests, List<int> written, int facts)
        {
            Request = new Guid[requests.Count];
            Content = new byte[requests.Count][];
            FactId = new Guid[facts];
            FactStream = new string[facts];
            FactSlot = new int[facts];
            FactOffset = new int[facts];
            FactType = new int[facts];
            FactRequest = new int[facts];
            FactData = new byte[facts][];
            FactHeaders = new byte[facts][];
            FactUser = new string[facts];
            var subjects = 0;
            for (var index = 0; index < requests.Count; index++)
            {
                subjects += written[index] > 0 ? requests[index].Facts.Sum(it => it.Subjects.Length) : 0;
            }

            Subject = new Guid[subjects];
            SubjectFact = new int[subjects];
            var (fact, row) = (0, 0);
            for (var index = 0; index < requests.Count; index++)
            {
                AddRequest(requests[index], index);
                if (written[index] > 0)
                {
                    AddFacts(requests[index], index, ref fact, ref row);
                }
            }
        }

        public Guid[] Request { get; }

        public byte[][] Content { get; }

        public List<int> SeenRequest { get; } = [];

        public List<Guid> SeenSubject { get; } = [];

        public List<long> SeenUpTo { get; } = [];

        public List<string> Stream { get; } = [];

        public List<long> StreamFacts { get; } = [];

        public List<string> Type { get; } = [];

        public List<string> DotNetType { get; } = [];

        public Guid[] FactId { get; }

        public string[] FactStream { get; }

        public int[] FactSlot { get; }

        public int[] FactOffset { get; }

        public int[] FactType { get; }

        public int[] FactRequest { get; }

        public byte[][] FactData { get; }

        public byte[][] FactHeaders { get; }

        public string[] FactUser { get; }

        public Guid[] Subject { get; }

        public int[] SubjectFact { get; }

        private void AddRequest(PreparedAppend request, int index)
        {
            Request[index] = request.Request.Id.Value;
            Content[index] = request.Content;
            for (var at = 0; at < request.Seen.Length; at++)
            {
                SeenRequest.Add(index + 1);
                SeenSubject.Add(request.Seen[at]);
                SeenUpTo.Add(request.Request.Condition.Seen[at].UpTo);
            }
        }

        private void AddFacts(PreparedAppend request, int index, ref int at, ref int row)
        {
            foreach (var fact in request.Facts)
            {
                if (!_slots.TryGetValue(fact.Stream, out var slot))
                {
                    _slots[fact.Stream] = slot = Stream.Count;
                    Stream.Add(fact.Stream);
                    StreamFacts.Add(0);
                }

                if (!_types.TryGetValue(fact.Class, out var type))
                {
                    _types[fact.Class] = type = Type.Count;
                    Type.Add(fact.Type);
                    DotNetType.Add(DotNetName(fact.Class));
                }

                StreamFacts[slot]++;
                FactId[at] = fact.Id;
                FactStream[at] = fact.Stream;
                FactSlot[at] = slot + 1;
                FactOffset[at] = (int)StreamFacts[slot];
                FactType[at] = type + 1;
                FactRequest[at] = index + 1;
                FactData[at] = fact.Data;
                FactHeaders[at] = fact.Headers;
                FactUser[at] = request.Request.Provenance.Actor;
                at++;
                foreach (var subject in fact.Subjects)
                {
                    Subject[row] = subject;
                    SubjectFact[row++] = at;
                }
            }
        }
    }
}

/// <summary>A request of the group that had been recorded before.</summary>
internal readonly record struct KnownRequest(int Request, long First, long Last, Instant At, byte[] Content);

/// <summary>A condition of the group that no longer holds.</summary>
internal readonly record struct LostCondition(int Request, Guid Subject, long Winner);

/// <summary>What <c>ledger.append_group</c> answered.</summary>
internal sealed record GroupAnswer(
    long Base, Instant At, bool Written, IReadOnlyList<KnownRequest> Known, IReadOnlyList<LostCondition> Lost);
