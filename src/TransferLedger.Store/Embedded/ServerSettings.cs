using System.Globalization;

namespace TransferLedger.Store.Embedded;

/// <summary>The settings an embedded server is started with, as arguments of <c>postgres</c>.</summary>
internal static class ServerSettings
{
    /// <summary>Free for the life of the server: a socket is told from others by its folder, not by this.</summary>
    public const int SocketPort = 5432;

    private static readonly string[] Ours =
    [
        "listen_addresses", "port", "unix_socket_directories", "unix_socket_permissions", "unix_socket_group",
        "data_directory", "config_file", "hba_file", "ident_file", "external_pid_file", "lc_messages",
        "log_destination", "logging_collector",
    ];

    private static readonly Dictionary<string, string> ForSmallMachine = new(StringComparer.Ordinal)
    {
        ["max_connections"] = "100",
        ["shared_buffers"] = "256MB",
        ["max_wal_size"] = "2GB",
        ["jit"] = "off",
        ["timezone"] = "UTC",
        ["log_timezone"] = "UTC",
        ["cluster_name"] = "transferledger",
    };

    /// <summary>Refuses what would open the server to others, or break the command line.</summary>
    /// <exception cref="ArgumentException">A setting is not the caller's to choose, or no setting at all.</exception>
    public static void Check(EmbeddedOptions options)
    {
        foreach (var (name, value) in options.Settings)
        {
            if (!IsSettingName(name) || Ours.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new ArgumentException($"The setting '{name}' cannot be chosen.", nameof(options));
            }

            if (value.AsSpan().ContainsAny('\n', '\r', '\0'))
            {
                throw new ArgumentException($"The value of '{name}' is not one line.", nameof(options));
            }
        }
    }

    /// <summary>The caller's choice over ours; listening on a socket in this folder, or if null on loopback.</summary>
    public static string Arguments(EmbeddedOptions options, string walCompression, string? socketFolder, int port)
    {
        var durability = options.Durable ? "on" : "off";
        var settings = new Dictionary<string, string>(ForSmallMachine, StringComparer.OrdinalIgnoreCase)
        {
            ["fsync"] = durability,
            ["synchronous_commit"] = durability,
            ["full_page_writes"] = durability,
            ["wal_compression"] = walCompression,
        };
        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        settings["listen_addresses"] = socketFolder is null ? "127.0.0.1" : "";
        settings["port"] = port.ToString(CultureInfo.InvariantCulture);
        settings["unix_socket_directories"] = socketFolder ?? "";
        settings["unix_socket_permissions"] = "0700";
        settings["logging_collector"] = "off";
        settings["log_destination"] = "stderr";
        settings["lc_messages"] = "C";
        return string.Join(' ', settings.Select(it => "-c " + Quoted($"{it.Key}={it.Value}")));
    }

    /// <summary>pg_ctl hands its options to a shell.</summary>
    private static string Quoted(string text) =>
        OperatingSystem.IsWindows()
            ? $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsSettingName(string name) =>
        name.Length > 0 && name.All(it => char.IsAsciiLetterOrDigit(it) || it is '_' or '.');
}
