/**
 * A drawn figure as a picture of its own, in the light theme: laid out once more outside the page, then
 * every svg, text, line and ground of it written where it stands.
 */
import plex from '@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2?url';
import type { Source } from './source.ts';

/** Px of the drawing, and of the paper around it. */
const WIDTH = 720;
const MARGIN = 24;
const LINE = 18;
/** Pixels of the PNG for each px. */
const SHARPNESS = 2;
/** Height of letters above the base line, as a share of the line box of IBM Plex Sans. */
const ASCENT = 1.025 / 1.3;

/** What is inlined, since the picture has no style sheet of ours. */
const PROPERTIES = [
	'fill',
	'stroke',
	'stroke-width',
	'stroke-dasharray',
	'stroke-linecap',
	'stroke-linejoin',
	'opacity',
	'font-size',
	'font-weight',
	'text-anchor',
	'paint-order'
];
/** What belongs to the page and not to the picture. */
const LEFT_OUT = '.no-print, .said, .reading, .hit, .visually-hidden, .unscripted';

/** Draws a canvas of the copy; gives back what ends it. */
export type DrawCanvas = (canvas: HTMLCanvasElement) => Promise<() => void>;

/** The figure as an SVG document with question and source; canvases become images in it. */
export async function svgOf(
	figure: HTMLElement,
	source: Source,
	drawCanvas?: DrawCanvas
): Promise<string> {
	const host = document.createElement('div');
	host.className = figure.parentElement?.className ?? '';
	Object.assign(host.style, {
		position: 'fixed',
		left: '-10000px',
		top: '0',
		display: 'grid',
		width: `${WIDTH}px`,
		gridTemplateColumns: `${WIDTH}px`,
		rowGap: '8px',
		margin: '0',
		colorScheme: 'light',
		color: 'var(--ink)'
	});
	const copy = figure.cloneNode(true);
	if (!(copy instanceof HTMLElement)) return '';
	const key = figure.closest('[data-keyed]')?.querySelector('[data-key]')?.cloneNode(true);
	if (key) host.append(key);
	host.append(copy);
	host.querySelectorAll(LEFT_OUT).forEach((element) => element.remove());
	// Within the page's own styles, so that every rule that reaches the figure reaches its copy.
	(figure.parentElement ?? document.body).append(host);
	const ends: (() => void)[] = [];
	try {
		for (const canvas of copy.querySelectorAll('canvas')) {
			if (drawCanvas) ends.push(await drawCanvas(canvas));
		}
		return written(host, source, await fontRule());
	} finally {
		ends.forEach((end) => end());
		host.remove();
	}
}

/** The same picture in pixels; null where the browser cannot draw it. */
export async function pngOf(svg: string): Promise<Blob | null> {
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = image.naturalWidth * SHARPNESS;
	canvas.height = image.naturalHeight * SHARPNESS;
	const pen = canvas.getContext('2d');
	if (!pen) return null;
	pen.scale(SHARPNESS, SHARPNESS);
	pen.drawImage(image, 0, 0);
	return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

function written(drawn: HTMLElement, source: Source, font: string): string {
	const ink = getComputedStyle(drawn).color;
	const pen = document.createElement('canvas').getContext('2d');
	const wrapped = (text: string, size: number, weight: number) => {
		if (pen) pen.font = `${weight} ${size}px 'IBM Plex Sans Variable', Arial, sans-serif`;
		return lines(text, (line) => pen?.measureText(line).width ?? 0);
	};
	const question = source.question ? wrapped(source.question, 20, 600) : [];
	const foot = source.lines.flatMap((line) => wrapped(line, 13, 400));
	const box = drawn.getBoundingClientRect();
	const top = MARGIN + question.length * 26 + (question.length > 0 ? 10 : 0);
	const below = top + Math.ceil(box.height) + 16;
	const height = below + foot.length * LINE + MARGIN;
	const parts = [
		...question.map((line, i) => text(line, MARGIN, MARGIN + 20 + i * 26, 20, 600, ink)),
		...drawnParts(drawn, { x: MARGIN - box.left, y: top - box.top }),
		...foot.map((line, i) => text(line, MARGIN, below + 13 + i * LINE, 13, 400, ink))
	];
	const width = WIDTH + 2 * MARGIN;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="'IBM Plex Sans Variable', 'IBM Plex Sans', Arial, sans-serif">`,
		`<style>${font}</style>`,
		`<rect width="${width}" height="${height}" fill="#fff"/>`,
		...parts,
		'</svg>'
	].join('\n');
}

type Shift = { x: number; y: number };

/** Everything of an element, from behind to before, as pieces of SVG. */
function drawnParts(element: Element, shift: Shift): string[] {
	const style = getComputedStyle(element);
	if (style.display === 'none' || style.visibility === 'hidden') return [];
	if (element instanceof SVGSVGElement) return [drawing(element, shift)];
	const box = element.getBoundingClientRect();
	if (element instanceof HTMLCanvasElement) {
		const place = `x="${box.left + shift.x}" y="${box.top + shift.y}" width="${box.width}" height="${box.height}"`;
		return [`<image ${place} href="${element.toDataURL('image/png')}"/>`];
	}
	const parts = grounds(style, box, shift);
	for (const child of element.childNodes) {
		if (child instanceof Element) parts.push(...drawnParts(child, shift));
		else if (child instanceof Text) parts.push(...texts(child, style, shift));
	}
	return parts;
}

/** Ground, border lines and outline of an element, where it has them. */
function grounds(style: CSSStyleDeclaration, box: DOMRect, shift: Shift): string[] {
	const x = box.left + shift.x;
	const y = box.top + shift.y;
	const parts: string[] = [];
	if (box.width === 0 || box.height === 0) return parts;
	if (!/^(transparent|rgba\(0, 0, 0, 0\))$/.test(style.backgroundColor)) {
		parts.push(
			`<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" fill="${style.backgroundColor}"/>`
		);
	}
	const edge = (side: 'Top' | 'Bottom' | 'Left', path: string) => {
		const width = Number.parseFloat(style[`border${side}Width`]);
		const dotted = style[`border${side}Style`] === 'dotted' ? ' stroke-dasharray="1 2"' : '';
		if (width > 0 && style[`border${side}Style`] !== 'none') {
			parts.push(
				`<path d="${path}" fill="none" stroke="${style[`border${side}Color`]}" stroke-width="${width}"${dotted}/>`
			);
		}
		return width / 2;
	};
	edge('Top', `M${x} ${y + 0.5}h${box.width}`);
	edge('Bottom', `M${x} ${y + box.height - 0.5}h${box.width}`);
	edge('Left', `M${x + Number.parseFloat(style.borderLeftWidth) / 2} ${y}v${box.height}`);
	if (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) {
		const dotted = style.outlineStyle === 'dotted' ? ' stroke-dasharray="1 2"' : '';
		parts.push(
			`<rect x="${x + 0.5}" y="${y + 0.5}" width="${box.width - 1}" height="${box.height - 1}" fill="none" stroke="${style.outlineColor}"${dotted}/>`
		);
	}
	return parts;
}

