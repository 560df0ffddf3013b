/** fast-check with a fixed seed: the same cases on every run. */
import fc from 'fast-check';

fc.configureGlobal({ seed: 1927 });

export default fc;
