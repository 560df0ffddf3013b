/** Before the vitest project `postgres`: a server with a migrated template, its address provided. */
import type { TestProject } from 'vitest/node';
import { connect } from '#db/connect.server.ts';
import { migrate } from '#db/migrate.ts';
import { onServer, TEMPLATE } from './database.ts';
import { findPostgresql, startPostgresql } from './postgresql.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const given = process.env.TEST_POSTGRES_URL;
	const bin = given ? null : findPostgresql();
	if (!given && bin === null) {
		throw new Error(
			'No PostgreSQL on this machine: install it, or set TEST_POSTGRES_URL to a server for tests.'
		);
	}
	const server = bin === null ? null : await startPostgresql(bin);
	const url = given ?? server?.url ?? '';
	await onServer(url, `drop database if exists ${TEMPLATE} with (force)`);
	await onServer(url, `create database ${TEMPLATE}`);
	const template = new URL(url);
	template.pathname = `/${TEMPLATE}`;
	const db = connect(template.href, { embedded: false, deadlineMs: 60_000 });
	await migrate(db);
	await db.destroy();
	project.provide('postgresUrl', url);
	return async () => {
		if (server === null) await onServer(url, `drop database if exists ${TEMPLATE} with (force)`);
		server?.stop();
	};
}
