/** Exit codes of the commands, for scripts: see docs/operator.md. */
export const EXIT = { well: 0, failed: 1, usage: 2, attention: 3 } as const;
