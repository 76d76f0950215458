interface Sent {
  headers?: Record<string, string>;
}

/** Sends a request to the graph of this gateway; returns its answer. */
export async function send(request: object, { headers }: Sent = {}): Promise<unknown> {
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
  });
  return answer.json();
}
