using TransferLedger.Ledger;

namespace TransferLedger.Store.Views;


/// <summary>
/// A view as tables: how its rows are published for people with SQL tools. The rows themselves come from a pure
/// <see cref="IView{TRow}"/>.
/// </summary>
public abstract class ViewTables
{
    /// <summary>
    /// The column of the main table that holds SHA-256 over all that is stored for the row; <c>bytea</c>.
    /// </summary>
    public const string HashColumn = "row_hash";

    /// <summary>The name, also of the main table; lower case.</summary>
    public abstract string Name { get; }

    /// <summary>Raised when rows of an older program no longer fit: the view is then rebuilt from the log.</summary>
    public abstract int Version { get; }

    /// <summary>All tables, the main one first: one row per key. All have a column <c>key</c>.</summary>
    public abstract IReadOnlyList<string> Tables { get; }

    /// <summary>SQL that makes the tables, without keys and indexes, in a schema; comments included.</summary>
    /// <param name="schema">The schema: <c>views</c>, or that of a rebuild.</param>
    public abstract string CreateTables(string schema);

    /// <summary>
    /// Statements that each make one index, where it is not there yet; in a rebuild they run after the rows are in,
    /// several at once.
    /// </summary>
    /// <param name="schema">The schema.</param>
    public abstract IReadOnlyList<string> CreateIndexes(string schema);

    /// <summary>
    /// SQL that makes unique indexes of <see cref="CreateIndexes"/> the tables' primary keys; each is named after its
    /// table, with <c>_pkey</c>.
    /// </summary>
    /// <param name="schema">The schema.</param>
    public virtual string AddKeys(string schema) => string.Join(";\n", Tables.Select(
        table => $"ALTER TABLE {schema}.{table} ADD CONSTRAINT {table}_pkey PRIMARY KEY USING INDEX {table}_pkey"));

    /// <summary>
    /// Do rows tell who recorded a fact, from what source? Where none of a rebuild's views does, the log is read
    /// without, and facts have no <see cref="Recorded.Provenance"/>.
    /// </summary>
    public virtual bool TellsProvenance => true;

    /// <summary>The row under which a Marten application sees the view's progress.</summary>
    public string ProgressionName => Version == 1 ? $"{Name}:All" : FormattableString.Invariant($"{Name}:V{Version}:All");

    internal abstract ViewSession Open(string schema);

    internal abstract ViewFill Fill(string schema, int factsInHand);
}

/// <summary>A view whose rows are of one type.</summary>
/// <typeparam name="TRow">The row.</typeparam>
public abstract class ViewTables<TRow> : ViewTables
    where TRow : class, IView<TRow>
{
    /// <summary>
    /// The columns of a table, in the order in which they are written; of the main table without
    /// <see cref="ViewTables.HashColumn"/>.
    /// </summary>
    public abstract IReadOnlyList<string> ColumnsOf(string table);

    /// <summary>
    /// Writes all that is stored for a row: one row of the main table, any number of the others. Pure, called on any
    /// thread.
    /// </summary>
    /// <param name="key">The row's key.</param>
    /// <param name="row">The row.</param>
    /// <param name="tables">Where to, in the order of <see cref="ViewTables.Tables"/>.</param>
    protected internal abstract void Publish(string key, TRow row, IReadOnlyList<TableRows> tables);

    internal override ViewSession Open(string schema) => new ViewSession<TRow>(this, schema);

    internal override ViewFill Fill(string schema, int factsInHand) =>
        new ViewFill<TRow>(this, schema, factsInHand);
}
