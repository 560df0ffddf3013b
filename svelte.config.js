import adapter from '@sveltejs/adapter-node';

/** Kit's own options. Vite's and vitest's are in vite.config.ts. */
export default {
	kit: {
		adapter: adapter({ out: 'build' }),
		// The page that says why an address is not open stands at that address, however deep it is.
		paths: { relative: false },
		csp: {
			// By what a script says and not by a nonce: the same page has the same bytes, which can be kept.
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				// The one inline style of Kit's route announcer, by its hash.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		typescript: {
			config: (config) => {
				config.include.push('../db/**/*.ts', '../tests/**/*.ts', '../*.ts');
				return config;
			}
		}
	}
};
