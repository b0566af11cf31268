namespace Mooncake;
/// <summary>tmp</summary>
public readonly struct RegisteredMemory { private readonly object? _b; internal void Release() { GC.KeepAlive(_b); } }
