using Mooncake.Cli.Frame;

return await Tool.RunAsync(args, ToolHost.OfProcess());
