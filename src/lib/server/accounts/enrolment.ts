/** A key as an app takes it: as text to type, as an address to open, and as squares to scan. */
import { encode } from 'uqr';

/** What an app needs: the key as text in groups of four, and as squares of a QR code. */
export type Enrolment = { key: string; address: string; squares: boolean[][] };

/** `email` tells the account apart from others in the app. */
export function enrolmentOf(secret: string, email: string | null): Enrolment {
	const key = base32(Buffer.from(secret));
	const label = encodeURIComponent(`Stipple:${email ?? ''}`);
	const address = `otpauth://totp/${label}?secret=${key}&issuer=Stipple&digits=6&period=30`;
	return {
		key: key.replace(/(.{4})(?=.)/g, '$1 '),
		address,
		squares: encode(address, { ecc: 'M', border: 2 }).data
	};
}

/** RFC 4648, without padding: how apps take a key. */
function base32(bytes: Buffer): string {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	const groups = bits.match(/.{1,5}/g) ?? [];
	return groups
		.map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(group.padEnd(5, '0'), 2)])
		.join('');
}
