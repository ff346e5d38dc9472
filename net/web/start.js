// The first thing that runs: who is there must be known before anything is shown of them.

import { learnMode, session } from './identity.js';
import { recall } from './preferences.js';
import { SignIn } from './sign_in.js';
import { preferredLanguage, setLanguage } from './texts.js';

setLanguage(recall('language') ?? preferredLanguage());
await learnMode();
if (session && !session.isSignedIn) await new SignIn(document.getElementById('sign-in'), session).ask();
await import('./app.js');
