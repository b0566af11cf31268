// Serves a store to any program that speaks the Redis protocol:
//
//   dotnet run --project samples/RedisServer -- --connect embedded:// --port 6380
//   redis-cli -p 6380 set greeting hello
//
// Without arguments it serves a store in memory, asks itself for a PONG, and ends: the way in which the samples are tested.

using System.CommandLine;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mooncake;
using Mooncake.Server;
using RedisServer;

Option<string> connect = new("--connect") { Description = "The store: a connection string.", DefaultValueFactory = _ => "embedded://" };
Option<IPAddress> bind = new("--bind")
{
    Description = "The address to listen on. Any but a loopback address needs a password or a certificate.",
    DefaultValueFactory = _ => IPAddress.Loopback,
    CustomParser = result =>
    {
        if (!IPAddress.TryParse(result.Tokens[0].Value, out IPAddress? address))
        {
            result.AddError($"'{result.Tokens[0].Value}' is not an IP address.");
        }

        return address ?? IPAddress.Loopback;
    },
};
Option<int> port = new("--port") { Description = "The port; 0 for any.", DefaultValueFactory = _ => 6380 };
Option<int> threads = new("--threads") { Description = "Threads that serve connections; 0 for one per core." };
Option<string?> password = new("--requirepass") { Description = "The password that clients give." };
Option<FileInfo?> certificate = new("--tls-cert") { Description = "A certificate in PEM; connections then use TLS." };
Option<FileInfo?> key = new("--tls-key") { Description = "Its private key in PEM." };
Option<int> maxClients = new("--max-clients") { Description = "The most connections.", DefaultValueFactory = _ => 10_000 };
RootCommand command = new("A Redis-compatible server over a Mooncake store.")
{
    connect, bind, port, threads, password, certificate, key, maxClients,
};
command.Validators.Add(result =>
{
    if (result.GetResult(key) is not null && result.GetResult(certificate) is null)
    {
        result.AddError("--tls-key is the key of --tls-cert, which is not given.");
    }
});
command.SetAction(async (arguments, cancellation) =>
{
    // SIGTERM and Ctrl+C, from the first moment on: what has arrived is answered, and the store is closed in order.
    TaskCompletionSource<PosixSignal> signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    RespServerOptions options = new()
    {
        Address = arguments.GetValue(bind)!,
        Port = args.Length == 0 ? 0 : arguments.GetValue(port),
        Threads = arguments.GetValue(threads),
        Password = arguments.GetValue(password),
        MaxClients = arguments.GetValue(maxClients),
    };
    if (arguments.GetValue(certificate) is { } file)
    {
        try
        {
            options.Certificate = X509Certificate2.CreateFromPemFile(file.FullName, arguments.GetValue(key)?.FullName);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The certificate of --tls-cert cannot be read: {exception.Message}");
            return 1;
        }
    }

    StoreResult<MooncakeStore> opened = await MooncakeStore.TryOpenAsync(arguments.GetValue(connect)!, cancellation);
    if (!opened.TryGetValue(out MooncakeStore? store, out StoreError? error))
    {
        Console.Error.WriteLine(error!.Message);
        return 1;
    }

    await using (store)
    {
        StoreResult<RespServer> started = RespServer.TryStart(store, options);
        if (!started.TryGetValue(out RespServer? server, out error))
        {
            Console.Error.WriteLine(error!.Message);
            return 1;
        }

        await using (server)
        {
            Console.WriteLine($"Serving {arguments.GetValue(connect)} on {server.EndPoint}.");
            if (args.Length == 0)
            {
                Console.WriteLine(
                    $"The answer to PING is {await SelfCheck.PingAsync(server.EndPoint)}. Give arguments, such as --port 6380, to serve on.");
                return 0;
            }

            Console.WriteLine($"Stopping: {await signalled.Task}.");
        }
    }

    return 0;

    void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        signalled.TrySetResult(context.Signal);
    }
});

// The signals are handled above.
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
