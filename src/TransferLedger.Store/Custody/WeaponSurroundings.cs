using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Files;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Files;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Custody;

/// <summary>Reads what is on record around a weapon; see <see cref="Surroundings"/>.</summary>
public static class WeaponSurroundings
{
    /// <summary>The most other weapons of the same maker, and of other makers, that are looked at.</summary>
    private const int MostAlike = 40, MostOfOthers = 10;

    /// <summary>
    /// The most facts about all of them together; the nearest number is looked at whatever it has. Weapons of an
    /// armoury with consecutive numbers and a long life each would be most of what is read about one of them.
    /// </summary>
    private const int MostFactsAlike = 1_500;

    /// <summary>Of a shipment everything but its packages, which may be thousands: those it was in are its own facts.
    /// </summary>
    private static readonly string[] OfShipments =
    [
        .. Names(it => it.IsSubclassOf(typeof(ShipmentEvent)) && it != typeof(ShipmentPacked)),
        .. CustodySteps.Amending.Select(EventCatalogue.NameOf),
    ];

    /// <summary>Of a certificate what was decided about it and what left under it.</summary>
    private static readonly string[] OfPapers =
    [
        .. Names(it => it.IsSubclassOf(typeof(AuthorizationEvent)) || it.IsSubclassOf(typeof(CertificateEvent))
            || it.IsSubclassOf(typeof(RetransferEvent)) || it == typeof(ShipmentDeparted)
            || it == typeof(GoodsReturned)),
        .. CustodySteps.Amending.Select(EventCatalogue.NameOf),
    ];

    /// <summary>Of a custodian how it keeps arms, of a country whether all permits are on record.</summary>
    private static readonly string[] Keeping =
    [
        .. Names(it => it == typeof(StoreInspected) || it == typeof(TrainingRecorded)
            || it == typeof(HoldingPermitGranted) || it == typeof(HoldingPermitEnded)
            || it == typeof(PermitRegisterOpened)),
    ];

    private static readonly string[] Listed = [.. Names(it => it == typeof(ProductionListed))];

    /// <summary>
    /// By bytes of the keys, each an index. Of the same maker in the words of the records: what is written otherwise
    /// comes with those of other makers.
    /// </summary>
    private const string Alike =
        """
        WITH found AS (
            SELECT s.key, 1 AS far FROM views.serial s WHERE s.canonical = ANY ($1)
            UNION ALL SELECT s.key, 2 FROM views.serial s WHERE s.visual = ANY ($2)
            UNION ALL SELECT s.key, 2 FROM views.serial s WHERE s.phonetic = ANY ($3)
            UNION ALL SELECT s.key, 3 FROM views.serial s WHERE s.core = ANY ($4)
            UNION ALL SELECT s.key, 3 FROM views.serial s WHERE s.unpadded = ANY ($5)
            UNION ALL SELECT s.key, 4 FROM views.serial s WHERE s.near = ANY ($6)),
        nearest AS (SELECT key, min(far) AS far FROM found GROUP BY key),
        told AS (
            SELECT f.key, f.far, w.facts, lower(w.maker) = lower($7) AS same
              FROM nearest f JOIN views.weapon w ON w.key = f.key
             WHERE w.maker IS NOT NULL AND f.key <> $8),
        chosen AS (
            (SELECT * FROM told WHERE same ORDER BY far, key LIMIT $9)
            UNION ALL (SELECT * FROM told WHERE NOT same ORDER BY far, key LIMIT $10)),
        summed AS (
            SELECT key, facts, sum(facts) OVER (ORDER BY far, same DESC, key) AS so_far FROM chosen)
        SELECT key, (SELECT count(*) FROM told) FROM summed WHERE so_far <= $11 OR so_far = facts ORDER BY so_far
        """;

