// The part about REST: Swagger UI, loaded when somebody first wants to see it.

import { t } from '../texts.js';

const folder = new URL('vendor/swagger-ui/', import.meta.url).href;
let begun = false;

const loaded = (node) => new Promise((resolve, reject) => {
  node.onload = resolve;
  node.onerror = () => reject(new Error(`${node.src ?? node.href} did not load`));
  document.head.append(node);
});

function loadSwagger() {
  const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${folder}swagger-ui.css` });
  const script = Object.assign(document.createElement('script'), { src: `${folder}swagger-ui-bundle.js` });
  return Promise.all([loaded(style), loaded(script)]);
}

function followColours() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const set = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
  dark.addEventListener('change', set);
  set();
}

function say(panel, key) {
  const note = panel.querySelector('.rest-note');
  note.hidden = key === null;
  if (key === null) return;
  note.dataset.text = key;
  note.textContent = t(key);
}

/** Shows openapi.json in `panel`, the first time; says so if it cannot be had. */
export async function showRest(panel) {
  if (begun) return;
  begun = true;
  try {
    const response = await fetch('openapi.json');
    if (!response.ok) return say(panel, response.status === 404 ? 'rest_absent' : 'docs_failed');
    const [spec] = await Promise.all([response.json(), loadSwagger()]);
    followColours();
    globalThis.SwaggerUIBundle({
      spec, domNode: panel.querySelector('#swagger'), deepLinking: true, validatorUrl: null,
      docExpansion: 'list', defaultModelsExpandDepth: 0, tryItOutEnabled: true,
    });
    say(panel, null);
  } catch {
    begun = false;
    say(panel, 'docs_failed');
  }
}
