using System.Text.Encodings.Web;
using System.Text.Json;
using Mooncake.Cli.Decoding.Shapes;
using Mooncake.Cli.Decoding.Wire;

namespace Mooncake.Cli.Decoding.Values;

/// <summary>
/// Decodes a payload by the shapes of a file. Where the notation leaves the type of a nested object open, it tries the types of that kind
/// until all bytes of the payload are read.
/// </summary>
/// <param name="catalog">The types.</param>
/// <param name="payload">The payload.</param>
/// <param name="isAbbreviating">Whether long byte arrays are cut, and JSON is indented, for people.</param>
internal sealed class PayloadDecoder(ShapeCatalog catalog, ReadOnlyMemory<byte> payload, bool isAbbreviating)
{
    /// <summary>Combinations of types that are tried.</summary>
    private const int MostAttempts = 2000;

    private readonly List<DecodedValue> _found = [];
    private int _attempts;
    private string? _problem;

    /// <summary>Decodes the payload as one of some types.</summary>
    /// <param name="types">The types.</param>
    /// <param name="problem">Why it is none of them, or null.</param>
    /// <returns>Up to two readings of the payload; the bytes tell no more.</returns>
    internal IReadOnlyList<DecodedValue> Decode(IReadOnlyList<ShapeType> types, out string? problem)
    {
        foreach (ShapeType type in types)
        {
            Try(type, new Choices());
        }

        problem = _found.Count > 0 ? null : _problem;
        return _found;
    }

    private void Try(ShapeType type, Choices choices)
    {
        if (_found.Count > 1 || ++_attempts > MostAttempts)
        {
            return;
        }

        PayloadReader reader = new(payload);
        using MemoryStream buffer = new();
        try
        {
            JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = isAbbreviating };
            using (Utf8JsonWriter json = new(buffer, options))
            {
                new ValueWriter(catalog, choices, reader, json, isAbbreviating).Write(type);
            }

            if (reader.Remaining > 0)
            {
                throw new PayloadException(reader.Position, $"{reader.Remaining} bytes are left");
            }

            if (!_found.Exists(other => other.Type == type && other.Json.AsSpan().SequenceEqual(buffer.ToArray())))
            {
                _found.Add(new DecodedValue(type, buffer.ToArray()));
            }
        }
        catch (ChoiceException open)
        {
            TryEach(type, choices, open.Place);
        }
        catch (PayloadException exception)
        {
            _problem ??= $"'{type.Name}' does not fit. {exception.Message}";
        }
        catch (InvalidOperationException)
        {
            // The writer refuses what is nested more deeply than JSON may be.
            _problem ??= $"'{type.Name}' is nested too deeply to be shown.";
        }
    }

    private void TryEach(ShapeType type, Choices choices, NestedWire place)
    {
        ShapeType[] candidates = [.. catalog.Types.Where(candidate => candidate.Kind == place.Kind)];
        if (candidates.Length == 0)
        {
            _problem ??= $"'{type.Name}' has a nested {place.Kind}, and the file has no line of this kind.";
        }

        foreach (ShapeType candidate in candidates)
        {
            choices.Choose(place, candidate);
            Try(type, choices);
            choices.Choose(place, null);
        }
    }
}
