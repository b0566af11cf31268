using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mooncake.Native;
using Mooncake.Native.SignalProbe;

// Arguments: the stub library, and "backend" (open a store as the SDK does) or "direct" (call create on the main thread, as a
// program would that does not know better). Prints which threads block the termination signals. A store that was opened as it
// should be is then kept open by a host that is sent SIGTERM.
string libraryPath = args[0];
if (args[1] == "direct")
{
    StubStore.CreateOnThisThread(libraryPath);
    BlockedSignals.Print();
    return;
}

using NativeStoreBackend store = StubStore.Open(libraryPath);
BlockedSignals.Print();

using IHost host = Host.CreateApplicationBuilder().Build();
IHostApplicationLifetime lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
lifetime.ApplicationStarted.Register(() => StubStore.SendSelfSigterm(libraryPath));
lifetime.ApplicationStopping.Register(() => Console.WriteLine("host: stopping"));
await host.RunAsync();
Console.WriteLine("host: stopped");
