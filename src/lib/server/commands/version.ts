/** `npm run stipple -- version`: the product's version. */
import packageJson from '../../../../package.json' with { type: 'json' };

export const versionCommand = {
	name: 'version',
	usage: 'version',
	summary: "Print the product's version.",
	async run(): Promise<number> {
		process.stdout.write(`${packageJson.version}\n`);
		return 0;
	}
};
