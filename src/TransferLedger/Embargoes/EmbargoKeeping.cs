using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Embargoes;

/// <summary>An edition of the table as a file holds it.</summary>
/// <param name="Edition">Which edition.</param>
/// <param name="CheckedOn">When its sources were read last.</param>
/// <param name="Source">Where it was taken from.</param>
/// <param name="Imposed">The measures.</param>
/// <param name="Renewed">Their renewals.</param>
/// <param name="Lifted">Their ends.</param>
/// <param name="ClosedDays">Days on which the committees' secretariat rests.</param>
public sealed record EmbargoEdition(
    string Edition,
    Happened CheckedOn,
    string Source,
    ValueList<EmbargoImposed> Imposed,
    ValueList<EmbargoRenewed> Renewed = default,
    ValueList<EmbargoLifted> Lifted = default,
    ValueList<Happened> ClosedDays = default);

/// <summary>What may be recorded about embargoes? Pure decisions over the facts of the table.</summary>
public static class EmbargoKeeping
{
    /// <summary>Refused: the edition holds no measure.</summary>
    public const string Empty = "embargo.edition-empty";

    /// <summary>Refused: a measure stands twice in the edition. Details: it.</summary>
    public const string Twice = "embargo.measure-twice";

    /// <summary>
    /// Refused: a renewal or an end names a measure that the edition has not, or comes before its begin. Details: it.
    /// </summary>
    public const string MeasureUnknown = "embargo.measure-unknown";

    /// <summary>
    /// Refused: an area's code was no country's from the measure's first day on. Details: measure, code.
    /// </summary>
    public const string CountryUnknown = "embargo.country-unknown";

    /// <summary>
    /// Refused: the title names countries, and an area's code is none of theirs. Details: measure, title, code, its
    /// name.
    /// </summary>
    public const string CountryDiffers = "embargo.country-differs";

    /// <summary>Refused: there is no such regime. Details: it.</summary>
    public const string RegimeUnknown = "embargo.regime-unknown";

    /// <summary>Refused: who agreed is who decided, or nobody agreed, or by what right is not said.</summary>
    public const string FourEyes = "embargo.four-eyes";

    /// <summary>Refused: group, party or source is not said.</summary>
    public const string NothingSaid = "embargo.nothing-said";

    /// <summary>
    /// What an edition adds to what is on record; nothing when all of it is. Rows of an earlier edition that it no
    /// longer has stay until they are retracted.
    /// </summary>
    /// <param name="state">The facts of the table.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="hash">SHA-256 of its content.</param>
    /// <param name="today">The day of loading.</param>
    public static Decision Load(AllFacts state, EmbargoEdition edition, string hash, Happened today)
    {
        if (Wrong(edition) is { } no)
        {
            return no;
        }

        var standing = StandingFacts.Of(state.Facts).ToList();
        var known = standing.Select(it => it.Fact).OfType<EmbargoEvent>().ToHashSet();
        var all = edition.Imposed.Select(it => (it.Regime, Fact: (EmbargoEvent)it))
            .Concat(edition.Renewed.Select(it => (it.Regime, Fact: (EmbargoEvent)it)))
            .Concat(edition.Lifted.Select(it => (it.Regime, Fact: (EmbargoEvent)it)));
        var missing = all.Where(it => !known.Contains(it.Fact))
            .Select(it => new NewFact(EmbargoTable.RegimeOf(it.Regime), it.Fact)).ToImmutableArray();
        var loaded = standing.Select(it => it.Fact).OfType<EmbargoTableLoaded>().LastOrDefault();
        return missing.IsEmpty && loaded?.Hash == hash
            ? Decision.Nothing
            : Decision.Record(missing.Append(new NewFact(
                EmbargoTable.Subject,
                new EmbargoTableLoaded(
                    today, edition.Edition, hash, edition.Imposed.Count, edition.CheckedOn, edition.ClosedDays))));
    }

    /// <summary>May it be decided so whether a regime is applied?</summary>
    public static Decision Set(AllFacts state, EmbargoPolicySet asked)
    {
        var table = EmbargoTable.Of(state.Facts);
        if (!table.Of(asked.Regime).Any())
        {
            return new Refusal(RegimeUnknown, asked.Regime);
        }

        return AuthorityRegister.SameName(asked.Officer, asked.Approver) || !Said(asked.Officer)
            || !Said(asked.Approver) || !Said(asked.LegalBasis)
                ? new Refusal(FourEyes, asked.Officer, asked.Approver)
            : table.Of(asked.Regime).First().Policy is [.., var last] && last.Fact == asked ? Decision.Nothing
            : new NewFact(EmbargoTable.RegimeOf(asked.Regime), asked);
    }

    /// <summary>May a report of an area or a link be recorded?</summary>
    public static Decision Report(AllFacts state, EmbargoEvent asked)
    {
        var (regime, said) = asked switch
        {
            GroupAreaReported it => (it.Regime, Said(it.Group) && Said(it.Source)),
            GroupLinkReported it => (it.Regime, Said(it.Group) && Said(it.Source) && Said(it.Party)),
            _ => throw new ArgumentException($"{asked.GetType().Name} is no such report.", nameof(asked)),
        };
        return !EmbargoTable.Of(state.Facts).Of(regime).Any() ? new Refusal(RegimeUnknown, regime)
            : !said ? new Refusal(NothingSaid)
            : StandingFacts.Of(state.Facts).Any(it => it.Fact.Equals(asked)) ? Decision.Nothing
            : new NewFact(EmbargoTable.RegimeOf(regime), asked);
    }

    private static Refusal? Wrong(EmbargoEdition edition)
    {
        if (edition.Imposed.Count == 0)
        {
            return new Refusal(Empty);
        }

        var measures = new Dictionary<(string, string), EmbargoImposed>();
        foreach (var it in edition.Imposed)
        {
            if (!measures.TryAdd((it.Regime, it.Measure), it))
            {
                return new Refusal(Twice, $"{it.Regime}/{it.Measure}");
            }

            if (WrongArea(it) is { } wrong)
            {
                return wrong;
            }
        }

        var later = edition.Renewed.Select(it => (it.Regime, it.Measure, it.Happened))
            .Concat(edition.Lifted.Select(it => (it.Regime, it.Measure, it.Happened)));
        foreach (var (regime, measure, happened) in later)
        {
            if (!measures.TryGetValue((regime, measure), out var begun) || happened.Latest < begun.From.Earliest)
            {
                return new Refusal(MeasureUnknown, $"{regime}/{measure}");
            }
        }

        return null;
    }

    private static Refusal? WrongArea(EmbargoImposed it)
    {
        var name = $"{it.Regime}/{it.Measure}";
        var fromThen = Happened.Between(it.From, null);
        return it.Areas.FirstOrDefault(area => !CountryCodes.InForce(area.Country, fromThen)) is { } unknown
                ? new Refusal(CountryUnknown, name, unknown.Country)
            : it.Areas.Count == 1 && !CountryNames.Agrees(it.Areas[0].Country, it.Title)
                ? new Refusal(
                    CountryDiffers, name, it.Title, it.Areas[0].Country, CountryNames.Of(it.Areas[0].Country) ?? "")
            : null;
    }

    private static bool Said(string text) => text.Any(char.IsLetterOrDigit);
}
