namespace Mooncake.Conformance.Model;

/// <summary>A scenario cannot be played: it is not well formed, or asks for what the player does not know.</summary>
/// <param name="message">Where and what.</param>
internal sealed class ScenarioException(string message) : Exception(message);
