namespace Mooncake.Embedded.CApi.Tests.Clients;

/// <summary>The MOONCAKE_EMBEDDED_* variables.</summary>
public sealed class EmbeddedEnvironmentTests
{
    [Fact]
    public void Variables_NotSetOrEmpty_LeaveTheDefaults()
    {
        Assert.Equal(new EmbeddedOptions(), Read());
        Assert.Equal(new EmbeddedOptions(), Read(("LEASE", ""), ("WATERMARK", "")));
    }

    [Fact]
    public void Variables_Set_AreTheOptions()
    {
        EmbeddedOptions options = Read(("LEASE", "250ms"), ("SOFT_PIN", "1.5h"), ("WATERMARK", "0.5"), ("EVICTION_RATIO", "0"));
        Assert.Equal(
            new EmbeddedOptions
            {
                LeaseDuration = TimeSpan.FromMilliseconds(250),
                SoftPinDuration = TimeSpan.FromMinutes(90),
                EvictionWatermark = 0.5,
                EvictionRatio = 0,
            },
            options);
    }

    [Theory]
    [InlineData("LEASE", "10")]
    [InlineData("LEASE", "-1s")]
    [InlineData("SOFT_PIN", "soon")]
    [InlineData("WATERMARK", "90%")]
    [InlineData("WATERMARK", "0")]
    [InlineData("WATERMARK", "1.1")]
    [InlineData("WATERMARK", "NaN")]
    [InlineData("EVICTION_RATIO", "-0.1")]
    public void Variable_WithoutSense_IsNamed(string name, string value)
    {
        Assert.False(TryRead([(name, value)], out _, out string problem));
        Assert.Contains(EmbeddedEnvironment.Prefix, problem, StringComparison.Ordinal);
    }

    private static EmbeddedOptions Read(params (string Name, string Value)[] variables)
    {
        Assert.True(TryRead(variables, out EmbeddedOptions options, out string problem), problem);
        return options;
    }

    private static bool TryRead((string Name, string Value)[] variables, out EmbeddedOptions options, out string problem)
    {
        Dictionary<string, string> set = variables.ToDictionary(static variable => EmbeddedEnvironment.Prefix + variable.Name, static variable => variable.Value);
        return EmbeddedEnvironment.TryRead(name => set.GetValueOrDefault(name), out options, out problem);
    }
}
