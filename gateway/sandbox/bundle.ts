import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { inProject } from '../../packages/platform/service/project-folder.ts';

// Not beside this file, which may run compiled.
const PAGE = inProject('gateway/sandbox/page');
const [outFolder = inProject('dist/sandbox')] = process.argv.slice(2);

/**
 * The editor with what GraphQL needs of it. The editor's own list of features brings a diff viewer, colour pickers,
 * sticky scroll and more, which would make the page half as large again.
 */
const smallEditor: Plugin = {
  name: 'small-editor',
  setup({ onResolve }) {
    onResolve({ filter: /^monaco-editor\/esm\/vs\/editor\/edcore\.main\.js$/ }, () => ({ path: `${PAGE}/editor.ts` }));
  },
};

/** Builds the sandbox's files: nothing of the page is fetched from outside. */
async function bundle(): Promise<void> {
  const { resolve: fileOf } = createRequire(import.meta.url);
  await rm(outFolder, { recursive: true, force: true });
  const common = {
    bundle: true,
    minify: true,
    outdir: outFolder,
    metafile: true,
    target: 'es2023',
    legalComments: 'none',
  } as const;
  const page = await build({
    ...common,
    entryPoints: { page: `${PAGE}/page.tsx` },
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.ttf': 'file' },
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [smallEditor],
  });
  const workers = await build({
    ...common,
    entryPoints: {
      'editor.worker': fileOf('monaco-editor/esm/vs/editor/editor.worker.js'),
      'json.worker': fileOf('monaco-editor/esm/vs/language/json/json.worker.js'),
      'graphql.worker': fileOf('monaco-graphql/esm/graphql.worker.js'),
    },
    format: 'iife',
  });
  const files = [...Object.keys(page.metafile.outputs), ...Object.keys(workers.metafile.outputs)];
  await Promise.all(files.map(compress));
}

async function compress(file: string): Promise<void> {
  await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 9 }));
}

await bundle();
