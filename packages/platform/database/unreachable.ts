/** What is said when nobody can be connected to at the address of a variable; the password is not. */
export function unreachable(variable: string, address: string, cause: unknown): Error {
  const { code, message } = cause as NodeJS.ErrnoException;
  const reason = message || code;
  const { host } = new URL(address);
  return new Error(
    `${variable}: the PostgreSQL at ${host} lets nobody in (${reason}). Is it running, and is the address right?`,
    {
      cause,
    },
  );
}
