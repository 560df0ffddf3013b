/**
 * Passwords that many people use, and the words they build them from: all of it is guessed first. Ours,
 * gathered for lengths of eight and more; a longer one is judged by what is left without these words.
 */

const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Whole passwords, in lower case. */
export const COMMON_PASSWORDS = words(`
	password password1 password12 password123 password1234 password12345 password123456 passw0rd p@ssw0rd
	p@ssword p@ssw0rd1 p@ssw0rd123 passwords mypassword mypassword1 mypassword123 newpassword newpassword1
	yourpassword thepassword password! password!1 password01 password1! password123! password2024
	password2025 password2026 passwordpassword passwordpassword1 password1password1 passwort passwort1
	passwort123 motdepasse motdepasse1 contrasena contraseña wachtwoord wachtwoord1 senha123 parola123
	12345678 123456789 1234567890 12345678910 0123456789 87654321 987654321 9876543210 11111111
	00000000 22222222 88888888 99999999 12341234 11223344 1122334455 112233445566 123123123
	123321123 147258369 159753159 123654789 741852963 10203040 1020304050 12121212 13131313 69696969
	123456789012345 1234567890123456 12345678901234567890 111111111111111 000000000000000
	qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertz123 qwertzuiop
	azerty123 azertyuiop asdfghjk asdfghjkl asdfasdf asdf1234 zxcvbnm1 zxcvbnm123 1q2w3e4r 1q2w3e4r5t
	1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedc qazwsxedcrfv q1w2e3r4 q1w2e3r4t5
	zaq12wsx zaq1zaq1 qweasdzxc qweqweqwe qwer1234 abcd1234 abcdefgh abcdefg1 abcabcabc abc12345
	a1b2c3d4 a1b2c3d4e5 aa123456 aaaaaaaa administrator admin123 admin1234 admin12345 admin123456
	adminadmin rootroot letmein1 letmein123 letmeinnow welcome1 welcome12 welcome123 welcome1234
	welcome2024 welcome2025 welcome2026 changeme changeme1 changeme123 changethis changeit default1
	iloveyou iloveyou1 iloveyou2 iloveyou123 iloveyouforever iloveyousomuch iloveyoubaby iloveyou12345
	trustno1 starwars superman batman123 spiderman pokemon1 football football1 baseball basketball
	liverpool liverpool1 chelsea1 arsenal1 barcelona realmadrid manchester princess princess1 sunshine
	sunshine1 butterfly chocolate michelle jennifer jessica1 samantha charlie1 jordan23 michael1
	computer internet whatever nothing1 something secret123 topsecret supersecret masterkey monkey123
	dragon123 shadow123 summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2025
	spring2026 autumn2025 autumn2026 test1234 testtest testing1 testing123 temp1234 temporary guest123
	correcthorsebatterystaple correct-horse-battery-staple correcthorsebattery horsebatterystaple
	thequickbrownfox thequickbrownfoxjumpsoverthelazydog thisismypassword thisisapassword thisispassword
	thisisnotapassword thisismysecret ihatepasswords idontknow123 idontrememberit donttellanyone
	tobeornottobe tobeornottobethatisthequestion maytheforcebewithyou loremipsumdolor loremipsumdolorsit
	letmeinletmein letmeinplease openthedoor opensesame opensesame123 imtheboss mysecretpassword
	areallylongpassword averylongpassword verylongpassword longpassword thelongestpassword
	nobodyknowsthis youwillneverguess youllneverguess nevergonnagiveyouup tryandguessthis
	happybirthday happynewyear merrychristmas godisgreat jesuschrist jesuslovesme inshallah
	onetwothreefour onetwothreefourfive abcdefghijklmno abcdefghijklmnop abcdefghijklmnopqrstuvwxyz
	qwertyuiopasdfgh qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm zxcvbnmasdfghjkl asdfghjklqwertyuiop
`);

/** Words that say little of a password: they are taken out before it is judged. */
export const COMMON_WORDS = words(`
	password passwort passw0rd p@ssw0rd p@ssword motdepasse contrasena wachtwoord parola senha
	qwertyuiop qwertzuiop azertyuiop asdfghjkl zxcvbnm qwerty qwertz azerty asdfgh 1q2w3e4r 1qaz2wsx
	3edc4rfv qazwsx welcome letmein changeme iloveyou administrator admin secret geheim master
	default login signin account access summer winter spring autumn monday sunshine football dragon monkey
	stipple microneedling microneedle needling dermapen dermaroller dermastamp needle roller dermatology
	aesthetic aesthetics cosmetic clinic klinik clinica praxis practice doctor director practitioner
	researcher patient
`);
