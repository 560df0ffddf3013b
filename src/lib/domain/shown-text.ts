/** Text that people type and other people read: whether a screen can show all of it, and a database keep it. */

/** Line breaks and tabs, and nothing else that is invisible or no character. */
export const SHOWN_TEXT = /^(?:[\n\t]|[^\p{Cc}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}])*$/u;
export const NOT_SHOWN = 'It holds characters that cannot be shown: type it anew.';
