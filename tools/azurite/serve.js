"use strict";
// Runs the storage emulator in this process and ends it when standard input closes. A parent that is killed hard closes its end of
// the pipe without running any code of its own, so nothing of ours is left behind then either.
const graceMilliseconds = 5000;

// A parent that is gone does not read either; what is said to it then must not end the process before the index is saved.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

process.stdin.resume();
process.stdin.on("error", end);
process.stdin.once("close", end);

// A terminal sends Ctrl+C to the whole group, but the parent still needs storage while it stops: it decides when this process ends.
process.on("SIGINT", () => {});
process.on("newListener", (event, listener) => {
  if (event === "SIGINT") setImmediate(() => process.removeListener("SIGINT", listener));
});

function end() {
  process.kill(process.pid, "SIGTERM"); // The emulator's own handler closes its servers and saves its index.
  setTimeout(() => process.exit(0), graceMilliseconds).unref();
}

require("azurite/dist/src/azurite.js");
