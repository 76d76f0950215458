import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { createMetrics } from '../../packages/platform/metrics/metrics.ts';
import { EVENTS } from '../../packages/platform/metrics/operator-log.ts';
import { COMMANDS } from './commands.ts';

interface Rules {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string; task: string } }[] }[];
}

const [guide, alerts] = await Promise.all(
  ['docs/operator.md', 'docs/alerts.yml'].map((path) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')),
);
const rules = (parse(alerts!) as Rules).groups.flatMap((group) => group.rules);
const metrics = createMetrics().names();
const headings = new Set(
  [...guide!.matchAll(/^#{2,3} (.*)$/gm)].map(([, title]) =>
    title!.toLowerCase().replace(/,/g, '').replaceAll(' ', '-'),
  ),
);

/** Names of metrics in an expression, without what a histogram adds. */
const named = (text: string): string[] =>
  [...text.matchAll(/passerelle_[a-z_]+/g)].map(([name]) => name.replace(/_(count|sum|bucket)$/, ''));

describe('The rules of alerts', () => {
  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s asks for what exists, and leads to a task',
    (_, rule) => {
      expect(metrics).toEqual(expect.arrayContaining(named(rule.expr)));
      const events = [...rule.expr.matchAll(/event=~?"([^"]*)"/g)].flatMap(([, list]) => list!.split('|'));
      expect(Object.keys(EVENTS)).toEqual(expect.arrayContaining(events));
      expect([...headings]).toContain(rule.annotations.task);
    },
  );
});

describe("The operator's guide", () => {
  it('knows every metric, event and command', () => {
    const table = guide!.slice(guide!.indexOf('| metric'), guide!.indexOf('## Events'));
    const told = [...table.matchAll(/`([a-z_]+)(?:\{[a-z,]*\})?`/g)].map(([, name]) => `passerelle_${name}`);
    for (const name of metrics) expect(told).toContain(name);
    const events = guide!.slice(guide!.indexOf('| event |'), guide!.indexOf('### An association'));
    for (const event of Object.keys(EVENTS)) expect(events).toContain(`\`${event}\``);
    const commands = guide!.slice(guide!.indexOf('| command |'), guide!.indexOf('## Enrol'));
    const known = [...commands.matchAll(/`([a-z]+)(?: [^`]*)?`/g)].map(([, name]) => name!);
    for (const command of Object.keys(COMMANDS)) expect(known).toContain(command);
  });

  it('leads to places that exist', () => {
    for (const [, place] of guide!.matchAll(/\]\(#([^)]*)\)/g)) expect([...headings]).toContain(place);
  });
});
