using TransferLedger.Ledger;

namespace TransferLedger.Authorizations;

/// <summary>
/// What another system reports about licences that this ledger did not decide: a partner's, or those of an older
/// system. The home is <c>licence/{country}/{number}</c>, that of an answer <c>licence-message/{country}/{message}</c>,
/// that of a published row <c>publication/{source}/{country}/{month}</c>. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">When, as the source says.</param>
public abstract record LicenceReport(Happened Happened) : LedgerEvent(Happened)
{
    /// <summary>The subject the fact is kept with; null when the fact alone does not tell.</summary>
    /// <exception cref="FormatException">What names it holds no letter or digit.</exception>
    public abstract Subject? KeptWith { get; }

    /// <summary>The subject of facts about a licence of another system.</summary>
    /// <exception cref="FormatException">Country or number holds no letter or digit.</exception>
    public static Subject LicenceOf(string country, string number) => Subject.Of("licence", country, number);

    /// <summary>The subject of facts about a message, by the reference its sender gave it.</summary>
    /// <exception cref="FormatException">Country or reference holds no letter or digit.</exception>
    public static Subject MessageOf(string country, string message) => Subject.Of("licence-message", country, message);
}

/// <summary>What a message does to a licence.</summary>
public enum LicenceAction
{
    /// <summary>A new licence.</summary>
    Insert,

    /// <summary>The licence as it stands from now on.</summary>
    Replace,

    /// <summary>The licence is withdrawn.</summary>
    Cancel,
}

/// <summary>How the use of a licence line is limited.</summary>
public enum LineControl
{
    /// <summary>By quantity.</summary>
    Quantity,

    /// <summary>By value.</summary>
    Value,

    /// <summary>By quantity and value.</summary>
    Both,

    /// <summary>Not at all.</summary>
    Open,
}

/// <summary>A party as the message names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reference">The number it is registered under.</param>
/// <param name="Address">Its address in one line.</param>
/// <param name="Country">As written; ISO 3166-1 alpha-2 where the source keeps to it.</param>
public sealed record LicenceParty(
    string Name, string? Reference = null, string? Address = null, string? Country = null)
{
    /// <summary>The subject of facts about this party.</summary>
    /// <exception cref="FormatException">Neither reference nor name holds a letter or digit.</exception>
    public Subject Party => Subject.Of("party", Reference ?? Name);
}

/// <summary>A country or group of countries a licence allows or forbids.</summary>
/// <param name="Code">The country or the group, as written.</param>
/// <param name="Use">
/// D allowed destination, E prohibited destination, O and P the same for origin, R and S for the way.
/// </param>
/// <param name="IsGroup">Is it a group of countries?</param>
public sealed record LicenceCountry(string Code, string Use, bool IsGroup = false);

/// <summary>One line of a licence of another system.</summary>
/// <param name="Number">Its number on the licence.</param>
/// <param name="Control">How its use is limited.</param>
/// <param name="Goods">The goods in words.</param>
/// <param name="Commodity">Their customs code or group of codes.</param>
/// <param name="Quantity">How much may be used; absent when quantity does not limit.</param>
/// <param name="Unit">The source's code of the unit (UK customs: 17 is pieces).</param>
/// <param name="Value">For how much it may be used; absent when value does not limit.</param>
/// <param name="Currency">The source's code of the currency.</param>
public sealed record LicenceLine(
    int Number,
    LineControl Control,
    string? Goods = null,
    string? Commodity = null,
    Amount? Quantity = null,
    string? Unit = null,
    Amount? Value = null,
    string? Currency = null);

/// <summary>Another system reports that a licence was issued, changed or cancelled.</summary>
/// <param name="Happened">The day of the message.</param>
/// <param name="Country">The state that issued it, ISO 3166-1 alpha-2.</param>
/// <param name="Number">The licence's number.</param>
/// <param name="Action">What the message does.</param>
/// <param name="Message">The sender's reference of the message.</param>
/// <param name="Kind">The kind of licence, in the source's code.</param>
/// <param name="ValidFrom">The first day it may be used.</param>
/// <param name="ValidTo">The last day it may be used.</param>
/// <param name="Holder">Who may use it.</param>
/// <param name="ForeignTrader">Who receives.</param>
/// <param name="Countries">Where to, as the message lists it.</param>
/// <param name="Restrictions">In words.</param>
/// <param name="Lines">What for.</param>
public sealed record LicenceReported(
    Happened Happened,
    string Country,
    string Number,
    LicenceAction Action,
    string Message,
    string? Kind = null,
    Happened? ValidFrom = null,
    Happened? ValidTo = null,
    LicenceParty? Holder = null,
    LicenceParty? ForeignTrader = null,
    ValueList<LicenceCountry> Countries = default,
    string? Restrictions = null,
    ValueList<LicenceLine> Lines = default)
    : LicenceReport(Happened)
{
    /// <inheritdoc/>
    public override Subject? KeptWith => LicenceOf(Country, Number);

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout()
    {
        yield return MessageOf(Country, Message);
        foreach (var party in new[] { Holder, ForeignTrader }.OfType<LicenceParty>())
        {
            yield return party.Party;
        }
    }
}

