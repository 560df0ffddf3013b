/**
 * Where each setting came from. The start overwrites some variables before the built server reads them,
 * so what the operator gave is noted before, in a variable of its own.
 */

const NOTED_IN = 'SETTINGS_GIVEN';

export type SettingSource = 'environment' | '.env' | 'default';

type Env = Record<string, string | undefined>;

/** Notes which names the environment had, and which ones the file added. */
export function noteSources(env: Env, readFile: () => void): void {
	const before = givenIn(env);
	readFile();
	const added = givenIn(env).filter((name) => !before.includes(name));
	env[NOTED_IN] = JSON.stringify({ environment: before, '.env': added });
}

/** An empty value counts as absent. */
const givenIn = (env: Env) =>
	Object.keys(env).filter((name) => env[name]?.trim() && name !== NOTED_IN);

/** Where the value of a setting came from. Without a note, such as in `npm run dev`, by the look of it. */
export function sourceOf(name: string, env: Env): SettingSource {
	const noted = env[NOTED_IN];
	if (noted === undefined) return env[name]?.trim() ? 'environment' : 'default';
	const { environment, '.env': file }: Record<'environment' | '.env', string[]> = JSON.parse(noted);
	if (environment.includes(name)) return 'environment';
	return file.includes(name) ? '.env' : 'default';
}
