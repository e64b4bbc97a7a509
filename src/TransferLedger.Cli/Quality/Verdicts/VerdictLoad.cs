using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Embargoes;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Custody;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Quality.Verdicts;

/// <summary>How large a ledger is measured.</summary>
/// <param name="Certificates">Certificates on file.</param>
/// <param name="Busy">How many of them, one in so many, are of one and the same end user.</param>
/// <param name="Seed">Which set.</param>
internal sealed record VerdictLoadSize(int Certificates, int Busy, long Seed);

/// <summary>A certificate on record, and the days it can be judged for.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="On">The day after the last answer about it.</param>
/// <param name="Delivered">The day after its delivery was verified; null when nothing was shipped.</param>
/// <param name="Busy">Is it of the end user that has very many?</param>
internal sealed record OnFile(Subject Certificate, LocalDate On, LocalDate? Delivered, bool Busy);

/// <summary>
/// An invented ledger of certificates, as <c>ledger generate</c> makes them, with what was checked about each. Of two
/// in five genuine ones all goods were authorized, left with their serials in parts, arrived and were verified. The
/// table of embargoes is loaded. So many certificates as are asked for are of one end user.
/// </summary>
internal sealed class VerdictLoad(PostgresEventStore store, VerdictLoadSize size)
{
    private const int FactsPerRequest = 200, MostSerials = 100;

    private static readonly Provenance Clerk = new("clerk-07");

    private readonly CertificateSet _set = GenerateCommand.Set(size.Certificates, size.Seed, forged: 20);

    private readonly List<NewFact> _waiting = [];

    private int _requests;

    private int Every => size.Busy == 0 ? int.MaxValue : Math.Max(1, size.Certificates / size.Busy);

    /// <summary>The certificates, in the order of the set; made anew at every call, always the same.</summary>
    public IEnumerable<OnFile> OnFile() => Documents().Select(it => new OnFile(
        it.Made.Certificate, it.Made.JudgedOn, IsShipped(it.Made) ? Verified(it.Made).PlusDays(1) : null, it.Busy));

    /// <summary>Records all of it.</summary>
    public async Task Record(CancellationToken cancel)
    {
        var (edition, hash) = await EmbargoEditionFile.Read(null, cancel);
        _waiting.AddRange(EmbargoKeeping.Load(
            AllFacts.Initial, edition, hash, Happened.On(new LocalDate(2011, 1, 1))).Facts);
        foreach (var fact in _set.Register())
        {
            await Add(new(fact.Home, fact.Fact), cancel);
        }

        foreach (var (made, _) in Documents())
        {
            foreach (var fact in made.Captures.Concat(made.Checks))
            {
                await Add(new(fact.Home, fact.Fact), cancel);
            }

            foreach (var fact in IsShipped(made) ? Journey(made) : [])
            {
                await Add(fact, cancel);
            }
        }

        await Send(cancel);
    }

    private IEnumerable<(GeneratedCertificate Made, bool Busy)> Documents()
    {
        EndUser? busy = null;
        foreach (var made in _set.Certificates())
        {
            var isBusy = made.Number % Every == 0 && made.Reading.Certificate.EndUser is not null;
            busy ??= isBusy ? made.Reading.Certificate.EndUser : null;
            yield return isBusy ? (Of(busy!, made), true) : (made, false);
        }
    }

    /// <summary>The same document for another end user; answers that named one name that one.</summary>
    private static GeneratedCertificate Of(EndUser user, GeneratedCertificate made)
    {
        GeneratedFact As(GeneratedFact it) => it with
        {
            Fact = it.Fact switch
            {
                CertificateCaptured fact => fact with { Certificate = fact.Certificate with { EndUser = user } },
                ConfirmationReceived { Repeats.EndUser: not null } fact =>
                    fact with { Repeats = fact.Repeats with { EndUser = user.Party.Name } },
                var other => other,
            },
        };

        return made with
        {
            Captures = [.. made.Captures.Select(As)],
            Checks = [.. made.Checks.Select(As)],
            Reading = made.Reading with { Certificate = made.Reading.Certificate with { EndUser = user } },
        };
    }

    private static bool IsShipped(GeneratedCertificate made) =>
        made.Forgery is null && made.Number % 5 is 0 or 2 && made.Reading.Certificate is
        {
            EndUserSubject: not null, Destination: not null, Exporter.Country: not null, Lines.Count: > 0,
        };

    private static LocalDate Verified(GeneratedCertificate made) => made.JudgedOn.PlusDays(60);

    /// <summary>Granted, and sent in two parts; small ones with their serials.</summary>
    private static IEnumerable<NewFact> Journey(GeneratedCertificate made)
    {
        var paper = made.Reading.Certificate;
        var (country, number) = (paper.Exporter!.Country!, Named("A", made.Number));
        var authorization = Subject.Of("authorization", country, number);
        var granted = made.JudgedOn.PlusDays(3);
        yield return new(authorization, new AuthorizationGranted(
            Happened.On(granted), country, number, made.Certificate, paper.Exporter.Name,
            paper.Lines.Select((line, at) => new LineQuantity(at + 1, line.Quantity ?? 0)).ToValueList(),
            "licence-02", "chief-01", "invented", Happened.On(granted.PlusYears(1))));
        var under = new TransferBasis(authorization, made.Certificate, paper.EndUserSubject);
        var from = new Custodian(paper.Exporter.Name, country);
        var to = new Custodian(paper.EndUser!.Party.Name, paper.Destination!);
        for (var part = 0; part < 2; part++)
        {
            var shipment = Subject.Of("shipment", country, Named("S", made.Number), Named("part", part + 1));
            var left = granted.PlusDays(10 + (10 * part));
            var contents = paper.Lines.Select((line, at) => Contents(made, at + 1, (line.Quantity ?? 0) / 2, part))
                .Where(it => it.Quantity > 0).ToValueList();
            yield return new(shipment, new ShipmentDeparted(
                Happened.On(left), from, to, Place: new Place("Hamburg", "DE"), Contents: contents, Under: under));
            yield return new(shipment, new ShipmentArrived(
                Happened.On(left.PlusDays(14)), new Place(to.Name, to.Country), Under: under));
            yield return new(shipment, new DeliveryConfirmed(
                Happened.On(left.PlusDays(15)), to, Contents: contents, Under: under));
            yield return new(shipment, new DeliveryVerified(
                Happened.On(Verified(made)), paper.IssuingCountry, paper.Authority ?? "mod",
                Named("DVC", (2 * made.Number) + part), contents, under));
        }
    }

    private static LineContents Contents(GeneratedCertificate made, int line, long quantity, int part) => new(
        line,
        quantity,
        quantity <= MostSerials
            ? Enumerable.Range(0, (int)quantity).Select(at => string.Create(
                CultureInfo.InvariantCulture, $"{made.Number:D6}{line}{part}{at:D3}")).ToValueList()
            : default);

    private async Task Add(NewFact fact, CancellationToken cancel)
    {
        _waiting.Add(fact);
        if (_waiting.Count >= FactsPerRequest)
        {
            await Send(cancel);
        }
    }

    private async Task Send(CancellationToken cancel)
    {
        var id = RowIdentity.Command("ledger quality verdicts", Named("request", ++_requests));
        ImmutableArray<NewFact> facts = [.. _waiting];
        _waiting.Clear();
        if (facts.Length > 0 && await store.Append(new(id, facts, Condition.None, Clerk), cancel)
            is not AppendOutcome.Appended and var outcome)
        {
            throw new CommandFailedException(Exit.Unavailable, $"The ledger could not be filled: {outcome}");
        }
    }

    private static string Named(string what, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}-{number}");
}
