/** The page's colours as the canvas needs them: worked out by the browser for the theme in force. */

export type Palette = (property: string) => string;

/** Worked out once for each theme: asking makes the browser work out the styles of the whole page. */
const palettes = new Map<string, Palette>();

/** Reads custom properties as colours; `light` asks for the light theme, as print does. */
export function paletteOf(light = false): Palette {
	const dark = !light && matchMedia('(prefers-color-scheme: dark)').matches;
	const theme = dark ? 'dark' : 'light';
	const palette = palettes.get(theme) ?? readPalette(theme);
	palettes.set(theme, palette);
	return palette;
}

function readPalette(theme: 'light' | 'dark'): Palette {
	const host = document.createElement('div');
	host.hidden = true;
	host.style.colorScheme = theme;
	const probes = PROPERTIES.map((property) => {
		const probe = host.appendChild(document.createElement('span'));
		probe.style.color = `var(${property})`;
		return [property, probe] as const;
	});
	document.body.append(host);
	const known = new Map(
		probes.map(([property, probe]) => [property, getComputedStyle(probe).color] as const)
	);
	host.remove();
	return (property) => known.get(property) ?? known.get('--ink') ?? 'black';
}

const steps = (name: string) => Array.from({ length: 6 }, (_, i) => `--${name}-${i}`);
const PROPERTIES = [
	...[
		'paper',
		'ink',
		'ink-2',
		'ink-3',
		'hairline',
		'grid',
		'accent',
		'missing',
		'seen',
		'published',
		'arm-a',
		'arm-b',
		'arm-c'
	].map((name) => `--${name}`),
	...steps('depth'),
	...steps('order')
];
