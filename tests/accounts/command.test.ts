import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { newPersonId } from '#lib/server/accounts/new-person.ts';
import { onServer, TEMPLATE } from '../support/database.ts';

const server = inject('postgresUrl');
const dataDir = mkdtempSync(join(tmpdir(), 'stipple-user-'));
const name = `t_${randomUUID().replaceAll('-', '')}`;
if (server) await onServer(server, `create database ${name} template ${TEMPLATE}`);
afterAll(async () => {
	rmSync(dataDir, { recursive: true, force: true });
	if (server) await onServer(server, `drop database if exists ${name} with (force)`);
});

/** Runs the command as an operator does, with `input` on standard input. */
function user(args: string[], input = ''): Promise<{ code: number | null; said: string }> {
	const url = server ? Object.assign(new URL(server), { pathname: `/${name}` }).href : undefined;
	const child = spawn(process.execPath, ['src/stipple.js', 'user', ...args], {
		env: {
			PATH: process.env.PATH,
			DATA_DIR: dataDir,
			ORIGIN: 'https://stipple.example.org',
			...(url ? { DATABASE_URL: url } : {})
		}
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
	}
	child.stdin.end(input);
	return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

const ADD = ['add', '--role', 'administrator', '--email', 'Ada@example.org', '--name', 'Ada B.'];
const PASSWORD = 'violet anchor tripod mustang';

test('SR-3.1 an operator adds, lists, disables and recovers people without the pages', async () => {
	const added = await user([...ADD, '--password-stdin'], `${PASSWORD}\n`);
	expect(added).toMatchObject({ code: 0 });
	expect(added.said).toContain('Ada B. can sign in');
	expect(added.said).not.toContain(PASSWORD);
	expect((await user(['list'])).said).toContain('ada@example.org  Ada B.  administrator');
	expect(await user(['disable', 'ada@example.org'])).toMatchObject({
		code: 1,
		said: expect.stringContaining('last administrator cannot be disabled')
	});
	const recovered = await user(['recover', 'ada@example.org']);
	expect(recovered.code).toBe(0);
	expect(recovered.said).toMatch(/^https:\/\/stipple\.example\.org\/invitation\/[\w-]{32}$/m);
}, 120_000);

test.each([
	[['frob'], '', /There is no "frob"/],
	[['disable'], '', /Whom\?/],
	[ADD, '', /--password-stdin/],
	[[...ADD, '--clinic', 'C001', '--password-stdin'], PASSWORD, /belongs to no clinic/],
	[[...ADD, '--password', 'x'], '', /password/],
	[[...ADD, '--password-stdin'], 'short', /too short/],
	[['recover', 'nobody@example.org'], '', /Nobody has an account/]
])(
	'a wrong call is told in one sentence: %j',
	async (args, input, words) => {
		const { code, said } = await user(args, input);
		expect(code).toBe(1);
		expect(said).toMatch(words);
		expect(said).not.toMatch(/\n\s+at /);
	},
	60_000
);

test('an id of a person cannot be guessed', () => {
	expect(Buffer.from(newPersonId(), 'base64url').length * 8).toBeGreaterThanOrEqual(120);
});
