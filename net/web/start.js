// The first thing that runs: who is there must be known before anything is shown of them.

import { openPage } from './app.js';
import { learnMode, session, signIn } from './identity.js';
import { recall } from './preferences.js';
import { preferredLanguage, setLanguage } from './texts.js';

setLanguage(recall('language') ?? preferredLanguage());
await learnMode();
if (session && !session.isSignedIn) await signIn.ask();
await openPage();
