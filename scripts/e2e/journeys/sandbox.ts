import type { Browser } from 'playwright-core';
import { examplesAt } from '../../../gateway/sandbox/examples.ts';
import { openBrowser } from '../../../gateway/testing/open-browser.ts';
import { openSandbox, type SandboxPage } from '../../../gateway/testing/sandbox-page.ts';
import { CAEN, DEFIS, HUB, ROUEN } from '../network/network.ts';
import type { Stage } from './journey.ts';

/** Somebody who opens a sandbox for the first time: whatever they are offered answers something. */
export function sandboxJourney(stage: Stage): void {
  describe('A newcomer', () => {
    describe.each([HUB, DEFIS, CAEN, ROUEN])('in the sandbox of $title', (instance) => {
      const examples = examplesAt(instance.association?.id ?? null);
      let browser: Browser;
      let sandbox: SandboxPage;

      beforeAll(async () => {
        browser = await openBrowser();
        sandbox = await openSandbox(browser, stage.network().addresses.originOf(instance));
      }, 60_000);
      afterAll(() => browser?.close());

      it('is answered by the page as it opens, and as it opens again', async () => {
        const { document, variables } = examples[0]!;
        await expectAnswer(sandbox, document, variables);
        await sandbox.reload(document);
        await expectAnswer(sandbox, document, variables);
      });

      it.each(examples)('is answered to “$title”', async (example) => {
        await sandbox.pick(example);
        await expectAnswer(sandbox, example.document, example.variables);
      });

      it('is shown nothing from elsewhere, and nothing that the page may not do', () => {
        expect(sandbox.strayed).toEqual([]);
        expect(sandbox.complaints).toEqual([]);
      });
    });
  });
}

async function expectAnswer(sandbox: SandboxPage, query: string, variables: object = {}): Promise<void> {
  const { sent, answer } = await sandbox.press();
  expect(sent).toMatchObject({ query, variables });
  expect(answer).not.toHaveProperty('errors');
  expect(silentFields(answer)).toEqual([]);
}

/** The fields that are null or empty wherever an answer has them, as `data.donations.nodes.donor`. */
function silentFields(answer: object): string[] {
  const says = new Map<string, boolean>();
  const read = (value: unknown, path: string): void => {
    if (Array.isArray(value) && value.length > 0) return value.forEach((each) => read(each, path));
    const isSilent = value === null || Array.isArray(value);
    says.set(path, says.get(path) || !isSilent);
    if (!isSilent && typeof value === 'object')
      for (const [field, each] of Object.entries(value)) read(each, `${path}.${field}`);
  };
  for (const [field, value] of Object.entries(answer)) read(value, field);
  return [...says].filter(([path, isSaid]) => !isSaid && !path.endsWith('.userErrors')).map(([path]) => path);
}
