using System.Runtime.CompilerServices;
using Mooncake;
using Mooncake.Durable;

[assembly: RegisterStoreEngine(typeof(DurableStoreEngine))]

// The engine fills what it allocates on the stack itself.
[module: SkipLocalsInit]
