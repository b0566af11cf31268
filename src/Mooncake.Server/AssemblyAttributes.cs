using System.Runtime.CompilerServices;

// What commands allocate on the stack, they fill themselves.
[module: SkipLocalsInit]
