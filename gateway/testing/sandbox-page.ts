import type { Browser, Locator, Response } from 'playwright-core';
import type { Example } from '../sandbox/examples.ts';
import { openPage, type TestPage } from './open-browser.ts';

/** A sandbox in a browser, used as people use it. */
export interface SandboxPage extends TestPage {
  editor: Locator;
  /** Presses ▶; gives what was sent and what came back. */
  press(): Promise<Exchange>;
  /** Picks an example from the menu, and waits until the page stands ready to ask it. */
  pick(example: Example): Promise<void>;
  /** Opens it again, once the browser has kept a document: that takes half a second after it was shown. */
  reload(kept: string): Promise<void>;
}

interface Exchange {
  sent: { query: string; variables?: object };
  answer: { data?: Record<string, unknown> | null; errors?: unknown[] };
}

/** Opens the sandbox of a gateway with an empty profile. */
export async function openSandbox(browser: Browser, origin: string): Promise<SandboxPage> {
  const opened = await openPage(browser, origin);
  const { page } = opened;
  const editor = page.locator('.graphiql-query-editor .monaco-editor textarea').first();
  const isExchange = (response: Response): boolean =>
    response.url() === `${origin}/graphql` && !/Introspection/.test(response.request().postData() ?? '');
  const sandbox: SandboxPage = {
    ...opened,
    editor,
    async press() {
      const response = page.waitForResponse(isExchange);
      await page.locator('.graphiql-execute-button').click();
      const came = await response;
      return { sent: came.request().postDataJSON(), answer: await came.json() };
    },
    async pick({ title, document }) {
      await page.getByLabel('Examples').selectOption({ label: title });
      await page.locator('.bar[aria-busy=false]').waitFor();
      const [, operation] = /^\w+ (\w+)/.exec(document)!;
      await page.locator('.graphiql-tab').getByText(operation!, { exact: true }).waitFor();
    },
    async reload(kept) {
      const written = JSON.stringify(kept).slice(1, -1);
      await page.waitForFunction((text) => localStorage.getItem('graphiql:tabState')?.includes(text), written);
      await page.reload();
      await editor.waitFor({ state: 'attached' });
    },
  };
  await page.goto(origin);
  await editor.waitFor({ state: 'attached' });
  return sandbox;
}
