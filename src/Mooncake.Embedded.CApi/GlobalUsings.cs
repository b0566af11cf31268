// Exports, ClientTable and NativeText are compiled into Mooncake.Durable.CApi too: these names say what a handle stands for in this
// library.
global using ClientBackend = Mooncake.Embedded.EmbeddedStoreBackend;
global using StoreClient = Mooncake.Embedded.CApi.Clients.EmbeddedClient;
