using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Certificates;

/// <summary>
/// The view <c>certificate</c>: <c>views.certificate</c>, one row per end-user certificate;
/// <c>views.certificate_line</c>, its balance; <c>views.delivery</c>, what arrived and must be verified;
/// <c>views.transit</c>, what left and has not arrived; <c>views.discrepancy</c>; <c>views.obligation</c>;
/// <c>views.authorization_draw</c>. As of now, by the default thresholds.
/// </summary>
public sealed class CertificateTables : ViewTables<CertificateAccount>
{
    private static readonly (string Table, string Comment, (string Column, string Type, string Comment)[] Columns)[]
        Layout =
        [
            ("certificate", "One row per end-user certificate that a fact is about.",
            [
                ("key", "text NOT NULL", "Country and number, normalised."),
                ("captured", "boolean NOT NULL", "False: facts cite it, and nobody has captured it."),
                ("number", "text", "As written."),
                ("issuing_country", "text", "ISO 3166-1 alpha-2."),
                ("issued_on", "text", "The date of issue (EDTF)."),
                ("valid_to", "date", "The last day of its validity, assumed where it does not say."),
                ("end_user", "text", "Its name."),
                ("destination", "text", "ISO 3166-1 alpha-2."),
                ("exporter", "text", "Its name."),
                ("asked_on", "date", "When the issuing authority was last asked to confirm it."),
                ("answer_due", "date", "When the answer was or is due."),
                ("answered", "boolean NOT NULL", "Any answer came after that request."),
                ("accepted_on", "date", "When an officer accepted it; null when no acceptance stands."),
                ("accepted_by", "text", "Who accepted it."),
                ("authorizations", "int NOT NULL", "How many stand that were not revoked."),
                ("balances", "boolean NOT NULL", "Every line adds up and none is over-drawn (EUC-048)."),
                ("facts", "int NOT NULL", "How many facts are about it."),
                ("last_position", "bigint NOT NULL", "The position of the latest recorded of them."),
                ("row_hash", "bytea NOT NULL", "SHA-256 over the row and its rows in the other tables, as stored."),
            ]),
            ("certificate_line", "The balance of each line of a certificate, in exact units.",
            [
                ("key", "text NOT NULL", "The certificate."),
                ("line", "int NOT NULL", "1 is the first."),
                ("goods", "text NOT NULL", "In the paper's words."),
                ("unit", "text", "The unit."),
                ("certified", "bigint NOT NULL", "What the certificate says; an amendment that raises it does not count here."),
                ("claimed", "bigint NOT NULL", "The same if every amendment were in order: ledger balance says which are."),
                ("authorized", "bigint NOT NULL", "What authorizations take of it."),
                ("remaining", "bigint NOT NULL", "What may still be authorized."),
                ("departed", "bigint NOT NULL", "What has left."),
                ("returned", "bigint NOT NULL", "What came back to the exporter."),
                ("lost", "bigint NOT NULL", "Lost or stolen on the way."),
                ("seized", "bigint NOT NULL", "Seized on the way."),
                ("delivered", "bigint NOT NULL", "What receiver or importing state confirm."),
                ("verified", "bigint NOT NULL", "What delivery verification certificates say."),
                ("in_transit", "bigint NOT NULL", "What nobody has confirmed yet."),
                ("unit_value", "numeric", "The price of one unit, if the paper gives it."),
                ("currency", "text", "Its currency, ISO 4217."),
            ]),
            ("delivery", "Shipments that arrived under a certificate and must be verified by the importing state.",
            [
                ("key", "text NOT NULL", "The certificate."),
                ("shipment", "text NOT NULL", "Country and reference."),
                ("authorization_key", "text", "The authorization it left under."),
                ("end_user", "text", "The end user of the certificate."),
                ("arrived", "text NOT NULL", "When it arrived (EDTF)."),
                ("due", "date NOT NULL", "The last day for the delivery verification certificate."),
                ("verified", "boolean NOT NULL", "One is on record."),
                ("units", "bigint NOT NULL", "Units that left and are not known to be elsewhere, over all lines."),
                ("value", "numeric", "Their value at the certificate's prices; null if one is missing, or in several currencies."),
                ("currency", "text", "Its currency, ISO 4217."),
            ]),
            ("transit", "Shipments that left under a certificate, of which nobody has said that they arrived.",
            [
                ("key", "text NOT NULL", "The certificate."),
                ("shipment", "text NOT NULL", "Country and reference."),
                ("authorization_key", "text", "The authorization it left under."),
                ("end_user", "text", "The end user of the certificate."),
                ("departed", "text NOT NULL", "When it left, first (EDTF)."),
                ("due", "date NOT NULL", "The last day to arrive, by the default period of COC-054."),
                ("units", "bigint NOT NULL", "Units that left and are not known to be elsewhere, over all lines."),
                ("value", "numeric", "Their value at the certificate's prices; null if one is missing, or in several currencies."),
                ("currency", "text", "Its currency, ISO 4217."),
            ]),
            ("discrepancy", "What differs between shipments and their delivery verification certificates.",
            [
                ("key", "text NOT NULL", "The certificate."),
                ("ordinal", "int NOT NULL", "From 1."),
                ("shipment", "text NOT NULL", "Country and reference."),
                ("line", "int NOT NULL", "The line of the certificate."),
                ("kind", "text NOT NULL", "TooFew, TooMany, SerialMissing, SerialNotSent, SerialReadDifferently, SerialTwice."),
                ("quantity", "bigint NOT NULL", "By how many units."),
                ("serial", "text", "The serial, where it is one."),
                ("read_as", "text", "How it was read."),
            ]),
            ("obligation", "What is owed under a certificate: undertakings, and dated conditions of open authorizations.",
            [
                ("key", "text NOT NULL", "The certificate."),
                ("ordinal", "int NOT NULL", "From 1."),
                ("undertaking", "text NOT NULL", "What is owed: an undertaking, or a condition of an authorization."),
                ("due", "date", "The last day for it; null when it has none, or none yet."),
                ("owner", "text NOT NULL", "Who sees to it at this office."),
                ("met", "boolean NOT NULL", "It is done."),
                ("end_user", "text", "The end user of the certificate."),
                ("state", "text NOT NULL", "Standing (binds without a day), NotDated (its day is not known yet), Due, Met, Ended."),
                ("owed_by", "text", "Who owes it: the end user or the final consignee; of a condition, the exporter."),
                ("concerns", "text", "The shipment, planned verification or authorization it is about; null when it is about none."),
                ("basis", "text", "The field of the certificate that it stands in; null when it was set by hand or is a condition."),
                ("lapses", "date", "The last day of the certificate, after which it binds no more unless goods have left; else null."),
            ]),
            ("authorization_draw", "What each authorization takes of a certificate, open or ended.",
            [
                ("key", "text NOT NULL", "The certificate."),
                ("ordinal", "int NOT NULL", "From 1, in the order of granting."),
                ("authorization_key", "text NOT NULL", "The authorization: country and number."),
                ("exporter", "text NOT NULL", "Who may export."),
                ("granted_on", "date NOT NULL", "When it was granted."),
                ("valid_to", "date", "Its last day, as amended; it has expired on any later one. Null when it has none."),
                ("suspended_on", "date", "When it was suspended; null when goods may leave, as far as that goes."),
                ("ended_on", "date", "When it was revoked or closed; null while it is open, expired or not."),
                ("taken", "bigint NOT NULL", "Units it takes of the certificate, over all lines."),
                ("not_left", "bigint NOT NULL", "Units of these that have not left, or came back."),
                ("end_user", "text", "The end user of the certificate."),
            ]),
        ];

