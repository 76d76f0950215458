import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Locator } from 'playwright-core';
import { askToken } from '../sign-in/ask-token.ts';
import { startDevelopmentIssuer, type DevelopmentIssuer } from '../sign-in/development-issuer.ts';
import { openBrowser } from '../testing/open-browser.ts';
import { openSandbox, type SandboxPage } from '../testing/sandbox-page.ts';
import { startTestGateway, withTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';
import { examplesAt } from './examples.ts';
import { serveSandbox } from './serve-sandbox.ts';

const ISSUER_PORT = 4719;
const EXAMPLES = examplesAt('defis');

let folder: string;
let provider: DevelopmentIssuer;
let gateway: TestGateway;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  await promisify(execFile)(process.execPath, ['gateway/sandbox/bundle.ts', folder]);
  provider = await startDevelopmentIssuer({ port: ISSUER_PORT, dataFolder: folder, nodeEnv: 'development' });
  gateway = await startTestGateway({
    mode: 'in-process',
    signIn: { issuer: provider.issuer, audience: 'passerelle' },
    pages: serveSandbox({ folder, association: 'defis', askToken: (request) => askToken(provider.issuer, request) }),
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await gateway.close();
  await provider.close();
  await rm(folder, { recursive: true });
});

describe('the sandbox in a browser without the internet', () => {
  let sandbox: SandboxPage;
  const answer = () => sandbox.page.locator('.result-window .view-lines');

  beforeAll(async () => void (sandbox = await openSandbox(browser, new URL(gateway.url).origin)));

  /** Types a document without its last bracket, which the editor adds itself, and runs it. */
  async function run(document: string): Promise<void> {
    await sandbox.editor.focus();
    await sandbox.page.keyboard.press('Control+A');
    await sandbox.page.keyboard.insertText(document);
    await sandbox.page.locator('.graphiql-tabs').getByText('<untitled>').waitFor();
    await sandbox.page.keyboard.press('Control+Enter');
  }

  /** The text of an element, once it is shown. */
  async function shown(element: Locator): Promise<string> {
    await element.first().waitFor();
    return element.first().innerText();
  }

  test('opens with an example that has its variables', async () => {
    const { document: query, variables } = EXAMPLES[0]!;
    expect((await sandbox.press()).sent).toMatchObject({ query, variables });
  });

  test('opens again with what it held', async () => {
    const [first, last] = [EXAMPLES[0]!, EXAMPLES.at(-1)!];
    await sandbox.reload(first.document);
    expect((await sandbox.press()).sent).toMatchObject({ query: first.document, variables: first.variables });
    await sandbox.pick(last);
    await sandbox.reload(last.document);
    expect((await sandbox.press()).sent).toMatchObject({ query: last.document, variables: last.variables });
    expect(await sandbox.page.locator('.graphiql-tab').count()).toBe(1);
  });

  test('runs a query that is typed', async () => {
    await run('{ ping');
    expect(await shown(answer().getByText('pong'))).toContain('"pong"');
  });

  test('asks in the role that is picked', async () => {
    await sandbox.page.getByLabel('Role').selectOption('trainer');
    await sandbox.page.locator('.graphiql-editor-tool').getByText('Authorization').waitFor();
    await run('{ me');
    expect(await shown(answer().getByText('trainer'))).toContain('trainer');
  });

  test('shows the documentation of the schema', async () => {
    await sandbox.page.getByLabel('Show Documentation Explorer').click();
    await sandbox.page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click();
    expect(await shown(sandbox.page.locator('.graphiql-doc-explorer').getByText('ping'))).toBe('ping');
  });

  test('fills in an example', async () => {
    await sandbox.pick(EXAMPLES[0]!);
    const query = sandbox.page.locator('.graphiql-query-editor');
    expect(await shown(query.getByText('familiesEquipped'))).toContain('familiesEquipped');
  });

  test('fetches nothing from elsewhere and breaks no rule of its policy', () => {
    expect(sandbox.strayed).toEqual([]);
    expect(sandbox.complaints).toEqual([]);
  });
});

test('a sandbox outside development offers no role and gives no token', async () => {
  const pages = serveSandbox({ folder, association: null, askToken: null });
  await withTestGateway({ mode: 'in-process', pages }, async (published) => {
    const base = published.url.replace('/graphql', '');
    expect(await (await fetch(base)).text()).toContain('data-roles="[]"');
    expect((await fetch(`${base}/sandbox/token`, { method: 'POST' })).status).toBe(404);
  });
});

test('a token is given for no role but those of people and machines outside', async () => {
  const headers = { 'content-type': 'application/json' };
  const ask = (role: string) =>
    fetch(gateway.url.replace('graphql', 'sandbox/token'), { method: 'POST', headers, body: JSON.stringify({ role }) });
  expect((await ask('service')).status).toBe(400);
  expect((await ask('lender')).status).toBe(200);
});
