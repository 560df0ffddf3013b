/** Links by e-mail, where the operator set a mail server: plain text, never an outcome. */
import { createTransport } from 'nodemailer';
import { log, traceOf } from '../log.ts';
import { settings } from '../settings.ts';
import { INVITATION_DAYS, RESET_HOURS, type Link } from './invitations.ts';

/** Milliseconds a mail server may take for each step before it is given up. */
const WAIT_MS = 10_000;

/** Sends the link to its person. Gives whether a server took it; without one set, false. */
export async function mailLink(
	{ email, name }: Pick<Link, 'email' | 'name'>,
	kind: 'invitation' | 'reset',
	address: string
): Promise<boolean> {
	const { smtpUrl, mailFrom } = settings();
	if (smtpUrl === undefined) return false;
	const from = mailFrom ?? decodeURIComponent(new URL(smtpUrl).username);
	try {
		const transport = createTransport({
			url: smtpUrl,
			connectionTimeout: WAIT_MS,
			greetingTimeout: WAIT_MS,
			socketTimeout: WAIT_MS,
			// Nothing of a message is read from files or addresses.
			disableFileAccess: true,
			disableUrlAccess: true
		});
		await transport.sendMail({
			from,
			to: { name, address: email },
			...textOf(kind, name, address)
		});
		transport.close();
		return true;
	} catch (error) {
		log().warn({ error: traceOf(error) }, 'the mail server did not take a link');
		return false;
	}
}

function textOf(kind: 'invitation' | 'reset', name: string, address: string) {
	return kind === 'invitation'
		? {
				subject: 'Your invitation to Stipple',
				text: `Hello ${name},\n\nyou are invited to Stipple, where your clinic looks at its outcomes.\nOpen this link and choose a password. It works once, for ${INVITATION_DAYS} days:\n\n${address}\n\nIf you expected no invitation, you need do nothing.\n`
			}
		: {
				subject: 'A new password for Stipple',
				text: `Hello ${name},\n\nan administrator made this link with which you choose a new password.\nIt works once, for ${RESET_HOURS} hours:\n\n${address}\n\nIf you did not ask for it, tell an administrator of your Stipple.\n`
			};
}
