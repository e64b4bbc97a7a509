using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Import.Profiles;

/// <summary>Are all names a profile uses ones it has?</summary>
internal static class ProfileNames
{
    public static void Check(MappingProfile profile, List<ProfileProblem> problems)
    {
        void Known(string path, IEnumerable<string> names)
        {
            foreach (var name in names.Where(it => !IsKnown(profile, it)).Distinct(StringComparer.Ordinal))
            {
                problems.Add(new ProfileProblem(
                    path, $"'{name}' is no column and no field; add it to columns, optionalColumns or fields"));
            }
        }

        foreach (var (name, field) in profile.Fields)
        {
            Known($"$.fields.{name}", field.Names);
            if (profile.Columns.ContainsKey(name))
            {
                problems.Add(new ProfileProblem($"$.fields.{name}", "a column has this name; choose another"));
            }
        }

        Rules("skip", profile.Skip, Known);
        Rules("reject", profile.Reject, Known);
        Known("$.repeat.by", profile.Repeat is { } repeat ? [repeat.Name] : []);
        Known("$.weapon", profile.Weapon is { } weapon ? weapon.Identity.Append(weapon.Serial).OfType<string>() : []);
        Facts(profile, problems, Known);
        Split(profile, problems);
        Circles(profile, problems);
    }

    private static void Rules(string member, ImmutableArray<RowRule> rules, Action<string, IEnumerable<string>> known)
    {
        for (var index = 0; index < rules.Length; index++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"$.{member}[{index}]");
            known(path + ".when", rules[index].When.Names);
            known(path + ".column", rules[index].Column is { } column ? [column] : []);
        }
    }

    private static void Facts(
        MappingProfile profile, List<ProfileProblem> problems, Action<string, IEnumerable<string>> known)
    {
        for (var index = 0; index < profile.Facts.Length; index++)
        {
            var fact = profile.Facts[index];
            var path = string.Create(CultureInfo.InvariantCulture, $"$.facts[{index}]");
            known(path + ".when", fact.When?.Names ?? []);
            known(path + ".home", fact.Home?.Parts.SelectMany(it => it.Names) ?? []);
            known(path + ".fact", NamesOf(fact.Fact));
            if (fact.Home is null && profile.Weapon is null)
            {
                problems.Add(new ProfileProblem(
                    path, "there is no weapon to be its home; add 'weapon', or 'home' here"));
            }
        }
    }

    private static IEnumerable<string> NamesOf(JsonTemplate template) => template switch
    {
        JsonTemplate.Members it =>
            it.Items.SelectMany(member => NamesOf(member.Value)).Concat(it.When?.Names ?? []),
        JsonTemplate.Elements it => it.Items.SelectMany(NamesOf),
        JsonTemplate.Text it => it.Template.Names,
        _ => [],
    };

    private static void Split(MappingProfile profile, List<ProfileProblem> problems)
    {
        if (profile.Split is not { } split)
        {
            return;
        }

        foreach (var name in split.Weapons.Concat(split.Columns).Where(it => !profile.Columns.ContainsKey(it)))
        {
            problems.Add(new ProfileProblem("$.split", $"'{name}' is no column; only columns can be taken apart"));
        }

        if (split.Separator is null && split.Numbered.IsEmpty)
        {
            problems.Add(new ProfileProblem("$.split", "add 'separator' or 'numbered': how parts are told apart"));
        }
    }

    private static void Circles(MappingProfile profile, List<ProfileProblem> problems)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        bool Visit(string name, ImmutableList<string> on)
        {
            if (!profile.Fields.TryGetValue(name, out var field) || done.Contains(name))
            {
                return true;
            }

            if (on.Contains(name))
            {
                problems.Add(new ProfileProblem(
                    $"$.fields.{name}", $"it is worked out from itself: {string.Join(", ", on.Add(name))}"));
                return false;
            }

            var sound = field.Names.All(it => Visit(it, on.Add(name)));
            done.Add(name);
            return sound;
        }

        foreach (var name in profile.Fields.Keys.Order(StringComparer.Ordinal))
        {
            if (!Visit(name, []))
            {
                return;
            }
        }
    }

    private static bool IsKnown(MappingProfile profile, string name) =>
        profile.Columns.ContainsKey(name)
        || profile.Fields.ContainsKey(name)
        || (BuiltIn.All.Contains(name) && (name != BuiltIn.Weapon || profile.Weapon is not null));
}
