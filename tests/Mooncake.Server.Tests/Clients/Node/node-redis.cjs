// What programs do with node-redis. Arguments: the port, the version of the protocol. Says "restart" and waits for a line while the server
// restarts; "ok" at the end.
const assert = require("node:assert");
const readline = require("node:readline");
const { createClient } = require("redis");

async function main() {
  const client = createClient({
    socket: { port: Number(process.argv[2]), reconnectStrategy: 50 },
    password: "secret",
    RESP: Number(process.argv[3]),
  });
  const subscriber = client.duplicate();
  for (const connection of [client, subscriber]) {
    connection.on("error", () => {}); // Connections are lost, and tried again.
    await connection.connect();
  }

  assert.strictEqual(await client.set("a", "1"), "OK");
  assert.strictEqual(await client.get("a"), "1");
  assert.strictEqual(await client.get("missing"), null);
  assert.strictEqual(await client.set("a", "2", { condition: "NX" }), null);

  // Commands of one turn are a pipeline.
  assert.deepStrictEqual(
    await Promise.all(Array.from({ length: 100 }, (_, i) => [client.set(`p:${i}`, `v${i}`), client.get(`p:${i}`)]).flat()),
    Array.from({ length: 100 }, (_, i) => ["OK", `v${i}`]).flat());
  assert.deepStrictEqual(await client.mGet(["a", "missing", "p:7"]), ["1", null, "v7"]);

  const keys = [];
  for await (const page of client.scanIterator({ MATCH: "p:*", COUNT: 10 })) keys.push(...page);
  assert.strictEqual(new Set(keys).size, 100);

  assert.strictEqual(Number(await client.expire("a", 100)), 1);
  assert.strictEqual(await client.ttl("a"), 100);
  await assert.rejects(client.lPush("list", "x"), /unknown command/);

  let received;
  await subscriber.subscribe("news", (text, channel) => received(`${channel}: ${text}`));
  const next = () => new Promise((resolve) => (received = resolve));
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
  client.destroy();
  subscriber.destroy();
}

main().then(() => (console.log("ok"), process.exit(0)), (error) => (console.error(error), process.exit(1)));
