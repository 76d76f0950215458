const NAMES: Record<string, string> = { json: 'json', graphql: 'graphql' };

// The editor asks for its workers by language; they are files of this gateway, like everything else of the page.
Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) => new Worker(`/sandbox/${NAMES[label] ?? 'editor'}.worker.js`),
  },
});
