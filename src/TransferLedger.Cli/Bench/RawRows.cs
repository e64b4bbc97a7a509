using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Bench;

/// <summary>The rows of some slices as a hand-written program would hold them, made on the caller's thread.</summary>
internal sealed class RawRows
{
    private static readonly JsonSerializerSettings Json = FactJson.Settings();

    /// <summary>Makes the rows.</summary>
    /// <param name="slices">What is written.</param>
    /// <param name="nextPosition">The position before the first row.</param>
    public RawRows(IReadOnlyList<Slice> slices, long nextPosition)
    {
        var count = slices.Sum(it => it.Facts);
        (Position, Id, Stream, Version) = (new long[count], new Guid[count], new string[count], new long[count]);
        (Data, Type, DotNetType) = (new string[count], new string[count], new string[count]);
        (Header, Command) = (new string[count], new string[count]);
        foreach (var slice in slices)
        {
            Add(slice, ref nextPosition);
        }
    }

    public long[] Position { get; }

    public Guid[] Id { get; }

    public string[] Stream { get; }

    public long[] Version { get; }

    public string[] Data { get; }

    public string[] Type { get; }

    public string[] DotNetType { get; }

    public string[] Header { get; }

    /// <summary>The id of the request as text, for <c>correlation_id</c>.</summary>
    public string[] Command { get; }

    public List<Guid> Subject { get; } = [];

    public List<long> SubjectPosition { get; } = [];

    public List<string> StreamId { get; } = [];

    public List<long> StreamVersion { get; } = [];

    public List<Guid> RequestId { get; } = [];

    public List<long> RequestFirst { get; } = [];

    public List<long> RequestLast { get; } = [];

    public List<byte[]> RequestContent { get; } = [];

    /// <summary>How many facts.</summary>
    public int Count => Position.Length;

    private int _filled;

    private void Add(Slice slice, ref long position)
    {
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (first, id, command) = (position + 1, slice.Id, slice.Id.ToString());
        var facts = BenchFacts.Of(slice);
        var headers = JsonConvert.SerializeObject(BenchFacts.ProvenanceOf(slice), Json);
        for (var index = 0; index < facts.Length; index++)
        {
            var fact = facts[index];
            var at = _filled++;
            Position[at] = ++position;
            Id[at] = AppendRules.EventId(id, index);
            Stream[at] = fact.Home.Key;
            Version[at] = slice.FirstFact + (index % slice.FactsEach) + 1;
            Data[at] = FactJson.Write(fact.Fact);
            Type[at] = EventCatalogue.NameOf(fact.Fact.GetType());
            DotNetType[at] = DotNetNames.Of(fact.Fact.GetType());
            var salt = RandomNumberGenerator.GetHexString(32, lowercase: true);
            Header[at] = $"{{\"salt\":\"{salt}\",{headers.AsSpan(1)}";
            Command[at] = command;
            content.AppendData(Encoding.UTF8.GetBytes(Stream[at]));
            content.AppendData(Encoding.UTF8.GetBytes(Type[at]));
            content.AppendData(Encoding.UTF8.GetBytes(Data[at]));
            foreach (var subject in fact.Subjects())
            {
                Subject.Add(subject.ToId());
                SubjectPosition.Add(position);
            }

            if (index % slice.FactsEach == slice.FactsEach - 1)
            {
                StreamId.Add(Stream[at]);
                StreamVersion.Add(Version[at]);
            }
        }

        RequestId.Add(id.Value);
        RequestFirst.Add(first);
        RequestLast.Add(position);
        RequestContent.Add(content.GetHashAndReset());
    }

    private static class DotNetNames
    {
        private static readonly Dictionary<Type, string> Names = EventCatalogue.All.ToDictionary(
            it => it.Value, it => $"{it.Value.FullName}, {it.Value.Assembly.GetName().Name}");

        public static string Of(Type type) => Names[type];
    }
}
