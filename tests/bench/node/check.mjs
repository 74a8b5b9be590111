// SPDX-License-Identifier: MIT
// The peers that run in Node: `node check.mjs PEER once FILE` prints how much one of them finds in a draft; `node check.mjs PEER warm FILE…` keeps
// the drafts and answers each line N on standard input: after N passes over all of them "WALL CPU FINDINGS", nanoseconds of all passes
// together and findings of one pass.
import {readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';

/// Each loads what it needs and gives a function: text -> number of findings.
const peers = {
  async 'write-good'() {
    const {default: writeGood} = await import('write-good');
    return (text) => writeGood(text).length;
  },
  async alex() {
    const {text: alex} = await import('alex');
    return (text) => alex(text).messages.length;
  },
  async textlint() {
    const {createLinter, loadTextlintrc} = await import('textlint');
    const linter = createLinter({descriptor: await loadTextlintrc({configFilePath: new URL('.textlintrc.json', import.meta.url).pathname})});
    return async (text) => (await linter.lintText(text, 'draft.txt')).messages.length;
  },
  async harper() {
    const {LocalLinter} = await import('harper.js');
    const {binary} = await import('harper.js/binary');
    const linter = new LocalLinter({binary});
    await linter.setup();
    return async (text) => (await linter.lint(text, {language: 'plaintext'})).length;
  },
};

const [name, mode, ...files] = process.argv.slice(2);
if (!(name in peers) || !['once', 'warm'].includes(mode) || files.length === 0) {
  console.error(`usage: node check.mjs ${Object.keys(peers).join('|')} once|warm FILE…`);
  process.exit(2);
}
const texts = files.map((file) => readFileSync(file, 'utf8'));
const find = await peers[name]();

async function pass() {
  let findings = 0;
  for (const text of texts) findings += await find(text);
  return findings;
}

if (mode === 'once') {
  console.log(await pass());
  process.exit(0);
}
console.log('ready 0');
for await (const line of createInterface({input: process.stdin})) {
  const wall = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  let findings = 0;
  for (let passes = Number(line); passes > 0; --passes) findings = await pass();
  const {user, system} = process.cpuUsage(cpu);
  console.log(`${process.hrtime.bigint() - wall} ${(user + system) * 1000} ${findings}`);
}
process.exit(0);
