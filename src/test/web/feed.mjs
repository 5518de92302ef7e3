// Reads a feed as readers of feeds do: `node feed.mjs FOLDER URL` prints what rss-parser finds.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [folder, url] = process.argv.slice(2);
const Parser = createRequire(join(resolve(folder), 'package.json'))('rss-parser');
console.log(JSON.stringify(await new Parser().parseURL(url)));
