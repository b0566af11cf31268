namespace Mooncake.Operations;

/// <summary>Receives a key.</summary>
/// <param name="text">Its UTF-8 text, valid during the call.</param>
internal delegate void KeyVisitor(ReadOnlySpan<byte> text);
