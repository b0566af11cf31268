using System.Collections;
using System.Reflection;

namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>Walks what a model holds: a model that keeps a symbol or a syntax node keeps a whole compilation alive.</summary>
internal static class ModelGraph
{
    /// <summary>Fails if a model reaches anything but strings, numbers, bools, enums and models of this project.</summary>
    /// <param name="model">The model.</param>
    internal static void AssertPure(object model) => Walk(model, model.GetType().Name);

    private static void Walk(object? value, string path)
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
        {
            return;
        }

        Type type = value.GetType();
        Assert.True(type.IsArray || type.Assembly == typeof(StoreGenerator).Assembly, $"{path} is a {type}.");
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Walk(item, path + "[]");
            }

            return;
        }

        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            Walk(field.GetValue(value), $"{path}.{field.Name}");
        }
    }
}
