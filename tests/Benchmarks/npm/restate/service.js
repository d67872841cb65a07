// HelloSequence5 for Restate: five durable no-op steps, one after the other.
import * as restate from "@restatedev/restate-sdk";

// The SDK asks for Node 22's Promise.withResolvers; Node 20 gets it here.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((ok, no) => ([resolve, reject] = [ok, no]));
  return { promise, resolve, reject };
};

const hello = restate.service({
  name: "hello",
  handlers: {
    sequence: async (context, name) => {
      for (let i = 0; i < 5; i++) {
        await context.run(`step ${i}`, () => `hello ${name}`);
      }
      return 5;
    },
  },
});

restate.endpoint().bind(hello).listen(Number(process.env.SERVICE_PORT));
