using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Cli.Import.Profiles;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Mapping;

/// <summary>What a row comes to.</summary>
internal abstract record MappedRow
{
    /// <summary>The profile leaves it out.</summary>
    public sealed record Skipped(string Reason) : MappedRow;

    /// <summary>Something is wrong with it; all problems are listed.</summary>
    public sealed record Rejected(IReadOnlyList<CellProblem> Problems) : MappedRow;

    /// <summary>Facts to be recorded together.</summary>
    public sealed record Planned(PlannedAppend Append) : MappedRow;
}

/// <summary>The facts of one row, ready to be recorded once.</summary>
/// <param name="Line">The line it stands on.</param>
/// <param name="IsUnnamed">Are its weapons told apart by the row alone?</param>
internal sealed record PlannedAppend(
    CommandId Id, ImmutableArray<NewFact> Facts, Provenance Provenance, long Line, bool IsUnnamed)
{
    /// <summary>The subjects the facts are kept with, each once.</summary>
    public ImmutableArray<Subject> Homes { get; } = [.. Facts.Select(it => it.Home).Distinct()];
}

/// <summary>Turns rows into facts as a profile says. Not thread-safe: it counts rows that say the same.</summary>
/// <param name="file">The name of the file for references.</param>
internal sealed class RowMapper(MappingProfile profile, CsvHeader header, string file) : IDisposable
{
    private readonly HashTally _unnamed = new();
    private readonly FactBuilder _builder = new();

    public void Dispose() => _builder.Dispose();

    public MappedRow Map(CsvRow row)
    {
        if (row.Problems.Length > 0)
        {
            return new MappedRow.Rejected(row.Problems);
        }

        var whole = new RowValues(profile, header, row, CellParts.One.Weapons[0]);
        var skip = profile.Skip.FirstOrDefault(it => whole.Is(it.When));
        if (skip is not null)
        {
            return new MappedRow.Skipped(skip.Reason);
        }

        var content = RowIdentity.ContentOf(header, row);
        var occurrence = OccurrenceOf(whole, content);

        // What a question about the row could not read matters only if a fact uses it.
        return Plan(row, content, occurrence, whole.Problems.Count == 0 ? whole : null);
    }

    /// <summary>The same row as if it were another of those that say the same.</summary>
    public MappedRow MapAgain(CsvRow row, int occurrence)
    {
        var content = RowIdentity.ContentOf(header, row);
        _unnamed.Set(content, occurrence + 1);
        return Plan(row, content, occurrence, null);
    }

    // Rows with a serial say the same about the same weapon, and need not be told apart.
    private int OccurrenceOf(RowValues whole, byte[] content) =>
        profile.Weapon is { } weapon && SerialOf(weapon, whole).IsMissing ? _unnamed.Meet(content) : 0;

    private MappedRow Plan(CsvRow row, byte[] content, int occurrence, RowValues? whole)
    {
        var problems = new List<CellProblem>();
        var parts = PartsOf(row, problems);
        var facts = ImmutableArray.CreateBuilder<NewFact>();
        var unnamed = false;
        for (var weapon = 0; weapon < parts.Weapons.Count && problems.Count == 0; weapon++)
        {
            var copies = Copies(row, parts.Weapons[weapon], problems);
            for (var copy = 1; copy <= copies && problems.Count == 0; copy++)
            {
                var values = whole is not null && parts == CellParts.One && copies == 1
                    ? whole
                    : new RowValues(profile, header, row, parts.Weapons[weapon]);
                values.Set(BuiltIn.Copy, Number(copy));
                values.Set(BuiltIn.CoSeized, Number(Math.Max(0, (parts.Told * copies) - 1)));
                unnamed |= Build(values, new Place(content, occurrence, weapon, copy, copies), facts);
                problems.AddRange(values.Problems.Where(it => !problems.Contains(it)));
            }
        }

        var distinct = facts.Distinct().ToImmutableArray();
        if (problems.Count == 0 && distinct.Length is 0 or > AppendRequest.MaxFacts)
        {
            problems.Add(new CellProblem(null, distinct.Length == 0
                ? "the profile makes no fact of this row; if that is right, add a 'skip' rule that says why"
                : $"the row comes to {distinct.Length} facts, more than one request may carry"));
        }

        return problems.Count > 0
            ? new MappedRow.Rejected(problems)
            : new MappedRow.Planned(new PlannedAppend(
                RowIdentity.CommandOf(profile.Source, profile.Id, content, occurrence),
                distinct,
                ProvenanceOf(row, content),
                row.Line,
                unnamed));
    }

