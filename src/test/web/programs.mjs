// Programs made for Akismet, Perspective and Azure Content Moderator, with this server's address instead of theirs and
// nothing else changed: `node programs.mjs FOLDER BASE-URL KEY` prints what they make of the answers.
import dns from 'node:dns';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, base, key] = process.argv.slice(2);
const require = createRequire(join(resolve(folder), 'package.json'));

// akismet-api sends its key as the first label of the host name; not every system resolves such names.
const { lookup } = dns;
dns.lookup = (host, options, done) =>
  lookup(host.endsWith('.localhost') ? '127.0.0.1' : host, options, done);

async function akismetApi() {
  const { AkismetClient } = require('akismet-api');
  const { host } = new URL(base);
  const client = new AkismetClient({
    key,
    blog: 'https://news.example',
    host: host.replace('127.0.0.1', 'localhost'),
    protocol: 'http',
  });
  const comment = {
    ip: '203.0.113.9',
    useragent: 'UA',
    content: 'The ferry was late again, and nobody at the harbour knew why.',
    name: 'Ann',
    isTest: true,
  };
  return {
    valid: await client.verifyKey(),
    talk: await client.checkSpam(comment),
    trapped: await client.checkSpam({ ...comment, honeypot: 'https://pills.example' }),
    sure: await client.checkSpam({ ...comment, name: 'viagra-test-123' }),
    taught: (await client.submitHam(comment)).text,
  };
}

async function cedx() {
  const { Author, Blog, Client, Comment } = await import(
    pathToFileURL(join(resolve(folder), 'node_modules/@cedx/akismet/lib/index.js'))
  );
  const blog = new Blog({ url: 'https://news.example', charset: 'UTF-8', languages: ['en'] });
  const client = new Client(key, blog, { baseUrl: base, isTest: true });
  const author = { ipAddress: '203.0.113.9', name: 'Ann', userAgent: 'UA' };
  const talk = {
    author: new Author(author),
    content: 'The ferry was late again, and nobody at the harbour knew why.',
    context: ['ferries', 'harbours'],
    date: new Date(),
    type: 'comment',
  };
  // The client knows no traps: what a site's form adds comes along with the comment's fields.
  class Trapped extends Comment {
    toJSON() {
      return { ...super.toJSON(), honeypot_field_name: 'nickname', nickname: 'https://pills.example' };
    }
  }
  const wrong = new Client('x'.repeat(40), blog, { baseUrl: base });
  return {
    valid: await client.verifyKey(),
    wrong: await wrong.verifyKey(),
    talk: await client.checkComment(new Comment(talk)),
    trapped: await client.checkComment(new Trapped(talk)),
    taught: await client.submitSpam(new Comment(talk)).then(() => true),
  };
}

async function perspective() {
  // Its address cannot be set; whoever uses it changes that one line.
  require('axios').interceptors.request.use((config) => ({
    ...config,
    url: config.url.replace('https://commentanalyzer.googleapis.com', base),
  }));
  const Perspective = require('perspective-api-client');
  const client = new Perspective({ apiKey: key });
  const refused = await client.analyze('Hello', { attributes: ['nonsense'] }).catch((error) => error);
  return {
    rude: await client.analyze('You are a stupid <b>idiot</b>.', {
      attributes: ['toxicity', 'insult', 'flirtation'],
    }),
    refused: { name: refused.name, message: refused.message },
  };
}

async function contentModerator() {
  const { ContentModeratorClient } = require('@azure/cognitiveservices-contentmoderator');
  const { ApiKeyCredentials } = require('@azure/ms-rest-js');
  const made = (subscription) =>
    new ContentModeratorClient(
      new ApiKeyCredentials({ inHeader: { 'Ocp-Apim-Subscription-Key': subscription } }),
      base,
    );
  const text = 'That idiot of a clerk lost my form.';
  const screen = (client) =>
    client.textModeration.screenText('text/plain', text, { language: 'eng', classify: true });
  const screened = await screen(made(key));
  return {
    text: screened.originalText,
    review: screened.classification.reviewRecommended,
    offensive: screened.classification.category3.score,
    terms: screened.terms.map(({ term, originalIndex }) => ({ term, originalIndex })),
    status: screened.status.code,
    refused: await screen(made('none')).catch((error) => error.statusCode),
  };
}

console.log(
  JSON.stringify({
    akismetApi: await akismetApi(),
    cedx: await cedx(),
    perspective: await perspective(),
    contentModerator: await contentModerator(),
  }),
);
