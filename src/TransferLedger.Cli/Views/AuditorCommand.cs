using System.CommandLine;
using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Views;

/// <summary><c>ledger auditor</c>: the role that reads the views and nothing else.</summary>
internal static class AuditorCommand
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var login = new Option<string?>("--login")
        {
            Description = "A login of the server that becomes a member of the role. Default: none.", HelpName = "NAME",
        };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "auditor",
            "Give the role ledger_auditor the right to read every view of this ledger and nothing else, no log and no file; "
                + "make it where the server does not have it. It has no login and no password: logins become members. Done "
                + "again it changes nothing. Exit code 1 when the role may do more than that, or when whoever owns the schema "
                + "may not create roles.",
            "ledger auditor",
            "ledger auditor --login inspector_7")
        {
            login, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var member = line.GetValue(login);
            var views = await Grant(ledger, member, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(new { role = AuditorRole.Name, views, login = member });
            }
            else
            {
                terminal.RawResult.WriteLine(FormattableString.Invariant(
                    $"{AuditorRole.Name} reads {views} views of this ledger, and those that rebuilds will put in their place."));
                terminal.RawResult.WriteLine(member is null
                    ? $"Let a login of the server be a member of it: GRANT {AuditorRole.Name} TO the_login; or --login NAME."
                    : $"{Plain.Of(member)} is a member of it.");
            }

            return Exit.Done;
        });
        return command;
    }

    private static async Task<int> Grant(OpenLedger ledger, string? login, CancellationToken cancel)
    {
        try
        {
            return await AuditorRole.Grant(ledger.ConnectionString, login, cancel);
        }
        catch (AuditorRoleException no)
        {
            throw new CommandFailedException(
                no.Trouble == AuditorRoleTrouble.LoginUnknown ? Exit.BadInput : Exit.Refused, Says(no));
        }
    }

    private static string Says(AuditorRoleException no) => no.Trouble switch
    {
        AuditorRoleTrouble.LoginUnknown =>
            $"The server has no login '{Plain.Of(no.Detail)}'. Whoever administers it makes one: CREATE ROLE ... LOGIN",
        AuditorRoleTrouble.TooManyRights =>
            $"The role {AuditorRole.Name} may do more than read views: {no.Detail}. Nothing was changed. Take that from it, then "
                + "run this again.",
        _ => $"Whoever owns this ledger's schema may not do that on this server ({Plain.Of(no.Detail)}). Nothing was changed. Let "
            + $"whoever administers the server run CREATE ROLE {AuditorRole.Name} NOLOGIN; then run this again.",
    };
}
