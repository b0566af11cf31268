// Members that cannot be parts of a key, for each reason there is.
// rules: MOON0022 MOON0022 MOON0022 MOON0022 MOON0020 MOON0021 MOON0021 MOON0023
using System;
using Mooncake;

namespace Samples;

[StoreKey("k/{A}")]
public sealed partial record Floating(double A);

[StoreKey("k/{A}")]
public sealed partial record Maybe(int? A);

[StoreKey("k/{A}")]
public sealed partial record Char(char A);

[StoreKey("k/{A}")]
public sealed partial record Date(DateOnly A);

[StoreKey("k/{B}")]
public sealed partial record Unknown(int A);

[StoreKey("k/{A}")]
public sealed partial class Static
{
    public static int A { get; set; }
}

[StoreKey("k/{Parse}")]
public sealed partial record Reserved(int Parse);

[StoreKey("k/{A:N2}")]
public sealed partial record Format(int A);
