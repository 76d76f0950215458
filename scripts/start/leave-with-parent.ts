// Loaded before an instance's own code (`node --import`): when whoever started it is gone, however it went, the
// instance leaves too instead of holding its port.

const PATIENCE_MS = 2_000;

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
// Watching must not be what keeps an instance from ending.
process.channel?.unref();
