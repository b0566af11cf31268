using System.Runtime.CompilerServices;

// Every argument of the ABI is blittable; nothing may be marshalled behind our back.
[assembly: DisableRuntimeMarshalling]

// What the exports allocate on the stack they fill themselves.
[module: SkipLocalsInit]
