/** How a form of ours is sent with scripts: what was typed stays, and so does the focus. */
import type { enhance } from '$app/forms';

type SubmitFunction = NonNullable<Parameters<typeof enhance>[1]>;

/**
 * For `use:enhance`. Afterwards the focus is on the first field that is wrong, else where it was, else,
 * where that is gone, on what the page says (`data-said`). `reset` empties the form once it is done.
 */
export const keepFocus =
	({ reset = false } = {}): SubmitFunction =>
	({ formElement }) => {
		const before = document.activeElement;
		return async ({ update }) => {
			await update({ reset });
			// Kit moves the focus by itself right after its own update.
			setTimeout(() => {
				const wrong = formElement.querySelector<HTMLElement>('[aria-invalid="true"]');
				const said = document.querySelector<HTMLElement>('[data-said]');
				const was = before instanceof HTMLElement && before.isConnected ? before : null;
				(wrong ?? was ?? said)?.focus();
				// What the page says stands beside its form, but a low screen may not reach so far.
				said?.scrollIntoView({ block: 'nearest' });
			});
		};
	};
