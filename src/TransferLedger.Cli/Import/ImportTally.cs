using System.Collections.Immutable;
using TransferLedger.Cli.Import.Csv;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Import;

/// <summary>Counts what an import does. Thread-safe.</summary>
internal sealed class ImportTally
{
    private const int LinesShown = 5;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Rows, List<long> Lines)> _skipped = new(StringComparer.Ordinal);
    private readonly List<RowProblem> _problems = [];
    private readonly HashTally _weapons = new();
    private readonly HashTally _planned = new();
    private long _unnamedWeapons;
    private long _recorded;
    private long _already;
    private long _rejected;

    public long Rows { get; private set; }

    public long Settled
    {
        get
        {
            lock (_gate)
            {
                return _recorded + _already;
            }
        }
    }

    public void Read() => Rows++;

    public void Skip(string reason, long line)
    {
        lock (_gate)
        {
            var (rows, lines) = _skipped.GetValueOrDefault(reason, (0, []));
            if (lines.Count < LinesShown)
            {
                lines.Add(line);
            }

            _skipped[reason] = (rows + 1, lines);
        }
    }

    public void Reject(long line, IEnumerable<CellProblem> problems) =>
        RejectAt(problems.Select(it => new RowProblem(line, it.Column, it.Reason)));

    /// <summary>One thing rejected for problems on lines of its own.</summary>
    public void RejectAt(IEnumerable<RowProblem> problems)
    {
        lock (_gate)
        {
            _rejected++;
            _problems.AddRange(problems.Take(ImportReport.MaxProblems - _problems.Count));
        }
    }

    public void Meet(PlannedAppend plan)
    {
        lock (_gate)
        {
            var weapons = plan.Homes.Where(it => it.Kind == "weapon").ToArray();
            if (plan.IsUnnamed)
            {
                _unnamedWeapons += weapons.Length;
                return;
            }

            foreach (var weapon in weapons)
            {
                _weapons.Meet(weapon.ToId().ToByteArray());
            }
        }
    }

    public void Record(RecordOutcome outcome)
    {
        lock (_gate)
        {
            if (outcome is RecordOutcome.New(var facts))
            {
                _recorded++;
                Count(facts);
            }
            else if (outcome is RecordOutcome.AlreadyThere)
            {
                _already++;
            }
        }
    }

    /// <summary>Counts rows of a release that were compared with those on record.</summary>
    public void RecordRows(int recorded, int already, ImmutableArray<NewFact> facts)
    {
        lock (_gate)
        {
            _recorded += recorded;
            _already += already;
            Count(facts);
        }
    }

    /// <summary>
    /// What recording this in an empty ledger would come to: what the file says twice is recorded once.
    /// </summary>
    public void Plan(ImmutableArray<NewFact> facts)
    {
        lock (_gate)
        {
            var added = facts.Where(IsNew).ToImmutableArray();
            Count(added);
            _recorded += added.IsEmpty ? 0 : 1;
            _already += added.IsEmpty ? 1 : 0;
        }
    }

    public ImportReport Report(ImportOutcome outcome, ImportRequest request, string? profile, TimeSpan elapsed)
    {
        lock (_gate)
        {
            return new ImportReport(
                outcome,
                null,
                request.DryRun,
                request.Path,
                profile,
                Rows,
                _recorded,
                _already,
                _rejected,
                [
                    .. _skipped.OrderBy(it => it.Key, StringComparer.Ordinal)
                        .Select(it => new SkippedRows(it.Key, it.Value.Rows, [.. it.Value.Lines])),
                ],
                _facts.ToImmutableSortedDictionary(StringComparer.Ordinal),
                _weapons.Count + _unnamedWeapons,
                [.. _problems.OrderBy(it => it.Line)],
                null,
                elapsed);
        }
    }

    private void Count(ImmutableArray<NewFact> facts)
    {
        foreach (var fact in facts)
        {
            var name = EventCatalogue.NameOf(fact.Fact.GetType());
            _facts[name] = _facts.GetValueOrDefault(name) + 1;
        }
    }

    // A weapon is registered once, whatever its second registration says.
    private bool IsNew(NewFact fact)
    {
        var content = fact.Fact is ItemRegistered ? "" : FactJson.Write(fact.Fact);
        var id = RowIdentity.Command(fact.Home.Key, fact.Fact.GetType().Name, content);
        return _planned.Meet(id.Value.ToByteArray()) == 0;
    }
}
