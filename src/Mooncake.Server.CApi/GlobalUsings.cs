// The table of handles, which this library shares with Mooncake.Embedded.CApi, names what a handle stands for so.
global using StoreClient = Mooncake.Server.CApi.Servers.ServedStore;
