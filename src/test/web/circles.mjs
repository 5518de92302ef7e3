/** Prints each circle of imports among the modules of the folders given, and fails when there is one. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createRequire } from 'node:module';

const [tools, ...folders] = process.argv.slice(2);
const { preProcessFile } = createRequire(resolve(tools, 'package.json'))('typescript');

/** What each module imports; comments name types, which is no import. @type {Map<string, string[]>} */
const imports = new Map(folders.flatMap(modules).map((file) => [file, importsOf(file)]));
const seen = new Set();
const circles = [...imports.keys()].flatMap((file) => circlesFrom(file, []));
for (const circle of circles) console.error(circle.join(' → '));
console.log(`${imports.size} modules, ${circles.length} circles`);
process.exitCode = circles.length || !imports.size ? 1 : 0;

/** @param {string} folder */
function modules(folder) {
  return readdirSync(folder).filter((name) => name.endsWith('.js')).map((name) => resolve(folder, name));
}

/** @param {string} file */
function importsOf(file) {
  return preProcessFile(readFileSync(file, 'utf8')).importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => resolve(dirname(file), fileName));
}

/** @param {string} file @param {string[]} path how the search came here @returns {string[][]} */
function circlesFrom(file, path) {
  const at = path.indexOf(file);
  if (at >= 0) return [[...path.slice(at), file].map((one) => one.slice(one.lastIndexOf('/') + 1))];
  if (seen.has(file)) return [];
  const found = (imports.get(file) ?? []).flatMap((next) => circlesFrom(next, [...path, file]));
  seen.add(file);
  return found;
}
