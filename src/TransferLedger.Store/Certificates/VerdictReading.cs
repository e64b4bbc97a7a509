using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Certificates;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Store.Json;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Certificates;

/// <summary>What a verdict is reached on.</summary>
/// <param name="Facts">Facts read whole, in the order of recording.</param>
/// <param name="Others">Readings of other certificates, of which no more was read than the rules use.</param>
public sealed record VerdictInput(ImmutableArray<Recorded> Facts, ImmutableArray<OtherReading> Others);

/// <summary>
/// Reads what a verdict looks at and no more: not what befell single weapons and lots of the end user
/// (<see cref="VerdictFacts"/>), and of its other certificates what the rules use (<see cref="OtherReading"/>).
/// </summary>
public static class VerdictReading
{
    /// <summary>
    /// $1 the subjects, and $7 the position after which each is read; $2 the kinds read, $3 the kind of a capture, $4
    /// the certificate, $5 its neighbours by number, $6 the kinds read of these besides captures. Of captures of other
    /// certificates neither headers nor ids are sent.
    /// </summary>
    private const string Statement =
        """
        SELECT e.seq_id, e.id, e.stream_id, e.version, e.timestamp, e.type, e.data,
               CASE WHEN e.type = $3 AND e.stream_id <> $4 THEN NULL ELSE e.headers END, e.correlation_id
          FROM ledger.mt_events e
         WHERE e.seq_id = ANY (ARRAY(SELECT s.seq_id
                                       FROM unnest($1, $7) AS a (subject, since)
                                       JOIN ledger.event_subjects s ON s.subject = a.subject AND s.seq_id > a.since))
           AND (e.type = ANY ($2) OR e.type = $3)
        UNION ALL
        SELECT e.seq_id, e.id, e.stream_id, e.version, e.timestamp, e.type, e.data,
               CASE WHEN e.type = $3 THEN NULL ELSE e.headers END, e.correlation_id
          FROM ledger.mt_events e
         WHERE e.stream_id = ANY ($5) AND (e.type = ANY ($6) OR e.type = $3)
         ORDER BY seq_id
        """;

    private const string Party = "party";

    private static readonly string[] Kinds = [.. VerdictFacts.Kinds];

    private static readonly string[] Corrections =
        [.. EventCatalogue.All.Where(it => it.Value.IsSubclassOf(typeof(CorrectionEvent))).Select(it => it.Key)];

    private static readonly string[] RegisterKinds =
        [.. Corrections, EventCatalogue.NameOf(typeof(PartyRegistered))];

