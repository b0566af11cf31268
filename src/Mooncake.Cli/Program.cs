using System.CommandLine;

RootCommand command = new("Looks into Mooncake stores.");
return await command.Parse(args).InvokeAsync();