/// <summary>Customs reports one use of a line of a licence.</summary>
/// <param name="Happened">The day the goods came under control.</param>
/// <param name="Country">The state that issued the licence, ISO 3166-1 alpha-2.</param>
/// <param name="Number">The licence's number.</param>
/// <param name="Line">The line of the licence.</param>
/// <param name="Item">Which of the uses of the line in this message it is, from 1.</param>
/// <param name="Kind">
/// As given. UK customs: O original, L late original, A adjusted, C contra, M additional message only.
/// </param>
/// <param name="Declaration">The reference of the customs declaration.</param>
/// <param name="Quantity">How much was used.</param>
/// <param name="Message">The sender's reference of the message.</param>
/// <param name="Part">The part of the declaration.</param>
/// <param name="Value">For how much.</param>
/// <param name="Currency">The source's code of the currency.</param>
/// <param name="Trader">Who used it, in the source's code.</param>
/// <param name="Claim">The reference of a refund claim.</param>
public sealed record LicenceUsageReported(
    Happened Happened,
    string Country,
    string Number,
    int Line,
    int Item,
    string Kind,
    string Declaration,
    Amount Quantity,
    string Message,
    string? Part = null,
    Amount? Value = null,
    string? Currency = null,
    string? Trader = null,
    string? Claim = null)
    : LicenceReport(Happened)
{
    /// <inheritdoc/>
    public override Subject? KeptWith => LicenceOf(Country, Number);

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [MessageOf(Country, Message)];
}

/// <summary>What customs says is used of a line in all.</summary>
/// <param name="Line">The line of the licence.</param>
/// <param name="Quantity">In its unit; zero when quantity does not limit it.</param>
/// <param name="Value">In its currency; zero when value does not limit it.</param>
/// <param name="Currency">The source's code of the currency.</param>
public sealed record LineTotal(int Line, Amount Quantity, Amount? Value = null, string? Currency = null);

/// <summary>Customs reports how a licence stands and what is used of it in all.</summary>
/// <param name="Happened">The day of the message.</param>
/// <param name="Country">The state that issued the licence, ISO 3166-1 alpha-2.</param>
/// <param name="Number">The licence's number.</param>
/// <param name="Message">The sender's reference of the message.</param>
/// <param name="Status">
/// As given. UK customs: O open, E exhausted, C cancelled, S surrendered, D expired.
/// </param>
/// <param name="Completed">The day from which nothing more is used, once there is one.</param>
/// <param name="Lines">The totals of the lines named.</param>
public sealed record LicenceUsageTotalled(
    Happened Happened,
    string Country,
    string Number,
    string Message,
    string Status,
    Happened? Completed = null,
    ValueList<LineTotal> Lines = default)
    : LicenceReport(Happened)
{
    /// <inheritdoc/>
    public override Subject? KeptWith => LicenceOf(Country, Number);

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [MessageOf(Country, Message)];
}

/// <summary>What became of a message.</summary>
public enum MessageOutcome
{
    /// <summary>It was taken.</summary>
    Accepted,

    /// <summary>It was not.</summary>
    Rejected,

    /// <summary>The file it came in could not be read at some place.</summary>
    FileError,
}

/// <summary>One thing the receiver found wrong.</summary>
/// <param name="Code">The receiver's code.</param>
/// <param name="Text">In its words.</param>
/// <param name="Position">Where, as given.</param>
public sealed record MessageError(string Code, string? Text = null, string? Position = null);

/// <summary>The receiver of a message about licences answered it.</summary>
/// <param name="Happened">The day of the answer.</param>
/// <param name="Country">The state whose licences the message is about, ISO 3166-1 alpha-2.</param>
/// <param name="Message">The reference of the message answered.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Errors">Why it was not taken.</param>
public sealed record LicenceMessageAnswered(
    Happened Happened, string Country, string Message, MessageOutcome Outcome, ValueList<MessageError> Errors = default)
    : LicenceReport(Happened)
{
    /// <inheritdoc/>
    public override Subject? KeptWith => MessageOf(Country, Message);
}
