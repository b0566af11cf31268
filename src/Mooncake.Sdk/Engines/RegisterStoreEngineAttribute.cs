namespace Mooncake;

/// <summary>
/// Declares that an assembly contains an engine. In every project that references the assembly, the source generator emits a module
/// initializer that registers the engine with <see cref="StoreEngines"/>, so its connection strings work without further code.
/// </summary>
/// <param name="engineType">A public class with a public constructor without parameters that implements <see cref="IStoreEngine"/>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class RegisterStoreEngineAttribute(Type engineType) : Attribute
{
    /// <summary>The engine.</summary>
    public Type EngineType { get; } = engineType ?? throw new ArgumentNullException(nameof(engineType));
}
