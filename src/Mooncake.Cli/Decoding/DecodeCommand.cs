using System.CommandLine;
using System.Text;
using System.Text.Json;
using Mooncake.Cli.Decoding.Shapes;
using Mooncake.Cli.Decoding.Values;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Objects;
using Mooncake.Cli.Output;
using Mooncake.Cli.Stores;

namespace Mooncake.Cli.Decoding;

/// <summary>Shows what a typed object holds.</summary>
internal sealed class DecodeCommand : ToolCommand
{
    private readonly Argument<string> _key = KeyArguments.One();
    private readonly Option<string?> _shapes = new("--shapes")
    {
        Description = $"The {ShapeCatalog.FileName} of the program that wrote the object. Without it, the one in the current folder, "
            + "if there is one.",
        HelpName = "file",
    };

    private readonly Option<string?> _type = new("--type")
    {
        Description = "The stored type, if the fingerprint does not identify it.",
        HelpName = "name",
    };
    private readonly Option<string?> _file = new("--file")
    {
        Description = "Read the object from this file instead of a store.",
        HelpName = "file",
    };

    /// <summary>Declares the command.</summary>
    internal DecodeCommand()
        : base(
            "decode",
            "Verifies the trailer of a typed object, and shows its fingerprint and its members. The exit code is 1 if the object "
                + "is damaged, or was not written from the given type.")
    {
        Arguments.Add(_key);
        Option[] options = [_shapes, _type, _file, StoreCommand.Connect];
        Array.ForEach(options, Options.Add);
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Examples =>
        ["decode kv/llama-70b/003/000000000000feed --shapes src/StoreShapes.txt", "decode session/42 --file session.bin"];

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(ToolRun run)
    {
        string key = run.Get(_key);
        ShapeCatalog? catalog = await CatalogAsync(run);
        byte[] stored = await ReadAsync(key, run);
        TrailerFinding trailer = TrailerFinding.Of(key, stored);

        DecodedValue? value = null;
        bool isAmbiguous = false;
        string? problem = null;
        if (trailer.IsReadable && catalog is not null && TypesOf(catalog, trailer, run, out problem) is { Length: > 0 } types)
        {
            PayloadDecoder decoder = new(catalog, stored.AsMemory(0, trailer.PayloadBytes), isAbbreviating: !run.IsJson);
            IReadOnlyList<DecodedValue> found = decoder.Decode(types, out problem);
            (value, isAmbiguous) = (found.Count > 0 ? found[0] : null, found.Count > 1);
        }

        if (run.IsJson)
        {
            DecodeReport report = new(
                key,
                stored.Length,
                trailer.Verdict,
                trailer.Level,
                trailer.FingerprintText,
                value?.Type.Name,
                value is null ? null : isAmbiguous,
                value is null ? null : JsonDocument.Parse(value.Json).RootElement,
                problem);
            run.Output.Json(report, DecodeJson.Default.DecodeReport);
        }
        else
        {
            Write(run.Output, stored.Length, trailer, value, isAmbiguous, problem);
        }

        return !trailer.IsReadable || problem is not null ? ExitCode.Failed : ExitCode.Done;
    }

    private async Task<ShapeCatalog?> CatalogAsync(ToolRun run)
    {
        string? path = run.Get(_shapes) ?? (File.Exists(ShapeCatalog.FileName) ? ShapeCatalog.FileName : null);
        if (path is null && run.Get(_type) is not null)
        {
            throw new ToolException(ExitCode.Usage, $"--type needs the shapes of the types: --shapes {ShapeCatalog.FileName}.");
        }

        return path is null ? null : ShapeCatalog.Parse(await ToolFiles.ReadTextAsync(path, run.Cancellation), path);
    }

    private async Task<byte[]> ReadAsync(string key, ToolRun run)
    {
        if (run.Get(_file) is { } file)
        {
            return await ToolFiles.ReadBytesAsync(file, run.Cancellation);
        }

        await using MooncakeStore store = await StoreOpening.OpenAsync(StoreCommand.ConnectionString(run), StoreAccess.Read, run);
        return ToolRun.Require(await store.Raw.GetAsync(key, run.Cancellation), key);
    }

    /// <summary>The types that the object may be of.</summary>
    private ShapeType[] TypesOf(ShapeCatalog catalog, TrailerFinding trailer, ToolRun run, out string? problem)
    {
        if (run.Get(_type) is { } name)
        {
            problem = null;
            return catalog.Find(name) is { } type
                ? [type]
                : throw new ToolException(
                    ExitCode.Usage, $"No type has the name '{Printable.Of(name)}', or several types have it. Give the full name.");
        }

        if (trailer.Fingerprint is not { } fingerprint)
        {
            problem = "The object has no trailer, so its type is unknown. Name the type with --type.";
            return [];
        }

        ShapeType[] types = [.. catalog.Types.Where(type => type.Accepts(fingerprint))];
        problem = types.Length > 0 ? null : $"No type of the shapes has the fingerprint {trailer.FingerprintText}.";
        return types;
    }

    private static void Write(ToolOutput output, int bytes, TrailerFinding trailer, DecodedValue? value, bool isAmbiguous, string? problem)
    {
        FactList facts = new();
        facts.Add("bytes", Units.Count(bytes));
        facts.Add("trailer", trailer.Verdict switch
        {
            "none" => "none: the object says neither its type nor whether it is intact",
            "damaged" => "damaged, or of another key: the checksum does not match",
            _ when trailer.Level == nameof(StoreIntegrity.Identity) => "intact; its checksum covers key and length, not the payload",
            _ => "intact",
        });
        facts.Add("fingerprint", trailer.FingerprintText);
        facts.Add("type", value is null ? null
            : $"{value.Type.Name}{(isAmbiguous ? ", or another: the bytes can be read in several ways" : "")}");
        facts.WriteTo(output);
        if (value is not null)
        {
            foreach (string line in Encoding.UTF8.GetString(value.Json).Split('\n'))
            {
                output.Line(Printable.Of(line.TrimEnd('\r')));
            }
        }

        if (problem is not null)
        {
            output.Flush();
            output.Warn(problem);
        }
    }
}
