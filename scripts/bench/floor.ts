import { createServer } from 'node:http';
import { Pool } from 'pg';
import { readPeer } from './env.ts';

// The least that answering can cost: one SQL statement behind node:http. No graph, no sign-in, no policies.
const { port, databaseUrl, statement } = readPeer();
const pool = new Pool({ connectionString: databaseUrl, max: 8 });

createServer((request, response) => {
  if (request.method === 'GET') return void response.end('ready');
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    pool.query(statement, JSON.parse(body) as unknown[]).then(
      ({ rows }) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: rows })),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
}).listen(port, '127.0.0.1');

process.once('SIGTERM', () => process.exit(0));
