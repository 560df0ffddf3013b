/** The page's colours as the canvas needs them: worked out by the browser for the theme in force. */

export type Palette = (property: string) => string;

/** Reads custom properties as colours; `light` asks for the light theme, as print does. */
export function paletteOf(element: Element, light = false): Palette {
	const probe = document.createElement('span');
	probe.hidden = true;
	if (light) probe.style.colorScheme = 'light';
	(element.parentElement ?? document.body).append(probe);
	const known = new Map<string, string>();
	const read = (property: string) => {
		probe.style.color = `var(${property})`;
		return getComputedStyle(probe).color;
	};
	for (const property of PROPERTIES) known.set(property, read(property));
	probe.remove();
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
