// A gate before the program: gives out tokens and lets nobody pass without one.

import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `{origin, stop()}`. Every name and password is right; tokens last an hour. */
export async function startGate(port) {
  const known = new Set();
  const issue = () => {
    const token = `${encoded({ alg: 'none' })}.${encoded({ sub: 'gina', jti: known.size, exp: Date.now() / 1000 + 3600 })}.c2ln`;
    known.add(token);
    return { access_token: token, token_type: 'bearer', expires_in: 3600, user_id: 'gina' };
  };
  const gate = createServer(async (request, response) => {
    for await (const _ of request);
    const token = request.headers.authorization?.replace('Bearer ', '');
    const admitted = request.url.endsWith('/login') || known.has(token);
    response.writeHead(admitted ? 200 : 401, { 'Content-Type': 'application/json' });
    const error = { code: 'AUTH_1003', message: 'no', retryable: false };
    response.end(JSON.stringify(admitted ? { success: true, data: issue() } : { success: false, error }));
  });
  gate.on('upgrade', (request, near) => {
    const [protocol, secret] = (request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/);
    if (!known.has(secret?.replace('aurawell.token.', ''))) return near.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    const headers = { ...request.headers, 'sec-websocket-protocol': protocol };
    const far = ask({ host: '127.0.0.1', port, path: request.url, headers });
    far.on('upgrade', (reply, socket, first) => {
      const lines = Object.entries(reply.headers).map(([name, value]) => `${name}: ${value}`);
      near.write(['HTTP/1.1 101 Switching Protocols', ...lines, '', ''].join('\r\n'));
      near.write(first);
      near.pipe(socket).pipe(near);
      for (const end of [near, socket]) end.on('error', () => end.destroy());
    });
    return far.end();
  });
  gate.listen(0, '127.0.0.1');
  await once(gate, 'listening');
  return {
    origin: `http://127.0.0.1:${gate.address().port}`,
    async stop() {
      gate.closeAllConnections();
      gate.close();
    },
  };
}