/** The lines of a text as the page broke them. */
function texts(node: Text, style: CSSStyleDeclaration, shift: Shift): string[] {
	const found: { words: string; box: DOMRect }[] = [];
	const range = document.createRange();
	for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
		range.setStart(node, index);
		range.setEnd(node, index + word.length);
		const box = range.getBoundingClientRect();
		const line = found.at(-1);
		if (line && Math.abs(line.box.top - box.top) < 2) line.words += ` ${word}`;
		else found.push({ words: word, box });
	}
	const size = Number.parseFloat(style.fontSize);
	return found.map(({ words, box }) =>
		text(
			words,
			box.left + shift.x,
			box.top + shift.y + box.height * ASCENT,
			size,
			Number(style.fontWeight),
			style.color
		)
	);
}

/** An svg of the page with its styles written into it. */
function drawing(svg: SVGSVGElement, shift: Shift): string {
	const box = svg.getBoundingClientRect();
	const copy = inlined(svg);
	if (!copy) return '';
	for (const [name, value] of Object.entries({
		x: box.left + shift.x,
		y: box.top + shift.y,
		width: box.width,
		height: box.height,
		overflow: 'visible'
	})) {
		copy.setAttribute(name, String(value));
	}
	return new XMLSerializer().serializeToString(copy);
}

function inlined(element: Element): Element | null {
	const style = getComputedStyle(element);
	if (style.display === 'none') return null;
	const copy = element.cloneNode(false);
	if (!(copy instanceof Element)) return null;
	for (const name of ['class', 'style', 'role', 'aria-hidden']) copy.removeAttribute(name);
	for (const property of PROPERTIES) {
		const value = style.getPropertyValue(property);
		if (value !== '' && value !== 'none' && value !== 'normal') copy.setAttribute(property, value);
	}
	if (style.fill === 'none') copy.setAttribute('fill', 'none');
	for (const child of element.childNodes) {
		if (child instanceof Element) {
			const inner = inlined(child);
			if (inner) copy.append(inner);
		} else if (child instanceof Text) copy.append(child.data);
	}
	return copy;
}

function text(words: string, x: number, y: number, size: number, weight: number, colour: string) {
	const element = document.createElementNS('http://www.w3.org/2000/svg', 'text');
	element.textContent = words;
	const place = { x, y, 'font-size': size, 'font-weight': weight, fill: colour };
	for (const [name, value] of Object.entries(place)) element.setAttribute(name, String(value));
	return new XMLSerializer().serializeToString(element);
}

/** A text in lines no wider than the drawing. */
function lines(words: string, widthOf: (line: string) => number): string[] {
	const broken: string[] = [];
	for (const word of words.split(' ')) {
		const line = broken.at(-1);
		const longer = line === undefined ? word : `${line} ${word}`;
		if (line === undefined || widthOf(longer) > WIDTH) broken.push(word);
		else broken[broken.length - 1] = longer;
	}
	return broken;
}

/** The page's font inside the picture: a picture may load nothing. */
async function fontRule(): Promise<string> {
	const bytes = new Uint8Array(await (await fetch(plex)).arrayBuffer());
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return `@font-face{font-family:'IBM Plex Sans Variable';font-weight:100 700;src:url(data:font/woff2;base64,${btoa(binary)}) format('woff2')}`;
}
