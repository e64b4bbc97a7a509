using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Diversion;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;

namespace TransferLedger.Cli.Custody;

/// <summary><c>ledger identity</c>: which identities are one weapon.</summary>
internal static class IdentityCommand
{
    public static Command Make(Terminal terminal) =>
        new("identity", "Say that two identities are one weapon, or that they are not after all.")
        {
            Merge(terminal),
            Split(terminal),
        };

    private static ExampledCommand Merge(Terminal terminal)
    {
        var kept = new Argument<string>("kept") { Description = "The identity that is kept: id or serial." };
        var others = new Argument<string[]>("others")
        {
            Description = "The identities that are the same weapon: ids or serials.", Arity = ArgumentArity.OneOrMore,
        };
        var (grounds, officer, approver, data) = (Grounds(), Officer(), Approver(), CommonOptions.Data());
        var command = new ExampledCommand(
            "merge",
            "Two persons decide that identities are one weapon. Custody is replayed from the facts about all of them from "
                + "then on; identity split takes it back. Refused when the makers as read differ: correct the reading first.",
            "ledger identity merge 7k3m-9q2x-4t5v-8w1z 2a4c-6e8g-0j2k-4m6n --grounds \"both pictures\" --officer chief-01 "
                + "--approver chief-02")
        {
            kept, others, grounds, officer, approver, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var first = await CustodyCommand.Resolve(ledger, line.GetValue(kept)!, terminal, cancel);
            var named = new List<WeaponId>();
            foreach (var other in line.GetValue(others)!)
            {
                named.Add(await CustodyCommand.Resolve(ledger, other, terminal, cancel));
            }

            var fact = new IdentityMerged(
                CommonOptions.Today(), [.. named], line.GetValue(grounds)!, line.GetValue(officer)!,
                line.GetValue(approver)!);
            return await Deciding.Record<AllFacts>(
                ledger, terminal, first.Subject, await About(ledger, [first, .. named], cancel), fact.Officer, null,
                "merged", state => Identities.Merge(state.Facts, first, fact), cancel,
                see: $"ledger custody {first}");
        });
        return command;
    }

    private static ExampledCommand Split(Terminal terminal)
    {
        var weapon = new Argument<string>("weapon") { Description = "One of the identities: id or serial." };
        var merge = new Argument<string>("fact")
        {
            Description = "The number of the fact that merged them, or the weapon it was merged with: id or serial.",
        };
        var (grounds, officer, approver, data) = (Grounds(), Officer(), Approver(), CommonOptions.Data());
        var command = new ExampledCommand(
            "split",
            "Take a merge back: custody is replayed as if it had never been made. What was known in between stays known "
                + "with --known-by. Diversion findings that rest on the merge are named.",
            "ledger identity split 7k3m-9q2x-4t5v-8w1z 4711 --grounds \"another slide\" --officer chief-02 "
                + "--approver chief-01",
            "ledger identity split 7k3m-9q2x-4t5v-8w1z 2a4c-6e8g-0j2k-4m6n --grounds \"another slide\" "
                + "--officer chief-02 --approver chief-01")
        {
            weapon, merge, grounds, officer, approver, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var id = await CustodyCommand.Resolve(ledger, line.GetValue(weapon)!, terminal, cancel);
            var fact = new IdentitySplit(
                CommonOptions.Today(), await MergeOf(ledger, id, line.GetValue(merge)!, terminal, cancel), [],
                line.GetValue(grounds)!, line.GetValue(officer)!, line.GetValue(approver)!);
            var done = await Deciding.Record<AllFacts>(
                ledger, terminal, id.Subject, await About(ledger, [id], cancel), fact.Officer, null, "split",
                state => Identities.Split(state.Facts, fact), cancel, see: $"ledger custody {id}");
            var own = (await WeaponHistory.ReadOwn(ledger.Store, id, cancel)).History.Facts;
            foreach (var found in DiversionIdentity.InDoubt(own))
            {
                terminal.RawResult.WriteLine(Plain.Of(DiversionIdentity.InShort(found)!));
            }

            return done;
        });
        return command;
    }

    /// <summary>
    /// The merge a person names: by its number, or by the other weapon, whose serial is often the same.
    /// </summary>
    /// <exception cref="CommandFailedException">The text names none, or several.</exception>
    private static async Task<long> MergeOf(
        OpenLedger ledger, WeaponId weapon, string text, Terminal terminal, CancellationToken cancel)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return position;
        }

        var named = await Called(ledger, text, terminal, cancel);
        var history = (await WeaponHistory.ReadOwn(ledger.Store, weapon, cancel)).History;
        var merges = history.Facts.Where(it => it.Fact is IdentityMerged merged
            && merged.Others.Select(one => one.Subject).Append(it.Home).ToHashSet() is var united
            && united.Remove(weapon.Subject) && united.Overlaps(named)).ToList();
        var standing = IdentityUnion.Standing(history.Facts).Select(it => it.Position).ToHashSet();
        if (merges.Where(it => standing.Contains(it.Position)).ToList() is [_, _, ..] several)
        {
            throw new CommandFailedException(
                Exit.Refused,
                $"Several facts merged {weapon} and '{Plain.Of(text)}': "
                    + $"{string.Join(", ", several.Select(it => it.Position))}. Say which by its number.");
        }

        return (merges.LastOrDefault(it => standing.Contains(it.Position)) ?? merges.LastOrDefault())?.Position
            ?? throw new CommandFailedException(
                Exit.Refused, $"Refused: no fact that merged {weapon} and {Plain.Of(text)} is on record.");
    }

    /// <summary>The weapon of an id, or all that carry a number.</summary>
    private static async Task<HashSet<Subject>> Called(
        OpenLedger ledger, string text, Terminal terminal, CancellationToken cancel)
    {
        if (WeaponId.TryParse(text, out var id))
        {
            return [id.Subject];
        }

        SearchCommand.Check(text);
        await ledger.CatchUp(terminal, cancel);
        var found = await SerialSearch.Find(ledger.Store.Source, text, sought: null, SearchCommand.MostLimit, cancel);
        return [.. found.Hits.Where(it => it.Match == SerialMatch.Same).Select(it => it.Weapon.Subject)];
    }

    public static Option<string> Grounds() => CommonOptions.Required("--grounds", "Why.", "TEXT");

    public static Option<string> Officer() => CommonOptions.Required("--officer", "Who decides.", "NAME");

    public static Option<string> Approver() => CommonOptions.Required("--approver", "Who agrees: another person.", "NAME");

    private static async Task<IReadOnlyList<Subject>> About(
        OpenLedger ledger, IReadOnlyList<WeaponId> named, CancellationToken cancel)
    {
        var about = new HashSet<Subject>();
        foreach (var id in named)
        {
            about.UnionWith((await WeaponHistory.ReadOwn(ledger.Store, id, cancel)).About);
        }

        return [.. about];
    }
}
