/** The headers that stand on every answer, errors and files included (SR-7.1). */

const EVERYWHERE = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy':
		'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), ' +
		'display-capture=(), screen-wake-lock=(), browsing-topics=()',
	// For whatever is not a page; a page's own policy, with the hashes of its scripts, takes this one's place.
	'Content-Security-Policy':
		"default-src 'none'; script-src 'none'; object-src 'none'; base-uri 'none'; " +
		"form-action 'self'; frame-ancestors 'none'"
};

/** One year, and only over https: over http browsers ignore it, and a trial must not bind a host. */
const OVER_HTTPS = { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' };

/** The fixed headers of an answer. */
export function fixedHeaders(overHttps: boolean): Record<string, string> {
	return overHttps ? { ...EVERYWHERE, ...OVER_HTTPS } : EVERYWHERE;
}
