namespace Mooncake.Sdk.Generators.Tests.Harness;

/// <summary>Registrations of services as Microsoft.Extensions.DependencyInjection has them, for rules that know them by name.</summary>
internal static class Injection
{
    /// <summary>A file with a method that registers.</summary>
    /// <param name="statements">Its statements; <c>services</c> is the collection.</param>
    internal static string Register(string statements) => $$"""
        using System;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using Mooncake;

        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection;
            public enum ServiceLifetime { Singleton, Scoped, Transient }
            public class ServiceDescriptor
            {
                public ServiceDescriptor(Type type, Func<IServiceProvider, object> factory, ServiceLifetime lifetime) { }
                public static ServiceDescriptor Scoped(Func<IServiceProvider, object> factory) => null!;
            }
            public static class ServiceCollectionServiceExtensions
            {
                public static IServiceCollection AddSingleton<T>(this IServiceCollection services, Func<IServiceProvider, T> factory) => services;
                public static IServiceCollection AddScoped<T>(this IServiceCollection services, Func<IServiceProvider, T> factory) => services;
                public static IServiceCollection AddTransient<T>(this IServiceCollection services, Func<IServiceProvider, T> factory) => services;
                public static IServiceCollection AddKeyedScoped<T>(this IServiceCollection services, object key, Func<IServiceProvider, object, T> factory) => services;
            }
            public static class ServiceCollectionDescriptorExtensions
            {
                public static void TryAddTransient<T>(this IServiceCollection services, Func<IServiceProvider, T> factory) { }
            }
        }

        public class Startup
        {
            private readonly object _gate = new();

            public void Register(IServiceCollection services, MooncakeStore store, KvBlock block)
            {
                {{statements}}
            }
        }
        """;
}
