global using Mooncake.Support;
