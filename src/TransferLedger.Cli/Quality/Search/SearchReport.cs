namespace TransferLedger.Cli.Quality.Search;

/// <summary>What one search led to.</summary>
/// <param name="Place">The place of the weapon meant among the hits, from 1; null when it is none of them.</param>
/// <param name="AsNear">
/// Of a weapon not among the first five: how many others are as near or nearer by the rule's distance.
/// </param>
/// <param name="Milliseconds">How long the search took, as its caller saw it.</param>
internal sealed record SearchAnswer(int? Place, int AsNear, double Milliseconds)
{
    /// <summary>So many hits a person looks at.</summary>
    public const int Looked = 5;

    public bool IsFirst => Place == 1;

    public bool IsFound => Place <= Looked;

    /// <summary>
    /// Not among those looked at, and no wonder: as many others are as near, and luck alone tells them apart.
    /// </summary>
    public bool IsIndistinct => !IsFound && AsNear >= Looked;
}

/// <summary>How the two searches for one corrupted number went: by the number alone, and with the maker.</summary>
/// <param name="Kind">What was wrong with the number.</param>
/// <param name="InRun">Was the weapon one of a delivery with consecutive numbers?</param>
/// <param name="NumberAlone">Nothing but the number was asked for.</param>
/// <param name="NumberAndMaker">The maker was asked for too.</param>
internal sealed record SearchTry(
    Corruption Kind, bool InRun, SearchAnswer NumberAlone, SearchAnswer NumberAndMaker);

/// <summary>How searches of one kind went.</summary>
internal sealed record SearchFigures(int Asked, int First, int Found, int Indistinct, int Absent)
{
    /// <summary>Of those that can be told from five others, the share found.</summary>
    public Share OfDistinct => new(Found, Asked - Indistinct);

    public Share OfAll => new(Found, Asked);

    public static SearchFigures Of(IReadOnlyCollection<SearchAnswer> answers) => new(
        answers.Count,
        answers.Count(it => it.IsFirst),
        answers.Count(it => it.IsFound),
        answers.Count(it => it.IsIndistinct),
        answers.Count(it => it.Place is null));
}

/// <summary>How the same corrupted numbers were found by the number alone, and with the maker.</summary>
internal sealed record SearchPart(string Name, SearchFigures NumberAlone, SearchFigures NumberAndMaker)
{
    public static SearchPart Of(string name, IReadOnlyCollection<SearchTry> tries) => new(
        name,
        SearchFigures.Of([.. tries.Select(it => it.NumberAlone)]),
        SearchFigures.Of([.. tries.Select(it => it.NumberAndMaker)]));
}

/// <summary>How long searches took, in milliseconds.</summary>
internal sealed record SearchTimes(
    bool MakerGiven, int Searches, int Clients, double Median, double P95, double P99, double Longest);

/// <summary>What was built to be searched.</summary>
/// <param name="FactsPerSecond">At which the views were made from the log.</param>
/// <param name="SerialBytes">Size of <c>views.serial</c> with its indexes.</param>
/// <param name="NearBytes">Size of the index for wrong characters.</param>
/// <param name="EndBytes">Size of the index for numbers whose end is known.</param>
internal sealed record SearchedLedger(
    int Serials, int InRuns, double FactsPerSecond, long SerialBytes, long NearBytes, long EndBytes);

/// <summary>What was measured.</summary>
internal sealed record SearchReport(
    long Seed,
    MakerSpread Makers,
    SearchedLedger Ledger,
    IReadOnlyList<SearchTry> Tries,
    IReadOnlyList<SearchTimes> Times)
{
    public SearchPart All => SearchPart.Of("all", Tries);

    public IEnumerable<SearchPart> Parts =>
    [
        SearchPart.Of("came alone", [.. Tries.Where(it => !it.InRun)]),
        SearchPart.Of("of a delivery", [.. Tries.Where(it => it.InRun)]),
    ];

    public IEnumerable<SearchPart> Kinds => Corruption.All.Select(
        kind => SearchPart.Of(kind.Name, [.. Tries.Where(it => it.Kind == kind)]));
}
