// Is what the library signs and seals ordinary JOSE? `node check.mjs FOLDER` verifies every JWS and opens every JWE
// below FOLDER with npm's jose, and shows that it refuses each of them once a bit is flipped. check.py does the same.

import { webcrypto } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as jose from 'jose';

globalThis.crypto ??= webcrypto; // Node 18 hides it

const SIZES = [1024, 4096, 16384, 65536];
const TYP = /^(vrm-[a-z]+(-[a-z]+)*|consent-receipt)\+jwt$/;
const SEALED = /^([\w-]+\.[\w-]+\.[\w-]+) *$/;
const JWE_OPTIONS = { keyManagementAlgorithms: ['ECDH-ES+A256KW'], contentEncryptionAlgorithms: ['A256GCM'] };

const keys = { Ed25519: new Map(), X25519: new Map() };
const count = { jws: 0, jwe: 0, spoiled: 0 };

async function main(folder) {
  const files = readdirSync(folder, { recursive: true }).map(String).sort();
  const read = (file) => readFileSync(join(folder, file), 'utf8');
  const named = (pattern) => files.filter((file) => pattern.test(file));

  for (const file of named(/(^|\/)keys\.json$/)) await at(file, () => addKeys(JSON.parse(read(file))));
  for (const file of named(/\.jws$/)) await at(file, () => checkJws(read(file).replace(/\n$/, '')));
  for (const file of named(/\.jwe$/)) await at(file, () => checkJwe(read(file).replace(/\n$/, '')));
  for (const file of named(/(^|\/)bundle\.json$/)) await at(file, () => checkBundle(JSON.parse(read(file))));
  expect(count.jws > 0 && count.jwe > 0, `nothing to check: ${count.jws} JWS, ${count.jwe} JWE`);
}

async function addKeys({ keys: set }) {
  for (const { kty, crv, x, d } of set) {
    expect(kty === 'OKP' && crv in keys && x && d, `a key that is no private OKP key: ${kty} ${crv}`);
    keys[crv].set(await jose.calculateJwkThumbprint({ kty, crv, x }), { kty, crv, x, d });
  }
}

function keyOf(crv, kid) {
  expect(keys[crv].has(kid), `no ${crv} key has the thumbprint ${kid}`);
  return keys[crv].get(kid);
}

// --- signed

async function checkJws(compact) {
  const parts = split(compact, 3);
  const header = utf8(parts[0]);
  const { kid, typ } = JSON.parse(header);
  expect(header === JSON.stringify({ alg: 'Ed25519', kid, typ }), `JWS header ${header}`);
  expect(TYP.test(typ), `typ ${typ}`);

  const { d, ...open } = keyOf('Ed25519', kid);
  const key = await jose.importJWK(open, 'Ed25519');
  const verify = (text) => jose.compactVerify(text, key, { algorithms: ['Ed25519'] });
  const { payload } = await verify(compact).catch((error) => fault(`${typ} is not verified: ${error.message}`));
  count.jws += 1;
  await refusesSpoiled(parts, verify);

  const content = JSON.parse(utf8(payload));
  expect(Buffer.from(canonical(content)).equals(payload), `${typ}: the payload is not canonical JSON`);
  const ctx = typ.replace('+jwt', '');
  expect(ctx === 'consent-receipt' ? 'ctx' in content : content.ctx === ctx, `${typ}: ctx ${content.ctx}`);
  await checkInside(content);
}

async function checkBundle(bundle) {
  const before = count.jws;
  await checkInside(bundle);
  expect(count.jws > before, 'no JWS in it');
}

// Every JWS among the strings of a JSON value: the halves of agreements, a bundle's evidence.
async function checkInside(value) {
  if (isJws(value)) await checkJws(value);
  else if (value instanceof Object) for (const inner of Object.values(value)) await checkInside(inner);
}

