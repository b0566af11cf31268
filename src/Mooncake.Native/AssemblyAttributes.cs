using System.Runtime.CompilerServices;

// Every function pointer of the ABI is blittable; nothing may be marshalled behind our back.
[assembly: DisableRuntimeMarshalling]
