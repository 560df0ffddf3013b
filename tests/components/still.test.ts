import { createRawSnippet } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Still from '#lib/components/Still.svelte';

test('the server writes what stands still, and marks it as not yet taken by the browser', () => {
	const children = createRawSnippet((of: () => unknown) => ({
		render: () => `<p>${String(of())}</p>`
	}));
	const { body } = render(Still, { props: { of: '117 seen', children } });
	expect(body.replace(/<!--.*?-->/g, '')).toBe('<div data-written=""><p>117 seen</p></div>');
});
