// HelloSequence5 for DBOS: five durable no-op steps, one after the other. Prints one JSON line for each concurrency.
import { DBOS } from "@dbos-inc/dbos-sdk";

const hello = DBOS.registerWorkflow(
  async (name) => {
    for (let i = 0; i < 5; i++) {
      await DBOS.runStep(async () => `hello ${name}`, { name: `step${i}` });
    }
    return 5;
  },
  { name: "hello" },
);

DBOS.setConfig({ name: "bench", systemDatabaseUrl: process.env.DATABASE_URL, logLevel: "error", runAdminServer: false });
await DBOS.launch();

async function measure(count, concurrency) {
  const times = [];
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next++ < count) {
        const one = performance.now();
        await hello("you");
        times.push(performance.now() - one);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  return { concurrency, perSecond: times.length / seconds, p50: times[Math.floor(times.length / 2)] };
}

await measure(100, 16);
for (const [count, concurrency] of [[100, 1], [1000, 64], [1000, 200]]) {
  console.log(JSON.stringify(await measure(count, concurrency)));
}
await DBOS.shutdown();
process.exit(0);
