using System.Runtime.CompilerServices;

// The engine fills what it allocates on the stack itself.
[module: SkipLocalsInit]
