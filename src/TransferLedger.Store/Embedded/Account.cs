using System.Collections.Immutable;
using System.Globalization;

namespace TransferLedger.Store.Embedded;

/// <summary>
/// The user whom the PostgreSQL programs run as: ourselves, or, because PostgreSQL refuses to run as root, an
/// unprivileged user when we are root.
/// </summary>
internal sealed class Account
{
    private static readonly ImmutableArray<string> Unprivileged = ["postgres", "nobody"];
    private readonly ImmutableArray<string> _switch;
    private readonly string? _owner;

    private Account(string name, ImmutableArray<string> switchUser, string? owner)
    {
        Name = name;
        _switch = switchUser;
        _owner = owner;
    }

    public string Name { get; }

    /// <summary>True when the programs run as somebody other than ourselves.</summary>
    public bool IsOther => _owner is not null;

    public static async Task<Account> Choose(CancellationToken cancel)
    {
        if (!EmbeddedOptions.RunsAsRoot)
        {
            return new Account(Environment.UserName, [], owner: null);
        }

        foreach (var (name, user, group) in KnownUsers())
        {
            foreach (var way in WaysToSwitch(name, user, group))
            {
                var asked = await Command.Run(way[0], [.. way[1..], "id", "-u"], cancel);
                if (asked.Succeeded && asked.Text.Trim() == user.ToString(CultureInfo.InvariantCulture))
                {
                    return new Account(name, way, $"{user}:{group}");
                }
            }
        }

        throw new EmbeddedPostgresException(
            "PostgreSQL does not run as root, and no way was found to run it as another user. Run the command as an " +
            "ordinary user, or install util-linux (setpriv or runuser) and have a user 'postgres' or 'nobody'.");
    }

    public Task<CommandResult> Run(string program, IEnumerable<string> arguments, CancellationToken cancel) =>
        _switch.IsEmpty
            ? Command.Run(program, arguments, cancel)
            : Command.Run(_switch[0], [.. _switch[1..], program, .. arguments], cancel);

    /// <summary>Gives a file, or a folder with all in it, to this user. Only for what we have made ourselves.</summary>
    public async Task Own(string path, CancellationToken cancel)
    {
        if (_owner is null)
        {
            return;
        }

        var given = await Command.Run(Required("chown"), ["-R", _owner, path], cancel);
        if (!given.Succeeded)
        {
            throw new EmbeddedPostgresException($"Cannot give {path} to the user '{Name}': {given.Tail}");
        }
    }

    /// <summary>May this user run the file, or go into the folder?</summary>
    public Task<bool> MayEnter(string path, CancellationToken cancel) => Test("-x", path, cancel);

    public Task<bool> MayWrite(string path, CancellationToken cancel) => Test("-w", path, cancel);

    private async Task<bool> Test(string question, string path, CancellationToken cancel) =>
        OperatingSystem.IsWindows() || (await Run(Required("test"), [question, path], cancel)).Succeeded;

    private static string Required(string program) =>
        Command.Find(program)
        ?? throw new EmbeddedPostgresException($"The program '{program}' is not on this machine.");

    private static IEnumerable<(string Name, int User, int Group)> KnownUsers()
    {
        var entries = File.ReadLines("/etc/passwd").Select(it => it.Split(':')).Where(it => it.Length >= 4).ToList();
        foreach (var name in Unprivileged)
        {
            if (entries.Find(it => it[0] == name) is { } entry
                && int.TryParse(entry[2], NumberStyles.None, CultureInfo.InvariantCulture, out var user)
                && int.TryParse(entry[3], NumberStyles.None, CultureInfo.InvariantCulture, out var group))
            {
                yield return (name, user, group);
            }
        }
    }

    private static IEnumerable<ImmutableArray<string>> WaysToSwitch(string name, int user, int group)
    {
        if (Command.Find("setpriv") is { } setpriv)
        {
            yield return [setpriv, $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"];
        }

        if (Command.Find("runuser") is { } runuser)
        {
            yield return [runuser, "-u", name, "--"];
        }

        if (Command.Find("su") is { } su)
        {
            yield return [su, "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name];
        }
    }
}