    private CellParts PartsOf(CsvRow row, List<CellProblem> problems) => profile.Split is { } split
        ? CellParts.Of(
            split,
            column => header.Index.TryGetValue(column, out var at) ? row.Cells[at] : "",
            (column, reason) => problems.Add(new CellProblem(header.Describe(column), reason)))
        : CellParts.One;

    private int Copies(CsvRow row, IReadOnlyDictionary<string, Value> parts, List<CellProblem> problems)
    {
        if (profile.Repeat is not { } repeat)
        {
            return 1;
        }

        var values = new RowValues(profile, header, row, parts);
        var text = values[repeat.Name].Only;
        if (values.Problems.Count == 0
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= repeat.Most)
        {
            return number;
        }

        values.Wrong([repeat.Name], string.Create(
            CultureInfo.InvariantCulture,
            $"'{text}' is not a number of weapons from 1 to {repeat.Most}"));
        problems.AddRange(values.Problems);
        return 0;
    }

    // Says whether the weapon has no serial.
    private bool Build(RowValues values, Place place, ImmutableArray<NewFact>.Builder facts)
    {
        Subject? home = null;
        var unnamed = false;
        if (profile.Weapon is { } rule)
        {
            var serial = SerialOf(rule, values);
            unnamed = serial.IsMissing;
            Check(serial, rule, place, values);
            var weapon = unnamed
                ? RowIdentity.Unnamed(profile.Source, place.Content, place.Occurrence, place.Weapon, place.Copy)
                : RowIdentity.Named(
                    profile.Source, rule.Identity.Select(it => string.Join('|', Candidates(values[it]))));
            values.Set(BuiltIn.Weapon, Value.Of(weapon.Value));
            home = weapon.Subject;
        }

        foreach (var reject in profile.Reject.Where(it => values.Is(it.When)))
        {
            values.Wrong(reject.Column is { } column ? [column] : [], reject.Reason);
        }

        var filled = profile.Facts
            .Where(it => it.When is not { } when || values.Is(when))
            .Select(it => _builder.Fill(it, values, home))
            .ToArray();

        // With something unreadable in the row its facts would lack it, and say so a second time.
        if (values.Problems.Count == 0)
        {
            facts.AddRange(filled.Select(it => FactBuilder.Read(it, values)).OfType<NewFact>());
        }

        return unnamed;
    }

    // A text that says that there is no number must not make one weapon of all that have none.
    private static Value SerialOf(WeaponRule rule, RowValues values)
    {
        var serial = rule.Serial is { } name ? values[name] : Value.Missing;
        return serial.IsMissing || !serial.Candidates.All(NoNumber.IsSaidBy) ? serial : Value.Missing;
    }

    private static void Check(Value serial, WeaponRule rule, Place place, RowValues values)
    {
        if (serial.IsMissing || rule.Serial is null)
        {
            return;
        }

        if (serial.Candidates.Select(CodePoints.Invisible).FirstOrDefault(it => it is not null) is { } hidden)
        {
            values.Wrong([rule.Serial], string.Create(
                CultureInfo.InvariantCulture,
                $"the serial holds the invisible character U+{(int)hidden:X4}; remove it"));
        }

        if (place.Copies > 1)
        {
            values.Wrong([rule.Serial], string.Create(
                CultureInfo.InvariantCulture,
                $"one serial stands for {place.Copies} weapons; give each its own row"));
        }
    }

    private Provenance ProvenanceOf(CsvRow row, byte[] content) => new(
        profile.Provenance.Actor,
        profile.Provenance.Organisation,
        new SourceReference(
            profile.Provenance.Kind,
            string.Create(CultureInfo.InvariantCulture, $"{profile.Source}: {file}, line {row.Line}")),
        profile.Provenance.Grade,
        [new Evidence(Convert.ToHexStringLower(content), "row")],
        EntryChannel.Profile);

    private static ImmutableArray<string> Candidates(Value value) => value.IsMissing ? [] : value.Candidates;

    private static Value Number(int number) =>
        Value.Of(number.ToString(CultureInfo.InvariantCulture), ValueKind.Number);

    private readonly record struct Place(byte[] Content, int Occurrence, int Weapon, int Copy, int Copies);
}
