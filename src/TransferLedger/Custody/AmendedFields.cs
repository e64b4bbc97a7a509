using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Which part of a timeline entry a corrected field is. Fields are named as they are stored (<c>authority</c>,
/// <c>site.country</c>, <c>item.model</c>); a party or place named without a part means its name.
/// </summary>
internal static class AmendedFields
{
    private enum Role
    {
        None,
        Giver,
        Holder,
        Consignee,
        Place,
        SecondDate,
        Note,
    }

    /// <summary>The entry with the new value, or null when the correction does not apply or cannot be read.</summary>
    public static TimelineEntry? Correct(TimelineEntry entry, Amendment correction)
    {
        var field = correction.Field ?? "";
        var value = string.IsNullOrEmpty(correction.New) ? null : correction.New;
        if (field == "happened")
        {
            return Read(value) is { } when ? entry with { Happened = when } : null;
        }

        var dot = field.IndexOf('.', StringComparison.Ordinal);
        var (root, part) = dot < 0 ? (field, "") : (field[..dot], field[(dot + 1)..]);
        return (root, RoleOf(entry.Step, root)) switch
        {
            ("item", _) => Describe(entry, part, value),
            ("mark" or "marks" or "serial", _) when part is "" or "text" => Remark(entry, root, correction),
            (_, Role.Giver or Role.Holder or Role.Consignee) when value is null && part is "" or "name"
                && !MayBeUnnamed(entry.Step) => null,
            (_, Role.Giver) when Party(entry.Giver, part, value) is var (ok, it) && ok => entry with { Giver = it },
            (_, Role.Holder) when Party(entry.Holder, part, value) is var (ok, it) && ok => entry with { Holder = it },
            (_, Role.Consignee) when Party(entry.Consignee, part, value) is var (ok, it) && ok =>
                entry with { Consignee = it },
            (_, Role.Place) when Where(entry.Place, part, value) is var (ok, it) && ok => entry with { Place = it },
            (_, Role.SecondDate) when part.Length == 0 && value is null => entry with { SecondDate = null },
            (_, Role.SecondDate) when part.Length == 0 && Read(value) is { } when => entry with { SecondDate = when },
            (_, Role.Note) when part.Length == 0 => entry with { Note = value },
            _ => null,
        };
    }

    /// <summary>Facts that may be recorded without the party, so that its name may be taken away.</summary>
    private static bool MayBeUnnamed(CustodyStep step) =>
        step is CustodyStep.Registered or CustodyStep.Marked or CustodyStep.Captured;

    private static Role RoleOf(CustodyStep step, string root) => (step, root) switch
    {
        (CustodyStep.Manufactured, "manufacturer") => Role.Holder,
        (CustodyStep.Manufactured, "plant") => Role.Place,
        (CustodyStep.Marked, "markedBy") => Role.Holder,
        (CustodyStep.StockMoved, "to") => Role.Place,
        (CustodyStep.StockMoved, "from") => Role.Note,
        (CustodyStep.Transferred or CustodyStep.PassedOn, "from") => Role.Giver,
        (CustodyStep.Transferred or CustodyStep.PassedOn, "to") => Role.Holder,
        (CustodyStep.HandoverReceived, "from") => Role.Giver,
        (CustodyStep.HandoverReceived, "to") => Role.Holder,
        (CustodyStep.Imported, "country") => Role.Note,
        (CustodyStep.ComponentInstalled or CustodyStep.ComponentRemoved, "workshop") => Role.Holder,
        (CustodyStep.ComponentInstalled or CustodyStep.ComponentRemoved, "component") => Role.Note,
        (CustodyStep.DeviceBound, "by") => Role.Holder,
        (CustodyStep.Transferred, "received") => Role.SecondDate,
        (CustodyStep.Issued, "dueBack") => Role.SecondDate,
        (CustodyStep.Issued or CustodyStep.Returned, "unit") => Role.Holder,
        (CustodyStep.Issued or CustodyStep.Returned, "holder") => Role.Note,
        (CustodyStep.Lost, "discovered") => Role.SecondDate,
        (CustodyStep.Lost, "lastSeen") => Role.Place,
        (CustodyStep.Lost or CustodyStep.Stolen or CustodyStep.Captured, "holder") => Role.Giver,
        (CustodyStep.Seen, "holder") => Role.Holder,
        (CustodyStep.Recovered, "authority") => Role.Giver,
        (CustodyStep.Recovered, "owner") => Role.Holder,
        (CustodyStep.Packed, "consignor") => Role.Holder,
        (CustodyStep.Departed, "consignor") => Role.Giver,
        (CustodyStep.Departed, "carrier") => Role.Holder,
        (CustodyStep.Packed or CustodyStep.Departed, "consignee") => Role.Consignee,
        (CustodyStep.Delivered or CustodyStep.SentBack, "receiver") => Role.Holder,
        (CustodyStep.Registered or CustodyStep.StockEntered or CustodyStep.StockMoved or CustodyStep.Counted,
            "custodian") => Role.Holder,
        (CustodyStep.StockEntered or CustodyStep.Counted or CustodyStep.Seen, "site") => Role.Place,
        (CustodyStep.Seized or CustodyStep.Found or CustodyStep.Surrendered or CustodyStep.Deactivated
            or CustodyStep.Destroyed, "authority") => Role.Holder,
        (_, "place") => Role.Place,
        _ => Role.None,
    };

    private static (bool Ok, Custodian? Party) Party(Custodian? old, string part, string? value) => (part, old) switch
    {
        ("" or "name", _) when value is null => (true, null),
        ("" or "name", null) => (true, new Custodian(value)),
        ("" or "name", _) => (true, old with { Name = value }),
        ("country", { }) => (true, old with { Country = value }),
        ("reference", { }) => (true, old with { Reference = value }),
        _ => (false, null),
    };

    private static (bool Ok, Place? Place) Where(Place? old, string part, string? value) => (part, old) switch
    {
        ("" or "name", _) when value is null => (true, null),
        ("" or "name", null) => (true, new Place(value)),
        ("" or "name", _) => (true, old with { Name = value }),
        ("country", { }) => (true, old with { Country = value }),
        ("locode", { }) => (true, old with { Locode = value }),
        ("point", { }) => (true, old with { Point = value }),
        _ => (false, null),
    };

    private static TimelineEntry? Describe(TimelineEntry entry, string part, string? value)
    {
        if (entry.Item is not { } item)
        {
            return null;
        }

        var invariant = CultureInfo.InvariantCulture;
        var year = int.TryParse(value, NumberStyles.None, invariant, out var read) ? read : (int?)null;
        ItemDescription? described = part switch
        {
            "kind" => item with { Kind = value },
            "maker" => item with { Maker = value },
            "countryOfManufacture" => item with { CountryOfManufacture = value },
            "model" => item with { Model = value },
            "calibre" => item with { Calibre = value },
            "year" when value is null || year is not null => item with { Year = year },
            _ => null,
        };
        return described is null ? null : entry with { Item = described };
    }

    private static TimelineEntry? Remark(TimelineEntry entry, string root, Amendment correction)
    {
        var marks = entry.Marks.Items;
        var candidates = Enumerable.Range(0, marks.Length)
            .Where(index => root != "serial" || marks[index].Kind == MarkKind.Serial)
            .ToImmutableArray();
        var named = candidates.Where(index => marks[index].Text == correction.Old).Take(1).ToImmutableArray();
        var chosen = named.Length == 1 ? named : candidates;
        return chosen is [var only]
            ? entry with
            {
                Marks = new(marks.SetItem(only, marks[only] with { Text = correction.New ?? "" })),
            }
            : null;
    }

    private static Happened? Read(string? text) => Happened.TryParse(text, out var happened, out _) ? happened : null;
}
