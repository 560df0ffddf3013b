/** `npm run stipple -- user ...`: people looked after at the command line, without the pages. */
import { text } from 'node:stream/consumers';
import { isStaff, ROLES } from '#lib/domain/roles.ts';
import { addAtConsole, personWithEmail, recoverAtConsole } from '../accounts/console.ts';
import { grantWords } from '../accounts/grants.ts';
import { RESET_HOURS } from '../accounts/invitations.ts';
import { disable, enable, listPeople } from '../accounts/persons.ts';
import { Refused } from '../accounts/refused.ts';
import { CONSOLE } from '../audit.ts';
import { settings } from '../settings.ts';
import { parseArgs } from 'node:util';
import { explained, say, UsageError } from './arguments.ts';
import type { Command } from './index.ts';
import { withDatabase } from './with-database.ts';

const USAGE = 'user list | add | disable EMAIL | enable EMAIL | recover EMAIL';

const OPTIONS = {
	role: { type: 'string' },
	email: { type: 'string' },
	name: { type: 'string' },
	clinic: { type: 'string' },
	operator: { type: 'string' },
	'password-stdin': { type: 'boolean', default: false },
	help: { type: 'boolean', short: 'h', default: false }
} as const;

const HELP = `Usage: npm run stipple -- user list
       npm run stipple -- user add --role ROLE --email E --name N --password-stdin
                              [--clinic C1,C2] [--operator CODE]
       npm run stipple -- user disable EMAIL
       npm run stipple -- user enable EMAIL
       npm run stipple -- user recover EMAIL

  list       everyone with an account
  add        adds somebody; the password is read from standard input
  disable    ends the person's sessions; signing in is refused from then on
  enable     lets a disabled person sign in again
  recover    for somebody who lost the password or the phone with the second factor: takes the
             second factor away and prints a link to choose a new password, good for ${RESET_HOURS} hours

  --role ROLE          ${ROLES.join(', ')}
  --clinic C1,C2       the clinics of a director or practitioner, by id
  --operator CODE      a practitioner's own code in the records, for "mine"

On the embedded database the server must be stopped first.`;

export const userCommand = {
	name: 'user',
	usage: USAGE,
	summary: 'Look after people with an account; --help lists what can be done.',
	run: (args: string[]) =>
		explained(async () => {
			try {
				return await run(args);
			} catch (error) {
				// What is refused in the pages is refused here, in the same words.
				throw error instanceof Refused ? new UsageError(error.message) : error;
			}
		})
} satisfies Command;

const DEEDS = ['list', 'add', 'disable', 'enable', 'recover'] as const;
type Values = ReturnType<typeof readArguments>['values'];

function readArguments(args: string[]) {
	let parsed;
	try {
		parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
	const [given, email, ...others] = parsed.positionals;
	const deed = DEEDS.find((name) => name === given);
	if (given !== undefined && !deed) {
		throw new UsageError(`There is no ${JSON.stringify(given.slice(0, 40))}. Usage: ${USAGE}`);
	}
	if (others.length > 0) throw new UsageError(`One person at a time. Usage: ${USAGE}`);
	return { deed, email, values: parsed.values };
}

async function run(args: string[]): Promise<number> {
	const { deed, email, values } = readArguments(args);
	if (values.help) {
		say(HELP);
		return 0;
	}
	if (deed === undefined) throw new UsageError(`Usage: ${USAGE}`);
	const needsEmail = deed === 'disable' || deed === 'enable' || deed === 'recover';
	if (needsEmail !== (email !== undefined)) {
		throw new UsageError(
			needsEmail ? `Whom? Usage: user ${deed} EMAIL` : `Usage: user ${deed}, without an address.`
		);
	}
	// Read before the database is opened, so that nobody waits for it.
	const newPerson = deed === 'add' ? await readNewPerson(values) : null;
	return withDatabase(async (db) => {
		if (newPerson) {
			await addAtConsole(db, newPerson);
			say(`${newPerson.name} can sign in with ${newPerson.email}.`);
			return 0;
		}
		if (deed === 'list') return await list(db);
		const id = await personWithEmail(db, email);
		if (deed === 'recover') {
			const { token } = await recoverAtConsole(db, id);
			say(`The second factor is removed and every session ended. Choose a new password at`);
			say(`${address()}/invitation/${token}`);
			say(`The link works once, for ${RESET_HOURS} hours.`);
			return 0;
		}
		await (deed === 'disable' ? disable : enable)(db, id, CONSOLE);
		say(deed === 'disable' ? 'Disabled: signing in is refused.' : 'Enabled.');
		return 0;
	});
}

async function list(db: Parameters<typeof listPeople>[0]): Promise<number> {
	const people = await listPeople(db);
	if (people.length === 0) say('Nobody has an account.');
	for (const { email, name, grants, disabledAt, secondFactor } of people) {
		const state = [
			...grantWords(grants),
			...(secondFactor ? ['second factor'] : []),
			...(disabledAt === null ? [] : ['disabled'])
		];
		say(`${email}  ${name}  ${state.join('; ')}`);
	}
	return 0;
}

async function readNewPerson(values: Values) {
	const role = ROLES.find((name) => name === values.role);
	if (!role) throw new UsageError(`--role is one of ${ROLES.join(', ')}.`);
	if (values.email === undefined || values.name === undefined) {
		throw new UsageError('Name the person with --email and --name.');
	}
	if (!values['password-stdin']) {
		throw new UsageError(
			'Give the password on standard input, with --password-stdin: as an argument others could see it.'
		);
	}
	if (values.clinic !== undefined && !isStaff(role)) {
		throw new UsageError(`A ${role} belongs to no clinic: leave --clinic out.`);
	}
	if (values.operator !== undefined && role !== 'practitioner') {
		throw new UsageError(`Only a practitioner has an operator code: leave --operator out.`);
	}
	const clinics = (values.clinic ?? '').split(',').filter((clinic) => clinic !== '');
	const password = (await text(process.stdin)).replace(/\r?\n$/, '');
	const grants = [{ role, clinics, operatorCode: values.operator ?? null }];
	return { email: values.email, name: values.name, password, grants };
}

/** Where people reach this Stipple, as far as the settings tell. */
function address(): string {
	const { origin, host, port } = settings();
	return origin ?? `http://${host}:${port}`;
}
