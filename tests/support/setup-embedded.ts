/** Before the vitest project `embedded`: the migrated copy that every test's database begins with. */
import { preparedCopy } from './database.ts';

export default async function setup(): Promise<void> {
	await preparedCopy();
}
