import { config } from 'zod';

// Zod writes functions at run time where it may. The console's policy forbids that, and a browser reports even the
// try: it has to be told before the first schema of any page is made, so this comes before all else.
config({ jitless: true });