    /// <summary>What is around a weapon now.</summary>
    /// <param name="store">The log; its views have caught up, or namesakes recorded since are missing.</param>
    /// <param name="weapon">The weapon.</param>
    /// <param name="dossier">What it is replayed from.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async Task<Surroundings> Read(
        PostgresEventStore store, WeaponId weapon, WeaponDossier dossier, CancellationToken cancel)
    {
        // Side by side: the one mostly waits for the server, the other hashes facts anew.
        var others = store.Histories.Reading(connection => Others(connection, weapon, dossier, cancel), cancel);
        var own = store.Histories.Reading(connection => Own(connection, weapon, dossier, cancel), cancel);
        await Task.WhenAll(others, own);
        var (batches, files, (broken, removed)) = await own;
        return await others with { Batches = batches, Files = files, Broken = broken, Removed = removed };
    }

    /// <summary>What is on record about others: papers, keepers, makers, namesakes.</summary>
    private static async Task<Surroundings> Others(
        NpgsqlConnection connection, WeaponId weapon, WeaponDossier dossier, CancellationToken cancel)
    {
        var (namesakes, leftOut) = await Namesakes(connection, weapon, dossier, cancel);
        return new Surroundings
        {
            Transfers = await Transfers(
                connection,
                dossier.Facts.Where(it => it.Fact is ShipmentPacked or ShipmentDeparted).Select(it => it.Home),
                cancel),
            Keepers = await Keepers(connection, dossier, cancel),
            Production = await Production(connection, dossier, cancel),
            Namesakes = namesakes,
            NamesakesLeftOut = leftOut,
        };
    }

    /// <summary>How its own facts were recorded, and whether they and their files are as they were.</summary>
    private static async Task<(
        ImmutableArray<EntryBatch> Batches,
        ImmutableDictionary<string, FileState> Files,
        (BrokenChain? Broken, ImmutableArray<long> Removed) Log)> Own(
        NpgsqlConnection connection, WeaponId weapon, WeaponDossier dossier, CancellationToken cancel)
    {
        var about = IdentityUnion.Mentioned(dossier.Facts).Append(weapon).Distinct().ToList();
        return (
            await EntryBatches.Of(connection, dossier.Facts, cancel),
            await FileStore.StatesOf(
                connection, dossier.Facts.SelectMany(FileMention.In).Select(it => it.Hash), cancel),
            await ContentCheck.Run(
                connection, [.. about.Select(it => it.Subject.ToId())],
                [.. dossier.Facts.Where(it => about.Exists(id => it.IsAbout(id.Subject)))], cancel));
    }

    /// <summary>Facts about some shipments, what they moved under, and the countries they passed through.</summary>
    internal static async Task<ImmutableArray<Recorded>> Transfers(
        NpgsqlConnection connection, IEnumerable<Subject> shipments, CancellationToken cancel)
    {
        var asked = shipments.ToHashSet();
        if (asked.Count == 0)
        {
            return [];
        }

        var facts = await FactReader.ReadAbout(connection, Ids(asked), OfShipments, cancel);

        // A contingent's statement names the other shipments, and these no more.
        var others = facts.Select(it => it.Fact).OfType<ContingentRotated>()
            .SelectMany(it => it.Came.Concat(it.Went)).Where(asked.Add).ToList();
        if (others.Count > 0)
        {
            facts.AddRange(await FactReader.ReadAbout(connection, Ids(others), OfShipments, cancel));
        }

        HashSet<Subject> papers =
        [
            .. facts.Select(it => it.Fact).OfType<ShipmentDeparted>().Select(it => it.Under).OfType<TransferBasis>()
                .SelectMany(it => new[] { it.Authorization, it.Certificate }),
        ];
        var countries = facts.Select(it => it.Fact).OfType<TransitEntered>().Select(it => it.Place.Country)
            .OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Select(TransitRuleStated.SubjectOf);
        facts.AddRange(await FactReader.ReadAbout(connection, Ids(papers), OfPapers, cancel));
        facts.AddRange(await FactReader.ReadAbout(connection, Ids(countries), OfShipments, cancel));
        return [.. facts.DistinctBy(it => it.Position).OrderBy(it => it.Position)];
    }

    private static async Task<ImmutableArray<Recorded>> Keepers(
        NpgsqlConnection connection, WeaponDossier dossier, CancellationToken cancel)
    {
        Guid[] keepers = [.. dossier.Custodians().Select(it => Subject.Of("keeper", it.Rest).ToId())];
        var countries = dossier.Countries().Select(TransitRuleStated.SubjectOf);
        return await WithAmendments(connection, [.. keepers, .. Ids(countries)], Keeping, cancel);
    }

    private static async Task<ImmutableArray<Recorded>> Production(
        NpgsqlConnection connection, WeaponDossier dossier, CancellationToken cancel)
    {
        var makers = dossier.Makers().Where(it => it.Any(char.IsLetterOrDigit)).Select(ProductionListed.SubjectOf);
        return await WithAmendments(connection, Ids(makers.Distinct()), Listed, cancel);
    }

    /// <summary>Facts of some kinds about some subjects, and the corrections of these.</summary>
    private static async Task<ImmutableArray<Recorded>> WithAmendments(
        NpgsqlConnection connection, Guid[] subjects, string[] kinds, CancellationToken cancel)
    {
        var facts = await FactReader.ReadAbout(connection, subjects, kinds, cancel);
        if (facts.Count > 0)
        {
            facts.AddRange(await FactReader.ReadAbout(
                connection, Ids(facts.Select(it => it.Home).Distinct()),
                [.. CustodySteps.Amending.Select(EventCatalogue.NameOf)], cancel));
        }

        return [.. facts.DistinctBy(it => it.Position).OrderBy(it => it.Position)];
    }

    private static async Task<(ImmutableArray<Namesake> Read, int LeftOut)> Namesakes(
        NpgsqlConnection connection, WeaponId own, WeaponDossier dossier, CancellationToken cancel)
    {
        // Those merged with it are found as well: at a time when the merge was not known, they are others.
        var row = dossier.Facts.Aggregate(
            new WeaponCustody("", CustodyTimeline.Empty), (row, fact) => WeaponCustody.Apply("", row, fact)!);
        var readings = row.Marks.Select(it => it.Mark)
            .Where(it => it.Kind == MarkKind.Serial && !NoNumber.IsSaidBy(it.Text)).ToList();
        var keys = readings.Select(it => SerialKeys.Of(it.Text)).Where(it => it.Canonical.Length > 0).ToList();
        if (keys.Count == 0 || row.Description.Maker is not { } maker)
        {
            return ([], 0);
        }

        long[] near =
        [
            .. readings.Where(it => it.Legibility != Legibility.Clear).Select(it => SerialKeys.Of(it.Text).Visual)
                .Where(it => it.Length > 0).SelectMany(SerialNear.AroundWorn),
        ];
        // Thousands of keys, looked up one by one: without this the server estimates each, and may read all numbers.
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var settings = new NpgsqlCommand("SET LOCAL enable_seqscan = off", connection))
        {
            await settings.ExecuteNonQueryAsync(cancel);
        }

        await using var command = new NpgsqlCommand(Alike, connection);
        foreach (var texts in new[]
        {
            keys.Select(it => it.Canonical), keys.Select(it => it.Visual), keys.Select(it => it.Phonetic),
            keys.Select(it => it.Core), keys.Select(it => it.Unpadded),
        })
        {
            Add(command, NpgsqlDbType.Array | NpgsqlDbType.Text, texts.Distinct(StringComparer.Ordinal).ToArray());
        }

        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Bigint, near);
        Add(command, NpgsqlDbType.Text, maker);
        Add(command, NpgsqlDbType.Text, own.Value);
        Add(command, NpgsqlDbType.Integer, MostAlike);
        Add(command, NpgsqlDbType.Integer, MostOfOthers);
        Add(command, NpgsqlDbType.Bigint, (long)MostFactsAlike);
        var (found, all) = (new List<WeaponId>(), 0L);
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                found.Add(WeaponId.Parse(reader.GetString(0)));
                all = reader.GetInt64(1);
            }
        }

        await transaction.CommitAsync(cancel);
        return (await Histories(connection, found, cancel), (int)all - found.Count);
    }

    private static async Task<ImmutableArray<Namesake>> Histories(
        NpgsqlConnection connection, List<WeaponId> found, CancellationToken cancel)
    {
        if (found.Count == 0)
        {
            return [];
        }

        string[] kinds = [.. CustodySteps.Placed.Keys.Concat(CustodySteps.Amending).Select(EventCatalogue.NameOf)];
        var facts = await FactReader.ReadAbout(connection, Ids(found.Select(it => it.Subject)), kinds, cancel);
        return [.. found.Select(it => new Namesake(it, [.. facts.Where(one => one.IsAbout(it.Subject))]))];
    }

    private static IEnumerable<string> Names(Func<Type, bool> which) =>
        EventCatalogue.All.Where(it => which(it.Value)).Select(it => it.Key);

    private static Guid[] Ids(IEnumerable<Subject> subjects) => [.. subjects.Select(it => it.ToId())];

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object value) =>
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value });
}