    /// <summary>Reads, up to the end of the log at the moment of asking.</summary>
    /// <param name="store">The log.</param>
    /// <param name="certificate">The certificate that is judged; null when it has no number.</param>
    /// <param name="needed">What its judgement needs (<see cref="CertificateReport.Needs"/>).</param>
    /// <param name="neighbours">The certificates next to it by number (<see cref="CertificateSeriesTables"/>).</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async Task<VerdictInput> Read(
        PostgresEventStore store,
        Subject? certificate,
        IReadOnlyCollection<Subject> needed,
        IReadOnlyCollection<Subject> neighbours,
        CancellationToken cancel)
    {
        Subject[] subjects = [.. needed.Where(it => it != EmbargoTable.Subject)];
        var kept = subjects.Where(it => it.Kind == Party)
            .Select(it => (Party: it, Kept: store.Parties.Of(it)!)).Where(it => it.Kept is not null)
            .ToDictionary(it => it.Party, it => it.Kept);
        var asked = new Asked(
            certificate?.Key ?? "",
            [.. subjects.Select(it => (it.ToId(), kept.GetValueOrDefault(it)?.UpTo ?? 0))],
            [.. neighbours.Select(it => it.Key)]);
        var (facts, others, upTo) = await store.Histories.Reading(
            connection => ReadWhole(connection, asked, kept.Values, cancel), cancel);
        foreach (var party in subjects.Where(it => it.Kind == Party && IsToBeKept(it, facts, others, kept)))
        {
            store.Parties.Keep(party, await store.Histories.Reading(
                connection => OfParty(connection, party, cancel), cancel));
        }

        // The table of embargoes is most of what a verdict needs, and kept in memory.
        var table = subjects.Length == needed.Count
            ? []
            : (await store.Embargoes.Read(cancel)).Where(it => it.Position <= upTo);
        return new(
            [.. facts.Concat(table).DistinctBy(it => it.Position).OrderBy(it => it.Position)],
            [.. others.DistinctBy(it => it.Position)]);
    }

    /// <summary>Has a party so much that was read anew that it is worth keeping?</summary>
    private static bool IsToBeKept(
        Subject party,
        List<Recorded> facts,
        List<OtherReading> others,
        Dictionary<Subject, KeptParty> kept)
    {
        var since = kept.GetValueOrDefault(party)?.UpTo ?? 0;
        return facts.Count + others.Count >= KeptParties.Fewest
            && facts.Count(it => it.Position > since && it.IsAbout(party))
                + others.Count(it => it.Position > since && it.Paper.EndUser is { } name
                    && PartyRegister.SubjectOf(name) == party) >= KeptParties.Fewest;
    }

    private static async Task<KeptParty> OfParty(
        NpgsqlConnection connection, Subject party, CancellationToken cancel)
    {
        var (facts, others, upTo) = await Read(connection, new("", [(party.ToId(), 0)], []), cancel);
        return new([.. facts], [.. others], upTo);
    }

    /// <summary>
    /// What the register has of parties, and corrections of it: an end user may have thousands of other facts.
    /// </summary>
    /// <param name="store">The log.</param>
    /// <param name="parties">The parties.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async Task<List<Recorded>> Registered(
        PostgresEventStore store, IReadOnlyCollection<Subject> parties, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(store);
        var found = new List<Recorded>();
        var others = new List<Subject>();
        foreach (var party in parties)
        {
            if (store.Parties.Of(party) is not { } kept)
            {
                others.Add(party);
                continue;
            }

            found.AddRange(kept.Facts.Concat(await store.Histories.Reading(
                    connection => FactReader.ReadSince(connection, party.ToId(), kept.UpTo, cancel), cancel))
                .Where(it => it.Fact is PartyRegistered or CorrectionEvent));
        }

        if (others.Count > 0)
        {
            found.AddRange(await store.Histories.Reading(
                connection => FactReader.ReadAbout(
                    connection, [.. others.Select(it => it.ToId())], RegisterKinds, cancel),
                cancel));
        }

        return found;
    }

    /// <summary>What a correction or retraction is about is read whole, so that it is applied as everywhere.</summary>
    private static async Task<(List<Recorded> Facts, List<OtherReading> Others, long UpTo)> ReadWhole(
        NpgsqlConnection connection, Asked asked, IReadOnlyCollection<KeptParty> kept, CancellationToken cancel)
    {
        var (facts, others, upTo) = await Read(connection, asked, cancel);
        foreach (var party in kept)
        {
            // Another thread may have kept what was recorded after the head was looked at here.
            facts.AddRange(party.Facts.Where(it => it.Position <= upTo));
            others.AddRange(party.Others.Where(it => it.Position <= upTo && it.Certificate.Key != asked.Certificate));
        }

        var amended = facts.Select(it => it.Fact).OfType<CorrectionEvent>().Select(it => it.Target).ToHashSet();
        long[] whole = [.. others.Select(it => it.Position).Where(amended.Contains)];
        if (whole.Length > 0)
        {
            facts.AddRange(await FactReader.ReadAt(connection, whole, cancel));
        }

        return (facts, [.. others.Where(it => !amended.Contains(it.Position))], upTo);
    }

    private static async Task<(List<Recorded> Facts, List<OtherReading> Others, long UpTo)> Read(
        NpgsqlConnection connection, Asked asked, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT position FROM ledger.head"));
        var statement = new NpgsqlBatchCommand(Statement);
        statement.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = asked.Ids });
        statement.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar, Value = Kinds });
        statement.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Varchar, Value = VerdictFacts.Capture });
        statement.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Varchar, Value = asked.Certificate });
        statement.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar, Value = asked.Neighbours });
        statement.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar, Value = Corrections });
        statement.Parameters.Add(
            new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = asked.Since });
        batch.BatchCommands.Add(statement);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var upTo = reader.GetInt64(0);
        await reader.NextResultAsync(cancel);
        var (facts, others) = (new List<Recorded>(), new List<OtherReading>());
        while (await reader.ReadAsync(cancel))
        {
            // The second statement may see what was committed after the first; all ends at the head.
            if (reader.GetInt64(0) > upTo)
            {
                continue;
            }

            if (reader.IsDBNull(7))
            {
                others.Add(Other(reader));
            }
            else
            {
                facts.Add(FactReader.Read(reader));
            }
        }

        return (facts, others, upTo);
    }

    /// <summary>What is used of a capture of another certificate, in the row the reader stands on.</summary>
    /// <exception cref="InvalidDataException">The stored row is not a capture this version can read.</exception>
    private static OtherReading Other(NpgsqlDataReader row)
    {
        var (position, home, at) = (
            row.GetInt64(0), Subject.Parse(row.GetString(2)),
            Instant.FromDateTimeUtc(row.GetFieldValue<DateTime>(4)));
        var json = Encoding.UTF8.GetBytes(row.GetString(6));
        if (FastFactJson.TryReadPart<CapturePart>(json) is { Certificate: var it } part)
        {
            return new(position, home, at, part.Happened, part.Office, new(
                it.Number, it.IssuedOn, it.EndUser?.Party.Name, it.Paper.Scan, it.Signatory?.SignatureImage, it.Lines,
                it.Undertakings, it.Authority));
        }

        try
        {
            var fact = (CertificateCaptured)FastFactJson.Read(VerdictFacts.Capture, json);
            return new(position, home, at, fact.Happened, fact.Office, OtherPaper.Of(fact.Certificate));
        }
        catch (Exception wrong) when (wrong is FactJsonException or FormatException)
        {
            throw new InvalidDataException($"The fact at position {position} cannot be read: {wrong.Message}", wrong);
        }
    }

    /// <summary>What is asked for.</summary>
    /// <param name="Certificate">The certificate that is judged; empty for none.</param>
    /// <param name="Subjects">The subjects, and after which position each is read.</param>
    /// <param name="Neighbours">The certificates next to it by number.</param>
    private sealed record Asked(string Certificate, (Guid Id, long Since)[] Subjects, string[] Neighbours)
    {
        public Guid[] Ids => [.. Subjects.Select(it => it.Id)];

        public long[] Since => [.. Subjects.Select(it => it.Since)];
    }

    private sealed record CapturePart(Happened Happened, string Office, PaperPart Certificate);

    private sealed record PaperPart(
        string Number,
        ScanPart Paper,
        string? Authority = null,
        Happened? IssuedOn = null,
        EndUserPart? EndUser = null,
        SignaturePart? Signatory = null,
        ValueList<OtherLine> Lines = default,
        ValueList<Undertaking> Undertakings = default);

    private sealed record ScanPart(string? Scan = null);

    private sealed record SignaturePart(string? SignatureImage = null);

    private sealed record EndUserPart(PartyPart Party);

    private sealed record PartyPart(string Name);
}
