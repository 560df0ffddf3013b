/** Stands in until the chart components are committed; then the imports name them directly. */
import type { Component } from 'svelte';

// Each module's default export is a Svelte component.
const found = import.meta.glob('../charts/*.svelte', { eager: true, import: 'default' }) as Record<
	string,
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- props are not known here
	Component<any>
>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- props are not known here
const none: Component<any> = () => ({});
export const chart = (name: string) => found[`../charts/${name}.svelte`] ?? none;
