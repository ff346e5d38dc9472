// Points in time, as people read them.

import { language } from './texts.js';

/** Date and time of `at`, as the server writes it. */
export const timeText = (at) => new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
