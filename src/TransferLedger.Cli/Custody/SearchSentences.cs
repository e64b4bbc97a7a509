using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Store.Custody;

namespace TransferLedger.Cli.Custody;

/// <summary>Why a number was found, or cannot be searched for, in words.</summary>
internal static class SearchSentences
{
    public static string Why(SerialHit hit) => hit.Match switch
    {
        SerialMatch.Same => hit.Tier == MatchingTier.M5 ? "same number, different maker" : "same letters and digits",
        SerialMatch.LooksTheSame => "looks the same",
        SerialMatch.SoundsTheSame => "sounds the same",
        SerialMatch.SameCore => "same but for letters between digits",
        SerialMatch.SameUnpadded => "same but for leading zeros",
        SerialMatch.OneWrong => Wrong(hit.Errors),
        SerialMatch.TwoWrong => Wrong(hit.Errors),
        _ => Filled(hit.Open),
    };

    /// <summary>Where it stands now, with whom, and how much of it does not fit together.</summary>
    public static string Now(SerialHit hit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{CustodySentences.Words(hit.State)}, {Plain.Of(hit.Custodian ?? "nobody known")}{hit.Contradictions switch
        {
            0 => "",
            1 => "; 1 conflict",
            var many => $"; {many} conflicts",
        }}");

    /// <summary>What to do about a number that cannot be searched for.</summary>
    public static string Problem(SerialProblem problem, string text) => problem switch
    {
        SerialProblem.Empty => $"'{Plain.Of(text)}' holds no letter and no digit: there is nothing to search for.",
        SerialProblem.SaysNone =>
            $"'{Plain.Of(text)}' says that there is no number, and leads to no weapon. Weapons without one have the "
                + "ledger's id: ledger custody ID.",
        SerialProblem.TooOpen => string.Create(
            CultureInfo.InvariantCulture,
            $"'{Plain.Of(text)}' fits too much: give at least {SerialPattern.MinKnown} letters or digits besides ? and *."),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"A number with ? or * may have up to {SerialPattern.MaxLength} characters; this one has {text.Length}."),
    };

    private static string Wrong(ImmutableArray<Misread> errors)
    {
        var (start, all) = errors.Length == 1
            ? ("one character differs", errors[0].Kind == MisreadKind.Swapped)
            : ("two characters differ", errors.All(it => it.Kind == MisreadKind.Swapped));
        var told = string.Join("; ", errors.Select(Error));
        return all ? told : $"{start}: {told}";
    }

    private static string Error(Misread error)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"at place {error.Place}");
        var (read, marked) = (Plain.Of(error.Read), Plain.Of(error.Marked));
        return error.Kind switch
        {
            MisreadKind.Worn => $"{read} read for {marked} {place} (alike on worn marks)",
            MisreadKind.Changed => $"{read} read for {marked} {place}",
            MisreadKind.Dropped => $"{marked} left out {place}",
            MisreadKind.Added => $"{read} put in {place}",
            _ => $"two neighbours exchanged, {read} for {marked} {place}",
        };
    }

    private static string Filled(ImmutableArray<string> open) => "fits, with " + string.Join(
        " and ", open.Select(it => it.Length == 0 ? "nothing" : Plain.Of(it))) + " for what is open";
}