    private static readonly CertificateParameters Parameters = CertificateParameters.Default;

    /// <inheritdoc/>
    public override string Name => "certificate";

    /// <inheritdoc/>
    public override bool TellsProvenance => false;

    /// <inheritdoc/>
    public override int Version => 6;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables { get; } = [.. Layout.Select(it => it.Table)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ColumnsOf(string table) =>
        [.. Layout.Single(it => it.Table == table).Columns.Select(it => it.Column).Where(it => it != HashColumn)];

    /// <inheritdoc/>
    public override string CreateTables(string schema) => string.Join(";\n", Layout.SelectMany(table => new[]
    {
        $"CREATE TABLE {schema}.{table.Table} ({string.Join(", ", table.Columns.Select(it => $"{it.Column} {it.Type}"))})",
        $"COMMENT ON TABLE {schema}.{table.Table} IS '{Quoted(table.Comment)}'",
    }.Concat(table.Columns.Select(
        it => $"COMMENT ON COLUMN {schema}.{table.Table}.{it.Column} IS '{Quoted(it.Comment)}'"))));

    /// <inheritdoc/>
    public override IReadOnlyList<string> CreateIndexes(string schema) =>
    [
        $"CREATE UNIQUE INDEX IF NOT EXISTS certificate_pkey ON {schema}.certificate (key)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS certificate_line_pkey ON {schema}.certificate_line (key, line)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS delivery_pkey ON {schema}.delivery (key, shipment)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS transit_pkey ON {schema}.transit (key, shipment)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS discrepancy_pkey ON {schema}.discrepancy (key, ordinal)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS obligation_pkey ON {schema}.obligation (key, ordinal)",
        $"CREATE UNIQUE INDEX IF NOT EXISTS authorization_draw_pkey ON {schema}.authorization_draw (key, ordinal)",
        $"CREATE INDEX IF NOT EXISTS authorization_draw_open ON {schema}.authorization_draw (valid_to) WHERE ended_on IS NULL",
        $"CREATE INDEX IF NOT EXISTS delivery_due ON {schema}.delivery (due) WHERE NOT verified",
        $"CREATE INDEX IF NOT EXISTS transit_due ON {schema}.transit (due)",
        $"CREATE INDEX IF NOT EXISTS obligation_due ON {schema}.obligation (due) WHERE state = 'Due'",
        $"CREATE INDEX IF NOT EXISTS certificate_answer_due ON {schema}.certificate (answer_due) WHERE NOT answered",
    ];

    /// <inheritdoc/>
    protected internal override void Publish(string key, CertificateAccount row, IReadOnlyList<TableRows> tables)
    {
        var balance = row.Balance;
        var file = CertificateFile.Of(CertificateAccount.SubjectOf(key), row.Facts);
        PublishCertificate(tables[0], key, row, balance, file);
        var claimed = balance.Captured is { } paper ? Amending.AsClaimed(paper, file) : null;
        foreach (var line in balance.Lines)
        {
            PublishLine(tables[1], key, line, claimed!.Lines[line.Line - 1]);
        }

        var endUser = balance.Captured?.EndUser?.Party.Name;
        foreach (var proof in CertificateAccount.Proofs(balance, Parameters))
        {
            PublishDelivery(tables[2], key, proof, balance.Captured);
        }

        foreach (var left in CertificateAccount.Underway(balance))
        {
            PublishTransit(tables[3], key, left, balance.Captured);
        }

        var ordinal = 0;
        foreach (var it in Discrepancy.Of(balance.Shipments))
        {
            PublishDiscrepancy(tables[4], key, ++ordinal, it);
        }

        ordinal = 0;
        foreach (var owed in Obligations.Of(
            CertificateAccount.SubjectOf(key), row.Facts, balance, Parameters, null))
        {
            PublishObligation(tables[5], key, ++ordinal, owed, balance.Captured);
        }

        foreach (var condition in DatedCondition.Of(balance))
        {
            PublishCondition(tables[5], key, ++ordinal, condition, endUser);
        }

        foreach (var (at, draw) in balance.Draws.Index())
        {
            PublishDraw(tables[6], key, at + 1, draw, endUser);
        }
    }

    private static void PublishObligation(
        TableRows into, string key, int ordinal, Obligation owed, EndUserCertificate? paper)
    {
        into.Begin();
        into.Text(key);
        into.Int(ordinal);
        into.Text(owed.Undertaking.ToString());
        into.Date(owed.Due);
        into.Text(owed.Owner);
        into.Bool(owed.State == ObligationState.Met);
        into.Text(paper?.EndUser?.Party.Name);
        into.Text(owed.State.ToString());
        into.Text(owed.DebtorOn(paper));
        into.Text(owed.About?.Key);
        into.Text(owed.Basis);
        into.Date(owed.Lapses);
    }

    private static void PublishCondition(
        TableRows into, string key, int ordinal, DatedCondition it, string? endUser)
    {
        into.Begin();
        into.Text(key);
        into.Int(ordinal);
        into.Text(it.What);
        into.Date(it.Due);
        into.Text(it.Condition.Owner);
        into.Bool(it.Met);
        into.Text(endUser);
        into.Text((it.Met ? ObligationState.Met : ObligationState.Due).ToString());
        into.Text(it.Draw.Granted.Exporter);
        into.Text(it.Draw.Authorization.Key);
        into.Text(null);
        into.Date(null);
    }

    private static void PublishDraw(TableRows into, string key, int ordinal, Draw draw, string? endUser)
    {
        into.Begin();
        into.Text(key);
        into.Int(ordinal);
        into.Text(draw.Authorization.Rest);
        into.Text(draw.Granted.Exporter);
        into.Date(LastDay(draw.Granted.Happened));
        into.Date(LastDay(draw.ValidTo));
        into.Date(LastDay(draw.Suspended?.Happened));
        into.Date(LastDay(draw.Ended));
        into.Long(draw.Taken);
        into.Long(draw.NotLeft);
        into.Text(endUser);
    }

    private static void PublishCertificate(
        TableRows into, string key, CertificateAccount row, CertificateBalance balance, CertificateFile file)
    {
        var paper = balance.Captured;
        var asked = file.Requests is [.., var last] ? last : null;
        into.Text(key);
        into.Bool(paper is not null);
        into.Text(paper?.Number);
        into.Text(paper?.IssuingCountry);
        into.Text(paper?.IssuedOn?.Text);
        into.Date(paper is null ? null : LastDay(CertificateRules.ValidityOf(paper, Parameters).To));
        into.Text(paper?.EndUser?.Party.Name);
        into.Text(paper?.Destination);
        into.Text(paper?.Exporter?.Name);
        into.Date(LastDay(asked?.Fact.Happened));
        into.Date(LastDay(asked?.Fact.Happened)?.LaterByDays(Parameters.ConfirmationDays));
        into.Bool(asked is not null && file.Replies.Any(it => it.Position > asked.Position));
        var accepted = Accepting.Standing(file, null)?.Fact;
        into.Date(LastDay(accepted?.Happened));
        into.Text(accepted?.Officer);
        into.Int(balance.Draws.Count(it => it.Ended is null));
        into.Bool(balance.Lines.All(it => it.Balances));
        into.Int(row.Facts.Count);
        into.Long(row.Facts[^1].Position);
    }

    private static void PublishLine(TableRows into, string key, LineBalance line, CertificateLine claimed)
    {
        into.Begin();
        into.Text(key);
        into.Int(line.Line);
        into.Text(line.Description);
        into.Text(line.Unit);
        into.Long(line.Certified);
        into.Long(claimed.Quantity ?? 0);
        into.Long(line.Committed);
        into.Long(line.Remaining);
        into.Long(line.Left);
        into.Long(line.Returned);
        into.Long(line.Lost);
        into.Long(line.Seized);
        into.Long(line.Delivered);
        into.Long(line.Verified);
        into.Long(line.InTransit);
        into.Numeric(claimed.UnitValue?.Price());
        into.Text(claimed.UnitValue?.CurrencyCode());
    }

    private static void PublishDelivery(TableRows into, string key, DeliveryProof proof, EndUserCertificate? paper)
    {
        into.Begin();
        into.Text(key);
        into.Text(proof.Shipment.Subject.Rest);
        into.Text(proof.Shipment.Under?.Authorization.Rest);
        into.Text(paper?.EndUser?.Party.Name);
        into.Text(proof.Arrived.Text);
        into.Date(proof.Due);
        into.Bool(proof.Verified);
        PublishGoods(into, proof.Shipment, paper);
    }

    private static void PublishTransit(TableRows into, string key, Transit underway, EndUserCertificate? paper)
    {
        into.Begin();
        into.Text(key);
        into.Text(underway.Shipment.Subject.Rest);
        into.Text(underway.Shipment.Under?.Authorization.Rest);
        into.Text(paper?.EndUser?.Party.Name);
        into.Text(underway.Left.Text);
        into.Date(underway.Due);
        PublishGoods(into, underway.Shipment, paper);
    }

    private static void PublishGoods(TableRows into, Shipment shipment, EndUserCertificate? paper)
    {
        var value = shipment.ValueBy(paper);
        into.Long(shipment.Lines.Sum(it => it.Outstanding));
        into.Numeric(value?.Amount);
        into.Text(value?.Currency);
    }

    private static void PublishDiscrepancy(TableRows into, string key, int ordinal, Discrepancy it)
    {
        into.Begin();
        into.Text(key);
        into.Int(ordinal);
        into.Text(it.Shipment.Rest);
        into.Int(it.Line);
        into.Text(it.Kind.ToString());
        into.Long(it.Quantity);
        into.Text(it.Serial);
        into.Text(it.ReadAs);
    }

    private static LocalDate? LastDay(Happened? date) => date?.Latest.InUtc().Date;

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
