// Makes src/main/resources/dev/parley/screening/insults.tsv, the words that make a comment wait, from two published lists and our choice among
// their words:
//
//   npm ci && node make.mjs            (in this folder; node_modules is not kept)
//
// naughty-words 1.2.0 (CC BY 4.0) and cuss 2.2.0 (MIT) list whatever might be rude. Most of it is harmless in a comment, so nothing is taken that
// choice.txt does not name. The program fails when a word is said to come from a list and does not, when a word is both chosen and left out, and when a
// word that is left out is unknown to the lists and not marked as our own. The same versions always give the same file.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const LANGUAGES_OF_CUSS = { 'cuss': 'en', 'cuss/ar-latn': 'any', 'cuss/es': 'es', 'cuss/fr': 'fr', 'cuss/it': 'it', 'cuss/pt': 'pt', 'cuss/pt-pt': 'pt' };
/** How naughty-words calls a language, where ISO 639-1 has another code. */
const CODES = { fil: 'tl' };
/** cuss rates how surely a word is meant badly: 2 is likely. */
const SURE = 2;
const OUT = join(import.meta.dirname, '../resources/dev/parley/screening/insults.tsv');

const lines = (name) => readFileSync(join(import.meta.dirname, name), 'utf8').split('\n').filter((line) => line.trim() && !line.startsWith('#'));
const key = (word) => word.normalize('NFC').toLowerCase().replaceAll('’', "'").trim();
const fail = (problem) => { problems.push(problem); };
const problems = [];

/** Every word of the sources, by language. */
async function sources() {
  const words = new Map();
  const add = (language, word) => words.set(language, (words.get(language) ?? new Set()).add(key(word)));
  const folder = dirname(createRequire(import.meta.url).resolve('naughty-words'));
  for (const file of readdirSync(folder)) {
    const language = file.slice(0, -'.json'.length);
    const list = file.endsWith('.json') ? JSON.parse(readFileSync(join(folder, file), 'utf8')) : [];
    if (Array.isArray(list)) list.forEach((word) => add(CODES[language] ?? language, word));
  }
  for (const [name, language] of Object.entries(LANGUAGES_OF_CUSS)) {
    for (const [word, rating] of Object.entries((await import(name)).cuss)) if (rating >= SURE) add(language, word);
  }
  return words;
}

const known = await sources();
const everywhere = new Set([...known.values()].flatMap((words) => [...words]));

/** Whether a source has the word, or one that an entry with an open end covers. */
function isKnown(language, entry) {
  const words = language === 'any' ? everywhere : known.get(language) ?? new Set();
  const stem = entry.endsWith('*') ? key(entry.slice(0, -1)) : undefined;
  return stem === undefined ? words.has(key(entry)) : [...words].some((word) => word.startsWith(stem));
}

const rows = [];
let section;
for (const line of lines('choice.txt')) {
  const heading = line.match(/^\[([a-z]+) (threat|strong|slur|harmless)\]$/);
  if (heading) {
    section = heading.slice(1);
    continue;
  }
  for (const part of line.split(',').map((one) => one.trim()).filter(Boolean)) {
    const own = part.startsWith('+');
    const word = own ? part.slice(1) : part;
    if (own === isKnown(section[0], word)) fail(`${section[0]} ${word}: ${own ? 'is in the sources, so take the + away' : 'is in none of the sources; mark it with +'}`);
    rows.push([...section, key(word)]);
  }
}

const chosen = new Set(rows.map(([language, , word]) => `${language} ${word}`));
const reasons = new Map();
for (const line of lines('left-out.txt')) {
  const [language, reason, list] = line.split('|').map((part) => part.trim());
  for (const part of list.split(',').map((one) => one.trim())) {
    const own = part.startsWith('+');
    const word = key(part.replace(/^\+/, ''));
    if (chosen.has(`${language} ${word}`)) fail(`${language} ${word}: is chosen and left out`);
    if (word !== '*' && !own && !isKnown(language, word)) fail(`${language} ${word}: is in none of the sources; mark it with + or leave it out`);
    reasons.set(`${language} ${word}`, reason);
  }
}
if (problems.length) {
  console.error(problems.join('\n'));
  process.exit(1);
}

const table = [...new Set(rows.map((row) => row.join('\t')))].sort();
writeFileSync(OUT, `# Made by src/main/words/make.mjs from naughty-words 1.2.0 (CC BY 4.0) and cuss 2.2.0 (MIT), chosen, changed and added to by Parley's authors;
# see META-INF/licenses/insults.txt. Language (any: unmistakable everywhere), strength, word; * at the end lets the last word go on.
${table.join('\n')}\n`);
const languages = new Set(rows.map(([language]) => language));
const total = [...known.values()].reduce((sum, words) => sum + words.size, 0);
console.log(`${total} words in the sources; ${table.length} entries in ${languages.size - 1} languages; ${reasons.size} left out for a reason of their own`);
