/** Shown in the place of a page that is not open to the role. Its address is another page's: no scripts. */
export const csr = false;
