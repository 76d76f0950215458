import { readFile, writeFile } from 'node:fs/promises';
import { inProject } from '../packages/platform/service/project-folder.ts';
import type { Changes } from '../packages/geography/changes.ts';
import { tableOfChanges } from './geography/table-of-changes.ts';
import { compareVintages } from './geography/compare-vintages.ts';
import { readHistory } from './geography/read-history.ts';
import { readVintage } from './geography/vintage.ts';

// npm run geography: writes what changed on the map of France from the yearly code lists.
// npm run geography -- --check: fails when what is committed is not what the lists say.
// npm run geography -- --before <data of 0.7.0> <data of 0.8.0>: writes the older part too, from packages that are not
//   installed: npm pack @etalab/decoupage-administratif@0.7.0 @etalab/decoupage-administratif@0.8.0, then unpack both.

const VINTAGES = {
  2021: 'cog-2021',
  2022: 'cog-2022',
  2023: 'cog-2023',
  2024: 'cog-2024',
  2025: 'cog-2025',
  2026: '@etalab/decoupage-administratif',
};
const SINCE = 'packages/geography/tables/changes-since-2021.json';
const BEFORE = 'packages/geography/tables/changes-before-2021.json';

const vintages = Object.entries(VINTAGES).map(([year, name]) => readVintage(Number(year), name));
const since = tableOfChanges(
  'What changed between the official code lists of 1 January 2021 to 2026, written by "npm run geography". Source: versions 1.1.1, 2.3.1, 3.1.1, 4.1.0, 5.3.0 and 6.0.0 of @etalab/decoupage-administratif (INSEE, Code officiel géographique; DGCL, "Liste et composition des EPCI à fiscalité propre").',
  compareVintages(vintages),
);

const [option, ...folders] = process.argv.slice(2);
if (option === '--check') {
  if ((await readFile(inProject(SINCE), 'utf8')) !== since) {
    console.error(`${SINCE} is not what the code lists say. Run "npm run geography" and read the difference.`);
    process.exit(1);
  }
  console.log(`${SINCE} is what the code lists say.`);
} else {
  await writeFile(inProject(SINCE), since);
  if (option === '--before')
    await writeFile(inProject(BEFORE), tableOfBefore(readHistory(folders[0]!, folders[1]!, vintages[0]!)));
  console.log(`Wrote ${SINCE}${option === '--before' ? ` and ${BEFORE}` : ''}.`);
}

function tableOfBefore(changes: Changes): string {
  return tableOfChanges(
    'What changed on the map from 2000 to 1 January 2021, written by "npm run geography -- --before". Sources: versions 0.8.0 (INSEE, Code officiel géographique, history of communes until 2019, by day) and 0.7.0, 0.8.0 and 1.1.1 of @etalab/decoupage-administratif (DGCL, "Liste et composition des EPCI à fiscalité propre", as of 1 January 2019, 2020 and 2021, for everything since: a change counts from the first list that shows it).',
    changes,
  );
}
