// All that only a service needs where people sign in: one file, which is loaded when the server says that it is one.

export { Family } from './family.js';
export { FamilyApi } from './family_api.js';
export { Session } from './session.js';
export { SignIn } from './sign_in.js';
export { setUpAccount, welcomeNew } from './signed_in.js';
