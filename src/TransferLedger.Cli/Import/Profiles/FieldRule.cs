using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Profiles;

/// <summary>A named value worked out from a row. The set is closed: this is not a language.</summary>
internal abstract record FieldRule
{
    /// <summary>The names it is worked out from.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>A text: cells and constants, tidied, mapped.</summary>
    public sealed record Text(Template Template, TextReading Reading, FrozenDictionary<string, string>? Map) : FieldRule
    {
        public override IEnumerable<string> Names => Template.Names;
    }

    /// <summary>A whole number; commas between thousands are understood.</summary>
    /// <param name="Either">What separates alternatives; null when there are none.</param>
    public sealed record Number(Template Template, TextReading Reading, Regex? Either, long? Least, long? Most)
        : FieldRule
    {
        public override IEnumerable<string> Names => Template.Names;
    }

    /// <summary>A date written in one of some patterns.</summary>
    public sealed record Date(Template Template, TextReading Reading, DateReading Dates, DateBounds Bounds) : FieldRule
    {
        public override IEnumerable<string> Names => Template.Names;
    }

    /// <summary>The first of some templates that names nothing missing.</summary>
    public sealed record First(ImmutableArray<Template> Templates) : FieldRule
    {
        public override IEnumerable<string> Names => Templates.SelectMany(it => it.Names);
    }

    /// <summary>A date so many days, months or years after another.</summary>
    /// <param name="Start">The field that holds the date.</param>
    /// <param name="Count">The field that holds the number.</param>
    /// <param name="Approximate">The number is only about right.</param>
    public sealed record After(
        string Start, string Count, PeriodUnits Unit, bool Approximate, DateBounds Bounds) : FieldRule
    {
        public override IEnumerable<string> Names => [Start, Count];
    }

    /// <summary>Some time from one date to another.</summary>
    public sealed record Between(Template From, Template To, DateBounds Bounds) : FieldRule
    {
        public override IEnumerable<string> Names => From.Names.Concat(To.Names);
    }
}

/// <summary>How a text is taken from cells before it is read any further.</summary>
/// <param name="None">
/// Texts that mean "nothing", compared without case after trimming. The empty text always does.
/// </param>
/// <param name="NoneMatching">Patterns of texts that mean "nothing".</param>
/// <param name="Matching">Patterns of which the first that fits gives the value, by its group <c>value</c>.</param>
/// <param name="OtherwiseMissing">A text none of them fits means "nothing", instead of a rejected row.</param>
internal sealed record TextReading(
    FrozenSet<string> None,
    ImmutableArray<Regex> NoneMatching,
    ImmutableArray<Regex> Matching,
    bool OtherwiseMissing)
{
    public static TextReading Plain { get; } = new(FrozenSet<string>.Empty, [], [], OtherwiseMissing: false);
}

/// <summary>The patterns dates are written in, tried in order.</summary>
/// <param name="Edtf">Is a text in the Extended Date/Time Format understood as well?</param>
internal sealed record DateReading(ImmutableArray<DatePattern> Patterns, bool Edtf);

/// <summary>A pattern and how fine the dates are that it reads.</summary>
internal sealed record DatePattern(string Text, LocalDatePattern Pattern, DateFineness Fineness);

/// <summary>How fine a date is.</summary>
internal enum DateFineness
{
    Day,
    Month,
    Year,
}

/// <summary>Days a date of this source cannot lie outside of, both included; null for no bound.</summary>
internal sealed record DateBounds(LocalDate? NotBefore, LocalDate? NotAfter)
{
    public static DateBounds None { get; } = new(null, null);
}

/// <summary>A question about a row that is true or false.</summary>
internal abstract record ConditionRule
{
    public abstract IEnumerable<string> Names { get; }

    /// <summary>The column or field has a value.</summary>
    public sealed record Present(string Name) : ConditionRule
    {
        public override IEnumerable<string> Names => [Name];
    }

    /// <summary>The column or field is one of these texts.</summary>
    public sealed record OneOf(string Name, FrozenSet<string> Texts) : ConditionRule
    {
        public override IEnumerable<string> Names => [Name];
    }

    /// <summary>The column or field holds what a pattern fits.</summary>
    public sealed record Matches(string Name, Regex Pattern) : ConditionRule
    {
        public override IEnumerable<string> Names => [Name];
    }

    /// <summary>Every one of these is true.</summary>
    public sealed record All(ImmutableArray<ConditionRule> Items) : ConditionRule
    {
        public override IEnumerable<string> Names => Items.SelectMany(it => it.Names);
    }

    /// <summary>At least one of these is true.</summary>
    public sealed record Any(ImmutableArray<ConditionRule> Items) : ConditionRule
    {
        public override IEnumerable<string> Names => Items.SelectMany(it => it.Names);
    }

    /// <summary>It is not true.</summary>
    public sealed record Not(ConditionRule Item) : ConditionRule
    {
        public override IEnumerable<string> Names => Item.Names;
    }
}

/// <summary>How cells that tell of several weapons are taken apart.</summary>
/// <param name="Weapons">Columns that say how many weapons there are, such as the serial.</param>
/// <param name="Columns">Other columns that may hold one part for each weapon.</param>
/// <param name="Separator">What stands between parts; null when only numbered parts are looked for.</param>
/// <param name="Numbered">
/// Patterns of a line that holds one part, with groups <c>n</c> and <c>value</c>. A cell of which every line fits one
/// is taken apart and put in the order of the numbers.
/// </param>
/// <param name="RejectDifferent">
/// Reject a row whose parts cannot be assigned, instead of keeping them as candidates.
/// </param>
internal sealed record CellSplit(
    ImmutableArray<string> Weapons,
    ImmutableArray<string> Columns,
    Regex? Separator,
    ImmutableArray<Regex> Numbered,
    bool RejectDifferent);
