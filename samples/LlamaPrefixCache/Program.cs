Console.WriteLine("Prompt prefixes of a running LLM in a store.");
