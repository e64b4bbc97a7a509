namespace TransferLedger.Screening;

/// <summary>
/// The name of a party and a listed name are of two kinds of party: a company and a person, a person and a vessel.
/// </summary>
/// <param name="Left">What the first is the name of.</param>
/// <param name="Right">What the second is.</param>
/// <param name="Most">What it takes off at most, as a share of the whole score.</param>
/// <param name="Always">
/// Is it sure, so that it counts between names that are the same? What only looks like the name of a person counts the
/// more the more the names differ.
/// </param>
internal sealed record OtherKind(string Left, string Right, double Most, bool Always)
{
    private const string Company = "company";
    private const string Person = "person";
    private const string Vessel = "vessel";
    private const string Aircraft = "aircraft";

    /// <summary>The same with the two names in the other order.</summary>
    public OtherKind Turned => this with { Left = Right, Right = Left };

    /// <summary>Null when they are of one kind, or when nothing tells.</summary>
    public static OtherKind? Of(ScreenedName asked, IndexedName listed)
    {
        var kind = listed.Entry.Kind;
        if (asked.LegalForm is not null)
        {
            return ScoreWeights.Kinds(kind) is var most and > 0 ? new(Company, Word(kind), most, Always: true) : null;
        }

        // A group may be known by the name of a person; a company has a word or form that says what it is. By its
        // consonants alone a name is like those of bodies that sound altogether different.
        var other = kind switch
        {
            ListedKind.Person => false,
            ListedKind.Body => listed.Name.IsOfBody || asked.WithoutVowels,
            _ => true,
        };
        return other && asked.IsOfPerson ? new(Person, Word(kind), ScoreWeights.OtherKind, Always: false) : null;
    }

    /// <summary>Adds what it takes off from names that differ by this much otherwise.</summary>
    public void AddTo(List<Deduction> deductions)
    {
        var share = Always
            ? 1
            : Math.Min(1, NameComparison.PointsOf(deductions) / ScoreWeights.DifferentConsonants);
        NameComparison.Add(
            deductions, ScorePart.Kind, share * Most, Left, Right,
            Always ? ScoreReason.LegalForm : ScoreReason.LooksLikePerson);
    }

    private static string Word(ListedKind kind) => kind switch
    {
        ListedKind.Person => Person,
        ListedKind.Body => Company,
        ListedKind.Vessel => Vessel,
        _ => Aircraft,
    };
}
