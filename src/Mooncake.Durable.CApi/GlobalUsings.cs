// The files that this library shares with Mooncake.Embedded.CApi name what a handle stands for so.
global using ClientBackend = Mooncake.Durable.DurableStoreBackend;
global using StoreClient = Mooncake.Durable.CApi.Clients.DurableClient;
