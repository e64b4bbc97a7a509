using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TransferLedger.Cli.Import.Commands;

/// <summary>
/// The lines that were not imported, as JSON objects that can be mended and imported again: the object itself with
/// three members before its own, or the text of a line that is no object.
/// </summary>
internal sealed class CommandRejects(string path) : IDisposable
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock _gate = new();
    private FileStream? _stream;

    public string? Written { get; private set; }

    public void Add(CommandProblem problem, byte[] line)
    {
        lock (_gate)
        {
            if (_stream is null)
            {
                _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
                Written = path;
            }

            using (var json = new Utf8JsonWriter(_stream, Plain))
            {
                json.WriteStartObject();
                json.WriteNumber(CommandReader.LineMember, problem.Line);
                json.WriteString(CommandReader.PathMember, problem.Path);
                json.WriteString(CommandReader.ReasonMember, problem.Reason);
                if (!Copy(json, line))
                {
                    json.WriteString(CommandReader.RawMember, Encoding.UTF8.GetString(line));
                }

                json.WriteEndObject();
            }

            _stream.WriteByte((byte)'\n');
        }
    }

    public void Dispose() => _stream?.Dispose();

    private static bool Copy(Utf8JsonWriter json, byte[] line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Name
                    is not (CommandReader.LineMember or CommandReader.PathMember or CommandReader.ReasonMember))
                {
                    member.WriteTo(json);
                }
            }

            return true;
        }
        catch (JsonException)
        {
            // Not JSON: it is kept as text.
            return false;
        }
    }
}
