using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mooncake.Native.SignalProbe;

// Arguments: the stub library, and "backend" (open a store as the SDK does) or "direct" (call create on the main thread, as a
// program would that does not know better). Prints what it sees, sends itself SIGTERM, and shuts down as a host does.
string libraryPath = args[0];
using IDisposable store = args[1] == "backend" ? StubStore.Open(libraryPath) : StubStore.CreateOnThisThread(libraryPath);
Console.WriteLine($"main thread blocks: {BlockedSignals.OfMainThread()}");
Console.WriteLine($"threads that block: {BlockedSignals.OfAllThreads()}");

HostApplicationBuilder builder = Host.CreateApplicationBuilder();
using IHost host = builder.Build();
IHostApplicationLifetime lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
lifetime.ApplicationStarted.Register(() => StubStore.SendSelfSigterm(libraryPath));
lifetime.ApplicationStopping.Register(() => Console.WriteLine("host: stopping"));
await host.RunAsync();
Console.WriteLine("host: stopped");
