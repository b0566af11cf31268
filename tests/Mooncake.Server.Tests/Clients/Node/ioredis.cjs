// What programs do with ioredis. Arguments: the port. Says "restart" and waits for a line while the server restarts; "ok" at the end.
const assert = require("node:assert");
const readline = require("node:readline");
const Redis = require("ioredis");

async function main() {
  const options = { port: Number(process.argv[2]), password: "secret", retryStrategy: () => 50, maxRetriesPerRequest: null };
  const client = new Redis(options);
  const subscriber = new Redis(options);
  for (const connection of [client, subscriber]) {
    connection.on("error", () => {}); // Connections are lost, and tried again.
  }

  assert.strictEqual(await client.set("a", "1"), "OK");
  assert.strictEqual(await client.get("a"), "1");
  assert.strictEqual(await client.get("missing"), null);
  assert.strictEqual(await client.set("a", "2", "NX"), null);
  assert.deepStrictEqual(await client.getBuffer("a"), Buffer.from("1"));

  const pipeline = client.pipeline();
  for (let i = 0; i < 100; i++) pipeline.set(`p:${i}`, `v${i}`).get(`p:${i}`);
  assert.deepStrictEqual(
    (await pipeline.exec()).map(([error, value]) => error ?? value),
    Array.from({ length: 100 }, (_, i) => ["OK", `v${i}`]).flat());
  assert.deepStrictEqual(await client.mget("a", "missing", "p:7"), ["1", null, "v7"]);

  const keys = [];
  for await (const page of client.scanStream({ match: "p:*", count: 10 })) keys.push(...page);
  assert.strictEqual(new Set(keys).size, 100);

  assert.strictEqual(await client.expire("a", 100), 1);
  assert.strictEqual(await client.ttl("a"), 100);
  await assert.rejects(client.lpush("list", "x"), /unknown command/);

  await subscriber.subscribe("news");
  const next = () => new Promise((resolve) => subscriber.once("message", (channel, text) => resolve(`${channel}: ${text}`)));
  let message = next();
  assert.strictEqual(await client.publish("news", "hello"), 1);
  assert.strictEqual(await message, "news: hello");

  const restored = Promise.all([client, subscriber].map((connection) => new Promise((resolve) => connection.once("ready", resolve))));
  console.log("restart");
  for await (const line of readline.createInterface({ input: process.stdin })) break;
  await restored;
  assert.strictEqual(await client.get("a"), "1");
  message = next();
  while ((await client.publish("news", "again")) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.strictEqual(await message, "news: again");
  client.disconnect();
  subscriber.disconnect();
}

main().then(() => (console.log("ok"), process.exit(0)), (error) => (console.error(error), process.exit(1)));