function isJws(value) {
  if (typeof value !== 'string' || !/^[\w-]+\.[\w-]*\.[\w-]*$/.test(value)) return false;
  try {
    return 'alg' in JSON.parse(utf8(Buffer.from(value.split('.')[0], 'base64url')));
  } catch {
    return false;
  }
}

// RFC 8785 for what our payloads hold; JavaScript compares strings by UTF-16 code units and escapes as the RFC says.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value instanceof Object) {
    return `{${Object.keys(value).sort().map((name) => `${canonical(name)}:${canonical(value[name])}`).join()}}`;
  }
  if (typeof value === 'string') expect(!/\p{Surrogate}/u.test(value), 'half a surrogate pair');
  else expect(typeof value === 'boolean' || Number.isSafeInteger(value), `${value} in a payload`);
  return JSON.stringify(value);
}

// --- sealed

async function checkJwe(compact) {
  const parts = split(compact, 5);
  const text = utf8(parts[0]);
  const header = JSON.parse(text);
  const { alg, cty, enc, epk, kid } = header;
  // Written again it is the same text: no member came twice.
  const ordinary = JSON.stringify(header) === text && members(header) === 'alg cty enc epk kid'
    && alg === 'ECDH-ES+A256KW' && cty === 'JWT' && enc === 'A256GCM'
    && members(epk) === 'crv kty x' && epk.crv === 'X25519' && epk.kty === 'OKP';
  expect(ordinary, `JWE header ${text}`);

  const key = await jose.importJWK(keyOf('X25519', kid), alg);
  const decrypt = (text) => jose.compactDecrypt(text, key, JWE_OPTIONS);
  const { plaintext } = await decrypt(compact).catch((error) => fault(`not decrypted: ${error.message}`));
  count.jwe += 1;
  await refusesSpoiled(parts, decrypt);

  expect(SIZES.includes(plaintext.length), `a plaintext of ${plaintext.length} bytes`);
  const [, signed] = SEALED.exec(utf8(plaintext)) ?? fault('the plaintext is not a compact JWS and spaces');
  await checkJws(signed);
}

const members = (value) => Object.keys(value).sort().join(' ');

// --- both

// The right bytes have just passed, so what throws here is a refusal.
async function refusesSpoiled(parts, accept) {
  for (const i of parts.keys()) {
    const spoiled = parts.map((part, j) => (i === j ? flipped(part) : part).toString('base64url')).join('.');
    const accepted = await accept(spoiled).then(() => true, () => false);
    expect(!accepted, `accepted with a flipped bit in part ${i + 1} of ${parts.length}`);
    count.spoiled += 1;
  }
}

// Another bit every time, so that many messages try them all.
function flipped(bytes) {
  const copy = Buffer.from(bytes);
  const bit = count.spoiled % (8 * copy.length);
  copy[bit >> 3] ^= 1 << (bit & 7);
  return copy;
}

function split(compact, wanted) {
  const texts = compact.split('.');
  expect(texts.length === wanted, `${texts.length} parts instead of ${wanted}`);
  return texts.map((text) => {
    const part = Buffer.from(text, 'base64url');
    expect(part.length > 0 && part.toString('base64url') === text, 'a part is empty or not plain base64url');
    return part;
  });
}

const utf8 = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

// Names the file in whatever went wrong.
async function at(file, check) {
  await check().catch((error) => fault(`${file}: ${error.message}`));
}

function expect(holds, otherwise) {
  if (!holds) fault(otherwise);
}

function fault(text) {
  throw new Error(text);
}

const who = `independent (jose ${createRequire(import.meta.url)('jose/package.json').version})`;
try {
  await main(process.argv[2] ?? fault('usage: node check.mjs FOLDER'));
  console.log(`${who}: ${count.jws} JWS verified, ${count.jwe} JWE opened, ${count.spoiled} spoiled refused`);
} catch (error) {
  console.error(`${who}: FAULT: ${error.message}`);
  process.exitCode = 1;
}
