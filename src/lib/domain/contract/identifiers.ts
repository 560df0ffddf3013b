/** What gives a person away: the look of a cell, and the names of columns that hold such cells. */

const E_MAIL = /[^\s@,;]@[^\s@,;]+\.[A-Za-z]{2,}/;
/** With a mark that only phone numbers have; codes such as 01-701-1015 are none. */
const PHONES = [
	/^(?:\+|00)[0-9][0-9 ()./-]{6,18}$/,
	/^\(?[0-9]{3}\)?[ .-][0-9]{3}[ .-][0-9]{4}$/,
	/^\(?0[0-9]{2,5}\)?[ /-][0-9][0-9 -]{4,10}$/
];
const DATE_LIKE = /^[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}$/;
const WORD = String.raw`\p{Lu}[\p{Ll}'’]+`;
const FULL_NAME = new RegExp(
	`^(?:(?:Dr|Mr|Mrs|Ms|Prof)\\.? )?${WORD}(?:(?:, ?| |-| (?:von|van|de|del|da|di) )${WORD}){1,3}$`,
	'u'
);
const JOINED_NAME = /^\p{Lu}\p{Ll}+[._]\p{Lu}\p{Ll}+$/u;

export type Identifier = 'an e-mail address' | 'a phone number' | 'a full name';

/**
 * What the cell looks like, or null. A date is no phone number. In a person's id two words joined by a
 * dot or a line are a name too.
 */
export function looksLikeIdentifier(cell: string, isPersonId = false): Identifier | null {
	const text = cell.trim();
	if (E_MAIL.test(text)) return 'an e-mail address';
	if (!DATE_LIKE.test(text) && PHONES.some((phone) => phone.test(text))) return 'a phone number';
	if (isPersonId && JOINED_NAME.test(text)) return 'a full name';
	if (/[ ,]/.test(text) && FULL_NAME.test(text)) return 'a full name';
	return null;
}

/** Names of columns with direct identifiers, without marks, in the languages of many exports. */
const IDENTIFYING_HEADERS = new Set(
	`name names fullname patientname clientname guestname firstname givenname forename middlename
	lastname surname familyname maidenname initials vorname nachname familienname nom prenom nombre
	apellido apellidos cognome nome naam voornaam achternaam
	email emailaddress mail courriel correo phone phonenumber telephone telephonenumber tel telefon
	mobile mobilenumber cell cellphone handy fax telefono
	address streetaddress street strasse adresse direccion indirizzo adres zip zipcode postcode
	postalcode plz city town ort
	birthdate dateofbirth dob birthday geburtsdatum geburtstag datenaissance fechanacimiento
	mrn medicalrecordnumber recordnumber chartnumber hospitalnumber nhsnumber ssn
	socialsecuritynumber insurancenumber passport passportnumber idcard taxid ip ipaddress photo
	photograph`
		.split(/\s+/)
		.filter(Boolean)
);

/** Whether a column of this name holds direct identifiers. */
export function isIdentifyingHeader(header: string): boolean {
	const plain = header
		.normalize('NFD')
		.replaceAll('ß', 'ss')
		.replace(/[^\p{L}\p{N}]/gu, '')
		.toLowerCase();
	return IDENTIFYING_HEADERS.has(plain);
}
